package io.muster.app;

import io.muster.api.Api;
import io.muster.audit.Log;
import io.muster.compliance.Book;
import io.muster.compliance.Catalogue;
import io.muster.compliance.Counted;
import io.muster.compliance.Counting;
import io.muster.compliance.Evidence;
import io.muster.http.Route;
import io.muster.inventory.ChangeFeed;
import io.muster.inventory.declared.Declarations;
import io.muster.inventory.figures.Statistics;
import io.muster.inventory.search.Search;
import io.muster.jobs.Turn;
import io.muster.monitor.Program;
import io.muster.report.Announcing;
import io.muster.report.Kind;
import io.muster.report.ReportArchive;
import io.muster.report.Reporting;
import io.muster.reviews.Reviews;
import io.muster.seal.SealedWriter;
import io.muster.store.Database;
import io.muster.store.alerts.JdbcAlerts;
import io.muster.store.evidence.JdbcBook;
import io.muster.store.evidence.JdbcEstate;
import io.muster.store.evidence.JdbcShelf;
import io.muster.store.figures.JdbcStatistics;
import io.muster.store.reviews.JdbcReviews;
import io.muster.store.search.JdbcChangeFeed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Counts what compliance rests on, and makes reports.
record Evidencing(
        Catalogue catalogue,
        Book book,
        Counting counting,
        ReportArchive archive,
        Announcing announcing,
        Statistics statistics,
        Database roll,
        InstantSource clock) {
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration SELDOM = Duration.ofMinutes(1);
    private static final int SECONDS_UNTIL_AGAIN = 300;
    private static final String VERSION = "1";

    static Evidencing of(
            Inventory.Ground ground,
            Search search,
            Program program,
            Log log,
            OneSetOfKeys.Held keys,
            List<Kind> monthly) {
        Keys.Signing key = keys.report();
        Database roll = ground.databases().roll();
        Catalogue catalogue = Catalogue.read();
        Book book = new JdbcBook(roll);
        Reviews reviews = new JdbcReviews(roll);
        Statistics statistics = new JdbcStatistics(roll, ground.clock());
        Reporting reporting =
                new Reporting(
                        new Reporting.Sources(
                                catalogue, book, program, statistics, search, new JdbcEstate(roll)),
                        new SealedWriter.Signer(key.name(), key.privateKey()),
                        ground.host(),
                        VERSION);
        ReportArchive archive =
                new ReportArchive(reporting, new JdbcShelf(roll), roll, ground.random(), monthly);
        return new Evidencing(
                catalogue,
                book,
                new Counting(
                        search,
                        program,
                        Map.of(
                                "policy",
                                () -> true,
                                "audit",
                                () -> log.newest().isPresent(),
                                "reviews",
                                () -> reviews.areHeld(ground.clock().instant()))),
                archive,
                new Announcing(archive, new JdbcAlerts(roll)),
                statistics,
                roll,
                ground.clock());
    }

    List<Route> routes(Search search, Declarations declarations, Api.Recording recording) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(Api.compliance(catalogue, book, search));
        routes.addAll(Api.reports(archive, recording));
        routes.addAll(Api.quantum(search, statistics, clock));
        routes.addAll(Api.imports(declarations, recording));
        return routes;
    }

    /// To be called often: counts when something has changed and every five minutes, and rests
    /// longer than it works.
    private Runnable counted() {
        ChangeFeed feed = new JdbcChangeFeed(roll);
        return new Rested(
                () -> feed.newest() + clock.instant().getEpochSecond() / SECONDS_UNTIL_AGAIN,
                () -> {
                    Instant now = clock.instant();
                    List<Counted> counts = new ArrayList<>();
                    // By a reading of its own each, so that none is long.
                    for (Evidence evidence : catalogue.evidence()) {
                        counts.add(counting.count(evidence, now));
                    }
                    roll.write(unit -> {
                        book.keep(unit, counts);
                        return true;
                    });
                });
    }

    private void monthly() {
        Instant now = clock.instant();
        archive.tick(now);
        announcing.tell(now);
    }

    /// One node at a time does them. Apart from everything else: a report of a large estate takes
    /// minutes.
    List<Beat.Task> tasks(Turn turn) {
        Runnable counting = counted();
        return List.of(
                Beat.Task.inTurn(turn, "evidence", OFTEN, counting),
                Beat.Task.inTurn(turn, "reports", SELDOM, this::monthly));
    }
}
