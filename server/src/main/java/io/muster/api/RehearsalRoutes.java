package io.muster.api;

import static io.muster.http.Operation.get;

import io.muster.http.Parameter;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.Viewer;
import io.muster.inventory.authorities.ClientCertificates;
import io.muster.monitor.ClientAuthentication;
import io.muster.monitor.Rehearsal;
import io.muster.monitor.Rehearsals;
import io.muster.monitor.TlsCalendar;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What renewing everything will take when certificates live 100 and 47 days.
record RehearsalRoutes(
        Rehearsals rehearsals,
        ClientCertificates clients,
        List<Rehearsal.Limit> limits,
        Whose whose,
        InstantSource clock) {
    private static final LocalDate UNTIL_USUAL = LocalDate.of(2029, 12, 31);
    private static final int YEAR = 365;
    private static final int ISSUERS_MAX = 50;
    private static final int ORDERING_MAX = 20;
    private static final String ASSUMPTION =
            "The same certificates go on, each renewed at two thirds of its life (at half of ten days or"
                    + " less), for as long as now or as is allowed on that day; what is overdue is renewed"
                    + " today. A validation is counted for each certificate whose last one is too old, not"
                    + " for each of its names. Only certificates of public authorities are counted.";

    List<Route> routes() {
        return List.of(
                get(
                                "/api/v1/rehearsal",
                                Permission.READ,
                                "Renewals, validations and deployments a day under the coming limits.")
                        .forTeams()
                        .with(
                                Parameter.text("until", "The last day; 2029-12-31 when absent."),
                                Whose.TEAM,
                                Parameter.text(
                                        "issuer", "Only what this authority issued, by its name."))
                        .answering(Rehearsed.class)
                        .by(this::rehearse),
                get(
                                "/api/v1/rehearsal/client-authentication",
                                Permission.READ,
                                "Public certificates for client authentication, and when that ends.")
                        .forTeams()
                        .with(Asking.paging())
                        .listing(ClientEnd.class)
                        .by(this::clients));
    }

    /// @param from the first day
    /// @param certificates how many are rehearsed
    /// @param days each with what is to be done, from the first on
    /// @param teams the busiest first
    /// @param issuers the busiest first, at most 50
    /// @param breaches where an authority would refuse
    /// @param limits that were asked of the configuration
    record Rehearsed(
            LocalDate from,
            LocalDate until,
            long certificates,
            List<RehearsedDay> days,
            List<Party> teams,
            List<Party> issuers,
            List<Refusing> breaches,
            List<String> limits,
            List<CalendarStep> calendar,
            String assumption,
            Optional<Instant> at) {}

    /// What is to be done on a day.
    record RehearsedDay(LocalDate day, long renewals, long validations, long deployments) {}

    /// Who has to do it.
    ///
    /// @param name a team's id or an authority's name; empty for nobody's
    /// @param firstYear renewals in the first 365 days
    /// @param lastYear renewals in the last 365 days
    /// @param busiest the day with the most renewals
    record Party(
            String name,
            long renewals,
            long validations,
            long deployments,
            long firstYear,
            long lastYear,
            LocalDate busiest,
            long most) {}

    /// More is ordered in so many days than the authority allows.
    ///
    /// @param first the first day on which it is so
    /// @param worst how many orders at most
    /// @param count on how many days
    /// @param teams who orders how many when it is worst, the most first, at most 20
    record Refusing(
            String issuer,
            long allowed,
            int within,
            LocalDate first,
            long worst,
            int count,
            List<Ordering> teams) {
        static Refusing of(Rehearsal.Breach it, LocalDate today) {
            return new Refusing(
                    it.issuer(),
                    it.limit().orders(),
                    it.limit().days(),
                    today.plusDays(it.day()),
                    it.orders(),
                    it.breaches(),
                    it.byTeam().entrySet().stream()
                            .map(one -> new Ordering(one.getKey(), one.getValue()))
                            .sorted(
                                    Comparator.comparingLong(Ordering::orders)
                                            .reversed()
                                            .thenComparing(Ordering::name))
                            .limit(ORDERING_MAX)
                            .toList());
        }
    }

    /// @param name a team's id; empty for nobody's
    record Ordering(String name, long orders) {}

    /// A step of the calendar.
    record CalendarStep(LocalDate issuedFrom, int daysMax, int reuseDays) {}

    /// A certificate and the end of what it is used for.
    ///
    /// @param nextRenewal two thirds of its life
    /// @param ends from then on its authority issues none for clients; absent where none has said
    ///   so
    /// @param lastDay on which it, or its last successor that still can, authenticates a client
    /// @param source who said so
    record ClientEnd(
            String id,
            String title,
            String issuer,
            Optional<String> team,
            LocalDate notAfter,
            LocalDate nextRenewal,
            Optional<LocalDate> ends,
            LocalDate lastDay,
            Optional<String> source) {}

    private Response rehearse(Request request) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate until =
                request.query().text("until").map(RehearsalRoutes::day).orElse(UNTIL_USUAL);
        if (!until.isAfter(today)) {
            throw Problem.BAD_REQUEST.because("'until' is a day that is still to come.");
        }
        Optional<String> issuer = request.query().text("issuer");
        Viewer viewer = whose.of(request);
        List<Rehearsal.Group> groups =
                rehearsals.groups().stream()
                        .filter(it -> isSeen(viewer, it.team()))
                        .filter(it -> issuer.isEmpty() || issuer.get().equals(it.issuer()))
                        .toList();
        TlsCalendar calendar = TlsCalendar.shipped();
        int days = (int) Math.min(Rehearsal.DAYS_MAX, until.toEpochDay() - today.toEpochDay() + 1);
        Rehearsal.Plan plan = new Rehearsal(calendar, today.toEpochDay(), days, limits).of(groups);
        return Response.json(
                new Rehearsed(
                        today,
                        today.plusDays(days - 1L),
                        groups.stream().mapToLong(Rehearsal.Group::certificates).sum(),
                        days(today, plan.all(), days),
                        parties(plan.byTeam(), today, days, Integer.MAX_VALUE),
                        parties(plan.byIssuer(), today, days, ISSUERS_MAX),
                        plan.breaches().stream().map(it -> Refusing.of(it, today)).toList(),
                        limits.stream()
                                .map(it ->
                                        "%s=%d/%d".formatted(it.issuer(), it.orders(), it.days()))
                                .toList(),
                        calendar.steps().entrySet().stream()
                                .map(it ->
                                        new CalendarStep(
                                                it.getKey(),
                                                it.getValue().daysMax(),
                                                it.getValue().reuseDays()))
                                .toList(),
                        ASSUMPTION,
                        rehearsals.countedAt()));
    }

    private static boolean isSeen(Viewer viewer, String team) {
        return switch (viewer) {
            case Viewer.Everything _ -> true;
            case Viewer.Teams it -> it.ids().contains(team);
        };
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw Problem.BAD_REQUEST.because("'until' is a day such as 2029-12-31.");
        }
    }

    private static List<RehearsedDay> days(LocalDate today, Rehearsal.Load load, int days) {
        List<RehearsedDay> all = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            all.add(
                    new RehearsedDay(
                            today.plusDays(day),
                            load.renewals(day),
                            load.validations(day),
                            load.deployments(day)));
        }
        return all;
    }

    private static List<Party> parties(
            Map<String, Rehearsal.Load> loads, LocalDate today, int days, int most) {
        return loads.entrySet().stream()
                .map(it -> party(it.getKey(), it.getValue(), today, days))
                .sorted(Comparator.comparingLong(Party::renewals).reversed())
                .limit(most)
                .toList();
    }

    private static Party party(String name, Rehearsal.Load load, LocalDate today, int days) {
        long validations = 0;
        long deployments = 0;
        int busiest = 0;
        for (int day = 0; day < days; day++) {
            validations += load.validations(day);
            deployments += load.deployments(day);
            busiest = load.renewals(day) > load.renewals(busiest) ? day : busiest;
        }
        return new Party(
                name,
                load.renewals(0, days),
                validations,
                deployments,
                load.renewals(0, Math.min(YEAR, days)),
                load.renewals(Math.max(0, days - YEAR), YEAR),
                today.plusDays(busiest),
                load.renewals(busiest));
    }

    private Response clients(Request request) {
        ClientAuthentication ends = ClientAuthentication.shipped();
        TlsCalendar calendar = TlsCalendar.shipped();
        Viewer viewer = Asking.viewer(request);
        return Response.json(
                Asking.numbered(
                        request,
                        (after, limit) -> clients.after(viewer, after, limit),
                        it -> end(it, ends, calendar)));
    }

    private static ClientEnd end(
            ClientCertificates.Client it, ClientAuthentication ends, TlsCalendar calendar) {
        LocalDate begun = LocalDate.ofInstant(it.notBefore(), ZoneOffset.UTC);
        LocalDate notAfter = LocalDate.ofInstant(it.notAfter(), ZoneOffset.UTC);
        LocalDate renewal = begun.plusDays((notAfter.toEpochDay() - begun.toEpochDay()) * 2 / 3);
        Optional<ClientAuthentication.End> end = ends.of(it.issuer());
        LocalDate last =
                end.filter(one -> renewal.isBefore(one.on()))
                        .map(one ->
                                one.on()
                                        .minusDays(1)
                                        .plusDays(
                                                Math.min(
                                                        notAfter.toEpochDay() - begun.toEpochDay(),
                                                        calendar.on(one.on().toEpochDay() - 1)
                                                                .daysMax())))
                        .orElse(notAfter);
        return new ClientEnd(
                it.id(),
                it.title(),
                it.issuer(),
                it.team(),
                notAfter,
                renewal,
                end.map(ClientAuthentication.End::on),
                last,
                end.map(ClientAuthentication.End::source));
    }
}
