package io.muster.store.figures;

import io.muster.catalog.Policies;
import io.muster.inventory.search.PageRequest;
import io.muster.inventory.Viewer;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.monitor.AgeLimits;
import io.muster.monitor.Measure;
import io.muster.monitor.Program;
import io.muster.monitor.ProgramMetric;
import io.muster.store.Database;
import io.muster.store.PostgresqlDatabase;
import io.muster.store.SqliteDatabase;
import io.muster.store.SyntheticRoll;
import io.muster.store.Times;
import io.muster.store.search.JdbcSearch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// The figures of the program over a roll that SearchRun made: `ProgramRun FOLDER|URL ROUNDS`.
/// Prints how long it takes to count them all (in the background), to answer them, and to find
/// their rows: milliseconds, median and 95th percentile.
public final class ProgramRun {
    private static final Viewer ALL = new Viewer.Everything();

    private ProgramRun() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[1]);
        AgeLimits limits = AgeLimits.of(Policies.baseline());
        try (Database roll = opened(arguments[0])) {
            Program program = new JdbcProgram(roll);
            List<Measure> measures = new ArrayList<>();
            print("count all", rounds, () -> {
                measures.clear();
                return measures.addAll(program.measure(limits, Times.instant(SyntheticRoll.NOW)));
            });
            for (Measure it : measures) {
                System.out.println(it.metric() + " " + it.part() + " of " + it.whole());
            }
            roll.write(unit -> {
                program.keep(unit, measures);
                return true;
            });
            print("answer all", 20 * rounds, program::latest);
            SyntheticRoll.index(roll);
            JdbcSearch search = new JdbcSearch(roll, () -> Times.instant(SyntheticRoll.NOW));
            for (ProgramMetric metric : ProgramMetric.values()) {
                if (metric.rows().areThere()) {
                    print(metric.rows().query(), rounds, () -> rows(search, metric.rows()));
                }
            }
        }
    }

    private static Database opened(String where) {
        return where.startsWith("jdbc:")
                ? PostgresqlDatabase.open(where)
                : SqliteDatabase.roll(Path.of(where));
    }

    private static Object rows(JdbcSearch search, ProgramMetric.Rows rows) throws Exception {
        PageRequest page = PageRequest.first(50);
        return switch (rows.list()) {
            case "identities" ->
                    search.identities(ALL, Query.parse(Listing.IDENTITIES, rows.query()), page);
            case "findings" ->
                    search.findings(ALL, Query.parse(Listing.FINDINGS, rows.query()), page);
            default -> search.credentials(ALL, Query.parse(Listing.CREDENTIALS, rows.query()), page);
        };
    }

    private static void print(String what, int rounds, Callable<?> work) throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long begun = System.nanoTime();
            try {
                work.call();
            } catch (RuntimeException e) {
                System.out.println(what + ": " + e);
            }
            millis.add((System.nanoTime() - begun) / 1e6);
        }
        millis.sort(Double::compare);
        System.out.printf(
                "%8.1f %8.1f  %s%n",
                millis.get(millis.size() / 2), millis.get((int) (0.95 * (millis.size() - 1))), what);
    }
}
