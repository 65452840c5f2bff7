package io.muster.api;

import static io.muster.http.Operation.get;

import io.muster.http.Permission;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.monitor.Figure;
import io.muster.monitor.Figures;
import io.muster.monitor.Measure;
import io.muster.monitor.Program;
import io.muster.monitor.ProgramMetric;
import io.muster.monitor.Unseen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How much of what is known is looked at in time, and how much nobody has seen.
record CoverageRoutes(Figures figures, Program program) {
    private static final String PLACES = "places:";
    private static final String SEEN = "seen:";
    private static final String ASSUMPTION =
            "Each source is taken to find things independently of the others, and to be able to find all"
                    + " of them. Sources that look at the same places agree too often, and the estimate is"
                    + " too low; sources that look at different places agree too seldom, and it is too"
                    + " high. What no source could find at all, such as a network nobody may scan, is in no"
                    + " estimate.";

    List<Route> routes() {
        return List.of(
                get(
                                "/api/v1/coverage",
                                Permission.READ,
                                "Known places that were looked at in time, and an estimate of the unseen.")
                        .answering(Covered.class)
                        .by(_ -> Response.json(covered())));
    }

    /// @param value known places seen in time, from 0 to 100
    /// @param unseen by type of credential
    /// @param assumption of the estimates, in words
    record Covered(
            Optional<Double> value,
            Optional<Long> places,
            Optional<Long> inTime,
            String q,
            List<CoveredSource> sources,
            List<Estimate> unseen,
            String assumption,
            Optional<Instant> at) {}

    /// @param places where it has seen something that is there
    /// @param inTime whether its last run completed within its expected time (30 days where nothing
    ///   is expected)
    record CoveredSource(String id, long places, boolean inTime) {}

    /// How many of a type there are.
    ///
    /// @param seen by at least one source
    /// @param estimate of all, with `low` and `high`
    /// @param agreement how often sources saw the same against chance
    /// @param reading what this says, in words
    record Estimate(
            String type,
            long seen,
            Optional<Long> estimate,
            Optional<Long> low,
            Optional<Long> high,
            Optional<Double> agreement,
            List<String> sources,
            String reading) {}

    private Covered covered() {
        Optional<Measure> coverage =
                program.latest().stream()
                        .filter(it -> it.metric() == ProgramMetric.INVENTORY_COVERAGE)
                        .findFirst();
        List<Figure> places = figures.latest(PLACES);
        return new Covered(
                coverage.flatMap(Measure::value),
                coverage.map(Measure::whole),
                coverage.map(Measure::part),
                ProgramMetric.INVENTORY_COVERAGE.rows().query(),
                places.stream()
                        .map(it -> new CoveredSource(it.below(PLACES), it.whole(), it.part() > 0))
                        .sorted((a, b) -> Long.compare(b.places(), a.places()))
                        .toList(),
                estimates(),
                ASSUMPTION,
                places.stream().map(Figure::at).findFirst());
    }

    private List<Estimate> estimates() {
        Map<String, List<Figure>> byType = new TreeMap<>();
        for (Figure figure : figures.latest(SEEN)) {
            String type = figure.below(SEEN).split(" ", 2)[0];
            byType.computeIfAbsent(type, _ -> new ArrayList<>()).add(figure);
        }
        return byType.entrySet().stream().map(it -> estimate(it.getKey(), it.getValue())).toList();
    }

    private static Estimate estimate(String type, List<Figure> figures) {
        List<String> sources = new ArrayList<>();
        Map<Integer, Long> histories = new HashMap<>();
        long seen = 0;
        for (Figure figure : figures) {
            int mask = 0;
            for (String source : figure.below(SEEN + type + " ").split(" ", -1)) {
                if (!sources.contains(source)) {
                    sources.add(source);
                }
                mask |= 1 << sources.indexOf(source);
            }
            histories.merge(mask, figure.part(), Long::sum);
            seen += figure.part();
        }
        Optional<Unseen> unseen =
                sources.size() > Unseen.SOURCES_MAX ? Optional.empty() : Unseen.of(histories);
        return new Estimate(
                type,
                seen,
                unseen.map(it -> Math.round(it.estimate())),
                unseen.map(it -> Math.round(it.low())),
                unseen.map(it -> (long) Math.ceil(it.high())),
                unseen.map(it -> Math.round(100 * it.agreement()) / 100.0),
                sources,
                unseen.map(CoverageRoutes::reading)
                        .orElse(
                                sources.size() < 2
                                        ? "One source alone cannot tell what it misses; add another that"
                                                + " looks differently."
                                        : "Too little was seen by more than one source to tell what all of"
                                                + " them miss."));
    }

    private static String reading(Unseen it) {
        long missing = Math.max(0, Math.round(it.estimate() - it.seen()));
        String dependence =
                it.sources() == 2
                        ? " Two sources cannot tell whether they depend on each other; a third could."
                        : it.agreement() > 1.1
                                ? " The sources agree more than by chance: there are probably more."
                                : it.agreement() < 0.9
                                        ? " The sources agree less than by chance: there are probably"
                                                + " fewer."
                                        : "";
        return "About %,d unseen; between %,d and %,d.%s"
                .formatted(
                        missing,
                        Math.max(0, Math.round(it.low() - it.seen())),
                        Math.max(0, (long) Math.ceil(it.high() - it.seen())),
                        dependence);
    }
}
