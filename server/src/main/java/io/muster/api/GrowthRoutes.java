package io.muster.api;

import static io.muster.http.Operation.get;

import io.muster.http.Parameter;
import io.muster.http.Permission;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.Viewer;
import io.muster.monitor.Figure;
import io.muster.monitor.Figures;
import io.muster.monitor.Forecast;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// How many machines there are for each person, and how what there is grows.
///
/// @param people as the configuration counts them; 0 for those of the directory, or whom this
///   server knows
/// @param directory how many active people the directory has; 0 without one
record GrowthRoutes(Figures figures, Whose whose, long people, LongSupplier directory) {
    private static final int DAYS_USUAL = 90;
    private static final int AHEAD_USUAL = 90;
    private static final int AHEAD_MAX = 730;
    private static final String GROWTH = "growth:";
    private static final String ASSUMPTION =
            "The mean change of a day goes on, and days differ as much as they did (a random walk with"
                    + " drift); 95 of 100 such futures end within the interval. It knows of no project,"
                    + " no purchase and no season.";

    List<Route> routes() {
        return List.of(
                get(
                                "/api/v1/metrics/growth",
                                Permission.READ,
                                "Machines for each person, and the growth of each type with a forecast.")
                        .forTeams()
                        .with(
                                Parameter.number(
                                        "days", "How many days back, 1 to 1096; usually 90."),
                                Parameter.number(
                                        "ahead", "How many days ahead, 1 to 730; usually 90."),
                                Whose.TEAM)
                        .answering(Growth.class)
                        .by(this::growth));
    }

    /// @param ratio machines for each person; absent while no person is known
    /// @param peopleFrom where the number of people is from
    /// @param assumption of the forecasts, in words
    record Growth(
            Optional<Double> ratio,
            Optional<Long> machines,
            Optional<Long> people,
            String peopleFrom,
            List<Grown> items,
            String assumption) {}

    /// @param of type or kind, or `machines` and `people`
    /// @param change since the first day that is shown
    /// @param unknown why there is no forecast
    record Grown(
            String id,
            String of,
            long now,
            long change,
            Optional<Forecast> forecast,
            Optional<String> unknown,
            List<GrownDay> days) {}

    /// A day and its last count.
    record GrownDay(Instant day, long count) {}

    private Response growth(Request request) {
        int days = request.query().number("days", DAYS_USUAL, 1, Figures.DAYS_KEPT);
        int ahead = request.query().number("ahead", AHEAD_USUAL, 1, AHEAD_MAX);
        Viewer viewer = whose.of(request);
        List<Figure> kept =
                switch (viewer) {
                    case Viewer.Everything _ -> figures.series(GROWTH, days);
                    case Viewer.Teams(Set<String> ids) -> figures.series(GROWTH, days, ids);
                };
        Map<String, List<Figure>> series = new TreeMap<>();
        for (Figure figure : kept) {
            series.computeIfAbsent(figure.below(GROWTH), _ -> new ArrayList<>()).add(figure);
        }
        List<Grown> items =
                series.entrySet().stream()
                        .map(it -> grown(it.getKey(), it.getValue(), ahead))
                        .sorted(Comparator.comparingLong(Grown::now).reversed())
                        .toList();
        Optional<Long> machines = last(series, "machines");
        boolean all = viewer instanceof Viewer.Everything;
        boolean told = all && people > 0;
        long listed = all && !told ? directory.getAsLong() : 0;
        Optional<Long> persons =
                told
                        ? Optional.of(people)
                        : listed > 0
                                ? Optional.of(listed)
                                : last(series, "people").filter(it -> it > 0);
        return Response.json(
                new Growth(
                        machines.flatMap(
                                it -> persons.map(of -> Math.round(10.0 * it / of) / 10.0)),
                        machines,
                        persons,
                        told
                                ? "the configuration (estate.people)"
                                : listed > 0
                                        ? "the active people of the directory"
                                        : from(viewer, persons.isPresent()),
                        items,
                        ASSUMPTION));
    }

    private static String from(Viewer viewer, boolean known) {
        return switch (viewer) {
            case Viewer.Everything _ ->
                    known
                            ? "the people that this server knows; set estate.people to the number in"
                                    + " your directory"
                            : "nobody: set estate.people to the number in your directory";
            case Viewer.Teams _ ->
                    known
                            ? "the people that this server knows of the team"
                            : "nobody: this server knows no people of the team";
        };
    }

    private static Optional<Long> last(Map<String, List<Figure>> series, String name) {
        return Optional.ofNullable(series.get(name)).map(it -> it.getLast().part());
    }

    private static Grown grown(String name, List<Figure> figures, int ahead) {
        int colon = name.indexOf(':');
        List<Long> daily = daily(figures);
        Optional<Forecast> forecast = Forecast.of(daily, ahead);
        return new Grown(
                name.substring(colon + 1),
                colon < 0 ? name : name.substring(0, colon),
                figures.getLast().part(),
                figures.getLast().part() - figures.getFirst().part(),
                forecast,
                forecast.isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                "A forecast needs %d days; there are %d."
                                        .formatted(Forecast.DAYS_LEAST, daily.size())),
                figures.stream()
                        .map(it -> new GrownDay(it.at().truncatedTo(ChronoUnit.DAYS), it.part()))
                        .toList());
    }

    /// A day on which no server ran is taken to have been as the one before it.
    private static List<Long> daily(List<Figure> figures) {
        List<Long> daily = new ArrayList<>();
        Instant last = figures.getFirst().at().truncatedTo(ChronoUnit.DAYS);
        for (Figure figure : figures) {
            Instant day = figure.at().truncatedTo(ChronoUnit.DAYS);
            while (!daily.isEmpty() && last.plus(1, ChronoUnit.DAYS).isBefore(day)) {
                last = last.plus(1, ChronoUnit.DAYS);
                daily.add(daily.getLast());
            }
            daily.add(figure.part());
            last = day;
        }
        return daily;
    }
}
