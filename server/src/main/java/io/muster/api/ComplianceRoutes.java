package io.muster.api;

import static io.muster.http.Operation.get;

import io.muster.compliance.Assessment;
import io.muster.compliance.Assessment.Status;
import io.muster.compliance.Book;
import io.muster.compliance.Catalogue;
import io.muster.compliance.Counted;
import io.muster.compliance.Evidence;
import io.muster.compliance.Framework;
import io.muster.http.Parameter;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.query.Listing;
import io.muster.inventory.search.Search;
import io.muster.monitor.ProgramMetric;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How the estate stands to what standards ask for. Of the whole server: whoever sees a part of it
/// is not answered.
record ComplianceRoutes(Catalogue catalogue, Book book, Search search) {
    private static final String ALL = "/api/v1/compliance";
    private static final int DAYS_USUAL = 90;

    List<Route> routes() {
        return List.of(
                get(ALL, Permission.READ, "Frameworks, and how many of their controls are met.")
                        .answering(Board.class)
                        .by(_ -> Response.json(board())),
                get(ALL + "/{framework}", Permission.READ, "The controls of a framework.")
                        .answering(OneFramework.class)
                        .by(it -> Response.json(OneFramework.of(framework(it), book.latest()))),
                get(
                                ALL + "/{framework}/{control}",
                                Permission.READ,
                                "One control: its evidence, each with the query and the first rows.")
                        .answering(OneControl.class)
                        .by(this::control),
                get(
                                "/api/v1/evidence/{id}/series",
                                Permission.READ,
                                "One piece of evidence day by day, the oldest first.")
                        .with(Parameter.number("days", "How many days, 1 to 1096; usually 90."))
                        .answering(Series.class)
                        .by(this::series));
    }

    /// @param items in the order of the catalogue
    record Board(List<Summary> items) {}

    /// @param counted when the oldest of what it rests on was counted; absent before the first time
    record Summary(
            String id,
            String name,
            String edition,
            long controls,
            long met,
            long partlyMet,
            long notMet,
            long notComputed,
            Optional<Instant> counted) {

        static Summary of(Framework it, Map<String, Counted> latest) {
            Map<Status, Long> counts =
                    Assessment.counts(
                            it.controls().stream().map(one -> Assessment.of(one, latest)).toList());
            return new Summary(
                    it.id(),
                    it.name(),
                    it.edition(),
                    it.controls().size(),
                    counts.getOrDefault(Status.MET, 0L),
                    counts.getOrDefault(Status.PARTLY_MET, 0L),
                    counts.getOrDefault(Status.NOT_MET, 0L),
                    counts.getOrDefault(Status.NOT_COMPUTED, 0L),
                    latest.values().stream().map(Counted::at).min(Comparator.naturalOrder()));
        }
    }

    /// @param items its controls, in its order
    record OneFramework(Summary summary, List<ControlLine> items) {
        static OneFramework of(Framework it, Map<String, Counted> latest) {
            return new OneFramework(
                    Summary.of(it, latest),
                    it.controls().stream()
                            .map(one -> ControlLine.of(Assessment.of(one, latest)))
                            .toList());
        }
    }

    /// @param id as the framework numbers it
    /// @param slug as paths write it
    /// @param status met, partly-met, not-met or not-computed
    /// @param why what the status rests on, and what cannot be computed
    record ControlLine(
            String id, String slug, String requirement, String status, List<String> why) {
        static ControlLine of(Assessment it) {
            return new ControlLine(
                    it.control().id(),
                    it.control().slug(),
                    it.control().requirement(),
                    it.status().toString(),
                    it.why());
        }
    }

    /// @param check what would show that it is met, in words
    /// @param cannot what of that cannot be computed; absent when all can
    record OneControl(
            String framework,
            String frameworkName,
            String edition,
            String id,
            String slug,
            String requirement,
            String check,
            String status,
            List<String> why,
            Optional<String> cannot,
            List<Piece> evidence) {}

    /// @param state good, partly, gap or unknown
    /// @param found how many gaps, or how many of what there should be
    /// @param of of how many
    /// @param list where the rows are: credentials, identities, sightings or findings
    /// @param q the query that finds them there
    /// @param at when it was counted
    /// @param rows the first of them, as they are now
    record Piece(
            String id,
            String title,
            String state,
            Optional<Long> found,
            Optional<Boolean> foundIsAtLeast,
            Optional<Long> of,
            Optional<Boolean> ofIsAtLeast,
            Optional<String> list,
            Optional<String> q,
            Optional<Instant> at,
            List<FirstRows.Line> rows) {}

    /// @param items a day each; days on which nothing was counted are not there
    record Series(String id, List<Day> items) {}

    /// The last count of a day.
    record Day(Instant at, String state, long found, long of) {}

    private Board board() {
        Map<String, Counted> latest = book.latest();
        return new Board(
                catalogue.frameworks().stream().map(it -> Summary.of(it, latest)).toList());
    }

    private Framework framework(Request request) {
        return catalogue
                .framework(request.variable("framework"))
                .orElseThrow(() ->
                        Problem.NOT_FOUND.because(
                                "There is no such framework; they are %s."
                                        .formatted(
                                                catalogue.frameworks().stream()
                                                        .map(Framework::id)
                                                        .toList())));
    }

    private Response control(Request request) {
        Framework framework = framework(request);
        Framework.Control control =
                framework
                        .control(request.variable("control"))
                        .orElseThrow(() ->
                                Problem.NOT_FOUND.because("The framework has no such control."));
        Assessment it = Assessment.of(control, book.latest());
        FirstRows first = new FirstRows(search, Asking.viewer(request));
        return Response.json(
                new OneControl(
                        framework.id(),
                        framework.name(),
                        framework.edition(),
                        control.id(),
                        control.slug(),
                        control.requirement(),
                        control.check(),
                        it.status().toString(),
                        it.why(),
                        Optional.of(control.cannot()).filter(text -> !text.isEmpty()),
                        it.shown().stream().map(shown -> piece(shown, first)).toList()));
    }

    private static Piece piece(Assessment.Shown shown, FirstRows first) {
        Evidence evidence = shown.evidence();
        Optional<Counted> counted =
                shown.counted().filter(it -> it.state() != Counted.State.UNKNOWN);
        Optional<Counted> numbers = counted.filter(_ -> hasNumbers(evidence));
        Optional<Evidence.Asked> asked = asked(evidence);
        return new Piece(
                evidence.id(),
                evidence.title(),
                shown.counted().map(it -> it.state().toString()).orElse("unknown"),
                numbers.map(it -> it.found().number()),
                numbers.map(it -> it.found().isAtLeast()).filter(it -> it),
                numbers.map(it -> it.of().number()),
                numbers.map(it -> it.of().isAtLeast()).filter(it -> it),
                asked.map(it -> it.list().toString()),
                asked.map(Evidence.Asked::q),
                shown.counted().map(Counted::at),
                asked.map(first::of).orElse(List.of()));
    }

    /// Facts are not counted; ages are sums of seconds, which say nothing to anybody.
    private static boolean hasNumbers(Evidence evidence) {
        return switch (evidence.source()) {
            case Evidence.Rows _ -> true;
            case Evidence.Metric it -> !it.id().equals(ProgramMetric.AGE_AGAINST_POLICY.toString());
            case Evidence.Fact _ -> false;
        };
    }

    private static Optional<Evidence.Asked> asked(Evidence evidence) {
        return switch (evidence.source()) {
            case Evidence.Rows it -> Optional.of(it.asked());
            case Evidence.Metric it ->
                    ProgramMetric.named(it.id())
                            .map(ProgramMetric::rows)
                            .filter(ProgramMetric.Rows::areThere)
                            .map(rows ->
                                    new Evidence.Asked(
                                            Listing.valueOf(rows.list().toUpperCase(Locale.ROOT)),
                                            rows.query()));
            case Evidence.Fact _ -> Optional.empty();
        };
    }

    private Response series(Request request) {
        String id = request.variable("id");
        if (catalogue.evidence().stream().noneMatch(it -> it.id().equals(id))) {
            throw Problem.NOT_FOUND.because("There is no such evidence.");
        }
        int days = request.query().number("days", DAYS_USUAL, 1, Book.DAYS_KEPT);
        return Response.json(
                new Series(
                        id,
                        book.series(id, days).stream()
                                .map(it ->
                                        new Day(
                                                it.at(),
                                                it.state().toString(),
                                                it.found().number(),
                                                it.of().number()))
                                .toList()));
    }
}
