package io.muster.api;

import static io.muster.http.Operation.get;

import io.muster.http.Parameter;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.Viewer;
import io.muster.monitor.Measure;
import io.muster.monitor.Program;
import io.muster.monitor.ProgramMetric;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The figures by which the program is steered.
record ProgramRoutes(Program program, Whose whose) {
    private static final int DAYS_USUAL = 90;

    List<Route> routes() {
        return List.of(
                get(
                                "/api/v1/metrics/program",
                                Permission.READ,
                                "The six figures of the program, with their targets and alert lines.")
                        .forTeams()
                        .with(Whose.TEAM)
                        .answering(Board.class)
                        .by(this::board),
                get(
                                "/api/v1/metrics/program/{id}/series",
                                Permission.READ,
                                "One of them day by day, the oldest first.")
                        .forTeams()
                        .with(
                                Parameter.number("days", "How many days, 1 to 1096; usually 90."),
                                Whose.TEAM)
                        .answering(Series.class)
                        .by(this::series));
    }

    /// All of them, in their order.
    record Board(List<Figure> items) {}

    /// One of them.
    ///
    /// @param value in its unit; absent when nobody can tell
    /// @param target beyond it is good
    /// @param alert on the other side of it is an alert
    /// @param state good, warning, alert or unknown
    /// @param unit percent or count
    /// @param wanted above or below: on which side of the lines it is good
    /// @param counts what is counted, in one sentence
    /// @param part how many; of ages, seconds
    /// @param whole of how many; of ages, the seconds that are allowed
    /// @param list where its rows are: credentials, identities or findings
    /// @param q the query that finds them there
    /// @param at when it was counted
    /// @param unknown why there is no value
    record Figure(
            String id,
            String title,
            Optional<Double> value,
            int target,
            int alert,
            String state,
            String unit,
            String wanted,
            String counts,
            Optional<Long> part,
            Optional<Long> whole,
            Optional<String> list,
            Optional<String> q,
            Optional<Instant> at,
            Optional<String> unknown) {

        static Figure of(ProgramMetric metric, Optional<Measure> measure, Optional<String> query) {
            Optional<Double> value = measure.flatMap(Measure::value);
            boolean share = metric.unit() == ProgramMetric.Unit.PERCENT;
            return new Figure(
                    metric.toString(),
                    metric.title(),
                    value,
                    metric.line().target(),
                    metric.line().alert(),
                    measure.map(Measure::state).orElse(ProgramMetric.State.UNKNOWN).toString(),
                    metric.unit().toString(),
                    metric.line().wanted().toString(),
                    metric.counts(),
                    measure.filter(_ -> share).map(Measure::part),
                    measure.filter(_ -> share).map(Measure::whole),
                    query.map(_ -> metric.rows().list()),
                    query,
                    measure.map(Measure::at),
                    value.isPresent() ? Optional.empty() : Optional.of(why(metric, measure)));
        }
    }

    private static String why(ProgramMetric metric, Optional<Measure> measure) {
        return measure.isEmpty() && metric.rows().areThere()
                ? "It has not been counted yet: the server counts some seconds after its start."
                : metric.whyUnknown();
    }

    /// @param items a day each; days on which nothing was counted are not there
    record Series(String id, List<Day> items) {}

    /// The last measure of a day, which begins at `day`.
    record Day(Instant day, Optional<Double> value, String state, long part, long whole) {
        static Day of(Measure it) {
            return new Day(
                    it.at().truncatedTo(ChronoUnit.DAYS),
                    it.value(),
                    it.state().toString(),
                    it.part(),
                    it.whole());
        }
    }

    private Response board(Request request) {
        Viewer viewer = whose.of(request);
        List<Measure> measures =
                switch (viewer) {
                    case Viewer.Everything _ -> program.latest();
                    case Viewer.Teams(Set<String> ids) -> program.latest(ids);
                };
        Map<ProgramMetric, Measure> latest = new EnumMap<>(ProgramMetric.class);
        measures.forEach(it -> latest.put(it.metric(), it));
        return Response.json(
                new Board(
                        Arrays.stream(ProgramMetric.values())
                                .map(it ->
                                        Figure.of(
                                                it,
                                                Optional.ofNullable(latest.get(it)),
                                                query(request, viewer, it)))
                                .toList()));
    }

    private static Optional<String> query(Request request, Viewer viewer, ProgramMetric metric) {
        return metric.rows().areThere()
                ? Whose.narrowed(request, viewer, metric.rows().query())
                : Optional.empty();
    }

    private Response series(Request request) {
        String id = request.variable("id");
        ProgramMetric metric =
                ProgramMetric.named(id)
                        .orElseThrow(() ->
                                Problem.NOT_FOUND.because(
                                        "There is no such metric; they are "
                                                + Arrays.toString(ProgramMetric.values())
                                                + "."));
        int days = request.query().number("days", DAYS_USUAL, 1, Program.DAYS_KEPT);
        List<Measure> series =
                switch (whose.of(request)) {
                    case Viewer.Everything _ -> program.series(metric, days);
                    case Viewer.Teams(Set<String> ids) -> program.series(metric, days, ids);
                };
        return Response.json(new Series(id, series.stream().map(Day::of).toList()));
    }
}
