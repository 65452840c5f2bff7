package io.muster.api;

import static io.muster.http.Operation.get;

import io.muster.http.Parameter;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Refused;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.Viewer;
import io.muster.monitor.Figure;
import io.muster.monitor.Figures;
import io.muster.monitor.PostureAxis;
import io.muster.monitor.PostureInput;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Nine axes of the estate, measured; or as a person who has scanned nothing estimates them.
record PostureRoutes(Figures figures, Whose whose) {
    private static final int DAYS_USUAL = 90;
    private static final String FORMULA =
            "The mean of the inputs that are known, each a share from 0 to 100.";

    List<Route> routes() {
        return List.of(
                get("/api/v1/metrics/posture", Permission.READ, "Nine axes, each from 0 to 100.")
                        .forTeams()
                        .with(Whose.TEAM)
                        .answering(Radar.class)
                        .by(it -> Response.json(measured(it))),
                get(
                                "/api/v1/metrics/posture/{id}/series",
                                Permission.READ,
                                "One axis day by day, the oldest first.")
                        .forTeams()
                        .with(
                                Parameter.number("days", "How many days, 1 to 1096; usually 90."),
                                Whose.TEAM)
                        .answering(AxisSeries.class)
                        .by(this::series),
                get(
                                "/api/v1/metrics/posture-assessment",
                                Permission.READ,
                                "The same axes from estimates, for who has scanned nothing yet.")
                        .forTeams()
                        .with(
                                Parameter.text(
                                        "answers",
                                        "INPUT:SHARE with a share from 0 to 100, separated by commas."))
                        .answering(Radar.class)
                        .by(it -> Response.json(estimated(it.query().text("answers").orElse("")))));
    }

    /// All axes, in their order.
    ///
    /// @param score the mean of those that are known
    /// @param weakest ids of the three lowest, the lowest first: what to do first
    record Radar(List<Axis> items, Optional<Double> score, List<String> weakest, String formula) {}

    /// One axis.
    ///
    /// @param value from 0 to 100; absent when none of its inputs is known
    /// @param advice what to do first where it is low
    record Axis(
            String id,
            String title,
            Optional<Double> value,
            String advice,
            List<AxisInput> inputs,
            Optional<Instant> at) {}

    /// What an axis is made of.
    ///
    /// @param value from 0 to 100; absent when nobody can tell
    /// @param counts what is counted, in one sentence
    /// @param part how many are good
    /// @param whole of how many
    /// @param list where the rows are that are not good
    /// @param q the query that finds them there
    /// @param unknown why there is no value
    record AxisInput(
            String id,
            Optional<Double> value,
            String counts,
            Optional<Long> part,
            Optional<Long> whole,
            Optional<String> list,
            Optional<String> q,
            Optional<String> unknown) {}

    /// @param items a day each; days on which nothing was counted are not there
    record AxisSeries(String id, List<AxisDay> items) {}

    /// A day and its last value.
    record AxisDay(Instant day, double value) {}

    private Radar measured(Request request) {
        Viewer viewer = whose.of(request);
        List<Figure> counted =
                switch (viewer) {
                    case Viewer.Everything _ -> figures.latest("posture:");
                    case Viewer.Teams(Set<String> ids) -> figures.latest("posture:", ids);
                };
        Map<PostureInput, Figure> latest = new EnumMap<>(PostureInput.class);
        for (Figure figure : counted) {
            PostureInput.named(figure.below("posture:")).ifPresent(it -> latest.put(it, figure));
        }
        return radar(
                Arrays.stream(PostureAxis.values())
                        .map(axis ->
                                axis(
                                        axis,
                                        axis.inputs().stream()
                                                .map(it ->
                                                        input(
                                                                it,
                                                                Optional.ofNullable(latest.get(it)),
                                                                query(request, viewer, it)))
                                                .toList(),
                                        latest.values().stream().map(Figure::at).findFirst()))
                        .toList());
    }

    private static Optional<String> query(Request request, Viewer viewer, PostureInput input) {
        return input.rows().areThere()
                ? Whose.narrowed(request, viewer, input.rows().query())
                : Optional.empty();
    }

    private static Radar radar(List<Axis> axes) {
        List<Double> known = axes.stream().flatMap(it -> it.value().stream()).toList();
        return new Radar(
                axes,
                PostureAxis.score(known.stream().map(it -> it / 100).toList()),
                axes.stream()
                        .filter(it -> it.value().isPresent())
                        .sorted((a, b) -> Double.compare(a.value().get(), b.value().get()))
                        .limit(3)
                        .map(Axis::id)
                        .toList(),
                FORMULA);
    }

    private static Axis axis(PostureAxis axis, List<AxisInput> inputs, Optional<Instant> at) {
        return new Axis(
                axis.toString(),
                axis.title(),
                PostureAxis.score(
                        inputs.stream()
                                .flatMap(it -> it.value().stream())
                                .map(it -> it / 100)
                                .toList()),
                axis.advice(),
                inputs,
                at);
    }

    private static AxisInput input(
            PostureInput it, Optional<Figure> figure, Optional<String> query) {
        Optional<Double> value = figure.flatMap(Figure::share).map(PostureRoutes::hundredths);
        return new AxisInput(
                it.toString(),
                value,
                it.counts(),
                figure.map(Figure::part),
                figure.map(Figure::whole),
                query.map(_ -> it.rows().list()),
                query,
                value.isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                figure.isEmpty()
                                        ? "It has not been counted yet. " + it.whyUnknown()
                                        : it.whyUnknown()));
    }

    private static double hundredths(double share) {
        return Math.round(share * 10_000) / 100.0;
    }

    private static Radar estimated(String answers) {
        Map<PostureInput, Double> shares = new EnumMap<>(PostureInput.class);
        for (String answer : answers.isBlank() ? new String[0] : answers.split(",", -1)) {
            String[] parts = answer.strip().split(":", -1);
            if (parts.length != 2 || !parts[1].matches("[0-9]{1,3}([.][0-9]{1,2})?")) {
                throw mistaken();
            }
            double share = Double.parseDouble(parts[1]);
            PostureInput input = PostureInput.named(parts[0]).orElseThrow(PostureRoutes::mistaken);
            if (share > 100 || shares.put(input, share) != null) {
                throw mistaken();
            }
        }
        return radar(
                Arrays.stream(PostureAxis.values())
                        .map(axis ->
                                axis(
                                        axis,
                                        axis.inputs().stream()
                                                .map(it ->
                                                        answered(
                                                                it,
                                                                Optional.ofNullable(
                                                                        shares.get(it))))
                                                .toList(),
                                        Optional.empty()))
                        .toList());
    }

    private static AxisInput answered(PostureInput it, Optional<Double> share) {
        return new AxisInput(
                it.toString(),
                share,
                it.counts(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                share.isPresent() ? Optional.empty() : Optional.of("Not answered."));
    }

    private static Refused mistaken() {
        return Problem.BAD_REQUEST.because(
                "'answers' is INPUT:SHARE,…, each input once, a share from 0 to 100; the inputs are "
                        + Arrays.toString(PostureInput.values())
                        + ".");
    }

    private Response series(Request request) {
        String id = request.variable("id");
        PostureAxis axis =
                Arrays.stream(PostureAxis.values())
                        .filter(it -> it.toString().equals(id))
                        .findFirst()
                        .orElseThrow(() ->
                                Problem.NOT_FOUND.because(
                                        "There is no such axis; they are "
                                                + Arrays.toString(PostureAxis.values())
                                                + "."));
        int days = request.query().number("days", DAYS_USUAL, 1, Figures.DAYS_KEPT);
        Map<Instant, Map<String, Double>> byDay = new TreeMap<>();
        List<Figure> series =
                switch (whose.of(request)) {
                    case Viewer.Everything _ -> figures.series("posture:", days);
                    case Viewer.Teams(Set<String> ids) -> figures.series("posture:", days, ids);
                };
        for (Figure figure : series) {
            figure.share()
                    .ifPresent(it ->
                            byDay.computeIfAbsent(
                                            figure.at().truncatedTo(ChronoUnit.DAYS),
                                            _ -> new HashMap<>())
                                    .put(figure.name(), it));
        }
        return Response.json(
                new AxisSeries(
                        id,
                        byDay.entrySet().stream()
                                .flatMap(it ->
                                        score(axis, it.getValue()).stream()
                                                .map(value -> new AxisDay(it.getKey(), value)))
                                .toList()));
    }

    private static Optional<Double> score(PostureAxis axis, Map<String, Double> shares) {
        return PostureAxis.score(
                axis.inputs().stream()
                        .flatMap(it -> Optional.ofNullable(shares.get(it.figure())).stream())
                        .toList());
    }
}
