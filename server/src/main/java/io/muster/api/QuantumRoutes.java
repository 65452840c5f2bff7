package io.muster.api;

import static io.muster.http.Operation.get;

import io.muster.compliance.Readiness;
import io.muster.http.Permission;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.TeamName;
import io.muster.inventory.Viewer;
import io.muster.inventory.figures.Statistics;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.search.CredentialSummary;
import io.muster.inventory.search.Search;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// How credentials stand to quantum computers.
record QuantumRoutes(Search search, Statistics statistics, InstantSource clock) {
    private static final String ASSETS = "/api/v1/pqc";
    private static final String NOT_OTHERS = "foreign:no -algorithm:none";

    List<Route> routes() {
        return List.of(
                get(
                                ASSETS,
                                Permission.READ,
                                "Credentials with a key, and by when each must have been replaced.")
                        .forTeams()
                        .with(Asking.searching())
                        .listing(Asset.class)
                        .by(this::assets),
                get(
                                ASSETS + "/summary",
                                Permission.READ,
                                "How many credentials stand how, with the dates.")
                        .answering(Summary.class)
                        .by(_ -> Response.json(summary())));
    }

    /// @param standing ready, safe, hybrid, vulnerable, broken or unknown
    /// @param category of CNSA 2.0 that it was taken for, by its type
    /// @param deprecated the last day before NIST IR 8547 deprecates it
    /// @param disallowed the last day on which NIST IR 8547 allows it
    /// @param cnsaPrefer the year from which CNSA 2.0 prefers what is safe
    /// @param cnsaExclusive the last day on which CNSA 2.0 lets it be used
    /// @param earliest the first of these days
    /// @param outlives whether it is valid beyond that day
    record Asset(
            String id,
            String type,
            String title,
            Optional<TeamName> owner,
            String algorithm,
            long bits,
            String strength,
            String standing,
            String category,
            Optional<String> deprecated,
            Optional<String> disallowed,
            Optional<Integer> cnsaPrefer,
            Optional<String> cnsaExclusive,
            Optional<String> earliest,
            boolean outlives,
            Optional<Instant> notAfter) {

        static Asset of(CredentialSummary it) {
            CredentialSummary.AlgorithmSummary algorithm =
                    it.algorithm().orElse(new CredentialSummary.AlgorithmSummary("", 0, "unknown"));
            Readiness readiness =
                    Readiness.of(
                            it.type(), algorithm.name(), algorithm.bits(), algorithm.strength());
            return new Asset(
                    it.id(),
                    it.type(),
                    it.title(),
                    it.owner(),
                    algorithm.name(),
                    algorithm.bits(),
                    algorithm.strength(),
                    readiness.standing().toString(),
                    readiness.category(),
                    readiness.deprecated().map(LocalDate::toString),
                    readiness.disallowed().map(LocalDate::toString),
                    readiness.prefer(),
                    readiness.exclusive().map(LocalDate::toString),
                    readiness.earliest().map(LocalDate::toString),
                    readiness.outlivedBy(it.notAfter()),
                    it.notAfter());
        }
    }

    /// @param items by class of the algorithm
    /// @param sources whose dates they are, and how final
    record Summary(List<Count> items, List<String> sources) {}

    /// @param q the query of the credentials
    record Count(String strength, long credentials, String q) {}

    private Response assets(Request request) {
        String q = request.query().text("q").orElse("");
        Query query = Asking.parsed(Listing.CREDENTIALS, (q + " " + NOT_OTHERS).strip());
        return Response.json(
                Asking.shown(
                        Asking.answer(() ->
                                search.credentials(
                                        Asking.viewer(request), query, Asking.page(request))),
                        Asset::of));
    }

    private Summary summary() {
        return new Summary(
                statistics
                        .overview(new Viewer.Everything(), clock.instant())
                        .strengths()
                        .entrySet()
                        .stream()
                        .map(it ->
                                new Count(
                                        it.getKey(),
                                        it.getValue(),
                                        "class:%s foreign:no".formatted(it.getKey())))
                        .toList(),
                List.of(
                        "NIST IR 8547, initial public draft of November 2024",
                        "CNSA 2.0, by category; the category is taken from the kind of credential"));
    }
}
