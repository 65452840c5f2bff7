package io.muster.api;

import static io.muster.http.Operation.get;

import io.muster.http.Content;
import io.muster.http.Parameter;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.CredentialName;
import io.muster.inventory.findings.FindingSummary;
import io.muster.inventory.query.Completion;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.search.CredentialSummary;
import io.muster.inventory.search.CredentialTable;
import io.muster.inventory.search.Facets;
import io.muster.inventory.search.IdentitySummary;
import io.muster.inventory.search.PageRequest;
import io.muster.inventory.search.Search;
import io.muster.inventory.search.SightingSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The lists that can be searched, and what helps to search them.
record ListRoutes(Search search) {

    List<Route> routes() {
        return List.of(
                get("/api/v1/credentials", Permission.READ, "Credentials.")
                        .forTeams()
                        .with(Asking.searching())
                        .listing(CredentialSummary.class)
                        .by(this::credentials),
                get("/api/v1/identities", Permission.READ, "Machine identities.")
                        .forTeams()
                        .with(Asking.searching())
                        .listing(IdentitySummary.class)
                        .by(this::identities),
                get("/api/v1/sightings", Permission.READ, "Where and when what was seen.")
                        .forTeams()
                        .with(Asking.searching())
                        .listing(Sighting.class)
                        .by(this::sightings),
                get("/api/v1/findings", Permission.READ, "What breaks a rule, or broke one.")
                        .forTeams()
                        .with(Asking.searching())
                        .listing(FindingSummary.class)
                        .by(this::findings),
                get("/api/v1/facets", Permission.READ, "How what was found is spread.")
                        .forTeams()
                        .with(
                                Asking.Q,
                                Parameter.text(
                                        "list",
                                        "`credentials` or `identities`; credentials when absent."))
                        .answering(Facets.class)
                        .by(this::facets),
                get("/api/v1/complete", Permission.READ, "What could be written next in a query.")
                        .forTeams()
                        .with(
                                Asking.Q,
                                Parameter.number(
                                        "at", "Where the cursor stands; at the end when absent."),
                                Parameter.text(
                                        "list", "The list that is asked; credentials when absent."))
                        .answering(Completion.class)
                        .by(this::complete),
                get(
                                "/api/v1/export/credentials",
                                Permission.READ,
                                "Every credential found, as a file.")
                        .forTeams()
                        .with(
                                Asking.Q,
                                Asking.SORT,
                                Parameter.text("format", "`csv` or `json`; csv when absent."))
                        .by(this::export));
    }

    /// A sighting with its facts as an object instead of text.
    record Sighting(
            CredentialName credential,
            String place,
            String role,
            String source,
            Instant first,
            Instant last,
            Optional<Instant> gone,
            Map<String, Object> facts) {

        static Sighting of(SightingSummary it) {
            return new Sighting(
                    it.credential(),
                    it.place(),
                    it.role(),
                    it.source(),
                    it.first(),
                    it.last(),
                    it.gone(),
                    Texts.object(it.facts()));
        }
    }

    private Response credentials(Request request) {
        return Response.json(
                Asking.shown(
                        Asking.answer(() ->
                                search.credentials(
                                        Asking.viewer(request),
                                        Asking.query(request, Listing.CREDENTIALS),
                                        Asking.page(request))),
                        it -> it));
    }

    private Response identities(Request request) {
        return Response.json(
                Asking.shown(
                        Asking.answer(() ->
                                search.identities(
                                        Asking.viewer(request),
                                        Asking.query(request, Listing.IDENTITIES),
                                        Asking.page(request))),
                        it -> it));
    }

    private Response sightings(Request request) {
        return Response.json(
                Asking.shown(
                        Asking.answer(() ->
                                search.sightings(
                                        Asking.viewer(request),
                                        Asking.query(request, Listing.SIGHTINGS),
                                        Asking.page(request))),
                        Sighting::of));
    }

    private Response findings(Request request) {
        return Response.json(
                Asking.shown(
                        Asking.answer(() ->
                                search.findings(
                                        Asking.viewer(request),
                                        Asking.query(request, Listing.FINDINGS),
                                        Asking.page(request))),
                        it -> it));
    }

    private Response facets(Request request) {
        Listing listing = listing(request.query().text("list").orElse("credentials"));
        return Response.json(
                Asking.answer(() ->
                        search.facets(Asking.viewer(request), Asking.query(request, listing))));
    }

    private Response complete(Request request) {
        String text = request.query().text("q").orElse("");
        int at = request.query().number("at", text.length(), 0, 10_000);
        Listing listing = listing(request.query().text("list").orElse("credentials"));
        return Response.json(
                Completion.of(listing, text, at, search.vocabulary(Asking.viewer(request))));
    }

    private static Listing listing(String name) {
        try {
            return Listing.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw Problem.BAD_REQUEST.because(
                    "'list' must be one of credentials, identities, sightings, findings.");
        }
    }

    private Response export(Request request) {
        var query = Asking.query(request, Listing.CREDENTIALS);
        String sort = request.query().text("sort").orElse("");
        String format = request.query().text("format").orElse("csv");
        // Asked for one row first: a question that is refused must be told before the file begins.
        Asking.answer(() ->
                search.credentials(Asking.viewer(request), query, PageRequest.first(1, sort)));
        Content.Writer writer =
                switch (format) {
                    case "csv" -> out -> table(out, request, query, sort);
                    case "json" ->
                            new CredentialDocuments(search, Asking.viewer(request), query, sort);
                    default -> throw Problem.BAD_REQUEST.because("'format' must be csv or json.");
                };
        return Response.stream(
                        format.equals("csv") ? "text/csv; charset=utf-8" : "application/json",
                        writer)
                .with(
                        "Content-Disposition",
                        "attachment; filename=\"muster-credentials." + format + "\"");
    }

    private void table(OutputStream out, Request request, Query query, String sort)
            throws IOException {
        try {
            new CredentialTable(search)
                    .write(
                            Asking.viewer(request),
                            query,
                            sort,
                            new OutputStreamWriter(out, StandardCharsets.UTF_8));
        } catch (QueryRefused e) {
            throw new IOException("the question became one that is refused", e);
        }
    }
}
