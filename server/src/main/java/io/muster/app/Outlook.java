package io.muster.app;

import io.muster.api.Api;
import io.muster.config.Estate;
import io.muster.directory.People;
import io.muster.directory.Wanted;
import io.muster.http.Route;
import io.muster.inventory.ChangeFeed;
import io.muster.inventory.authorities.ClientCertificates;
import io.muster.model.Malformed;
import io.muster.monitor.Figure;
import io.muster.monitor.Figures;
import io.muster.monitor.Program;
import io.muster.monitor.Rehearsals;
import io.muster.store.Database;
import io.muster.store.access.JdbcTeamTree;
import io.muster.store.directory.JdbcPeople;
import io.muster.store.figures.JdbcClientCertificates;
import io.muster.store.figures.JdbcFigures;
import io.muster.store.figures.JdbcRehearsals;
import io.muster.store.figures.JdbcStatistics;
import io.muster.store.graph.JdbcBlastRadius;
import io.muster.store.graph.JdbcSurroundings;
import io.muster.store.search.JdbcChangeFeed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Counts what posture, growth, coverage and rehearsal are made of, again and again.
record Outlook(
        Figures figures,
        Rehearsals rehearsals,
        ClientCertificates clients,
        People directory,
        Database roll,
        InstantSource clock) {
    private static final int SECONDS_UNTIL_AGAIN = 300;
    private static final String PEOPLE = "growth:people";
    private static final Wanted ACTIVE =
            new Wanted.Like(Wanted.Field.ACTIVE, Wanted.Match.EQUALS, "true");

    static Outlook of(Databases databases, InstantSource clock) {
        Database roll = databases.roll();
        return new Outlook(
                new JdbcFigures(roll),
                new JdbcRehearsals(roll),
                new JdbcClientCertificates(roll),
                new JdbcPeople(databases.authority()),
                roll,
                clock);
    }

    /// @throws Malformed when the configuration has a rate limit that means nothing
    List<Route> routes(Program program, Estate estate) throws Malformed {
        List<Route> routes = new ArrayList<>(Api.radius(new JdbcBlastRadius(roll)));
        routes.addAll(
                Api.overview(
                        new JdbcStatistics(roll, clock),
                        new JdbcSurroundings(roll),
                        new JdbcTeamTree(roll),
                        clock));
        routes.addAll(
                Api.standing(
                        new Api.Standing(
                                figures,
                                program,
                                rehearsals,
                                clients,
                                estate.surroundings().people(),
                                this::people,
                                Configured.rateLimits(estate),
                                new JdbcTeamTree(roll),
                                clock)));
        return routes;
    }

    /// To be called often: counts when something has changed and every five minutes, and rests
    /// longer than it works.
    Runnable measuring() {
        ChangeFeed feed = new JdbcChangeFeed(roll);
        return new Rested(
                () -> feed.newest() + clock.instant().getEpochSecond() / SECONDS_UNTIL_AGAIN,
                this::measure);
    }

    private static Figure of(long people, Instant now) {
        return new Figure(PEOPLE, now, people, 0);
    }

    /// Those whom the directory calls active.
    private long people() {
        return directory.page(ACTIVE, 0, 1).total();
    }

    private void measure() {
        Instant now = clock.instant();
        long people = people();
        List<Figure> counted =
                figures.count(now).stream()
                        .map(it -> people > 0 && it.name().equals(PEOPLE) ? of(people, now) : it)
                        .toList();
        var groups = rehearsals.count(now);
        List<Long> found = clients.found();
        roll.write(unit -> {
            figures.keep(unit, counted);
            return true;
        });
        boolean same = Set.copyOf(groups).equals(Set.copyOf(rehearsals.groups()));
        roll.writeInBulk(unit -> {
            if (!same) {
                rehearsals.keep(unit, groups, now);
            }
            clients.keep(unit, found);
            return true;
        });
    }
}
