package io.muster.store.graph;

import io.muster.inventory.graph.BlastRadius.Limits;
import io.muster.inventory.graph.BlastRadius.Radius;
import io.muster.inventory.graph.BlastRadius;
import io.muster.inventory.Viewer;
import io.muster.store.Database;
import io.muster.store.Dialect;
import io.muster.store.PostgresqlDatabase;
import io.muster.store.SqliteDatabase;
import io.muster.store.SyntheticRoll;
import io.muster.store.Times;
import io.muster.store.figures.JdbcFigures;
import io.muster.store.figures.JdbcRehearsals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// What falls with things of a large roll: `RadiusRun FOLDER|URL CREDENTIALS ROUNDS`. Makes it when
/// the folder has none: that of SearchRun, in which one authority has issued nine tenths of
/// everything through an issuing one, one host has ten thousand places, and one key is in a
/// hundredth of all credentials. Prints milliseconds, median and 95th percentile, and what fell.
public final class RadiusRun {
    private static final Viewer ALL = new Viewer.Everything();

    private RadiusRun() {}

    public static void main(String[] arguments) throws Exception {
        int credentials = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        try (Database roll = opened(arguments[0], credentials)) {
            JdbcBlastRadius radius = new JdbcBlastRadius(roll);
            fall(radius, rounds, "authority of nine tenths", id("credential", 2));
            fall(radius, rounds, "root above it", id("credential", 1));
            fall(radius, rounds, "host with ten thousand places", "host:big.example.org");
            fall(radius, rounds, "key in a hundredth of all", id("credential", 1_000));
            fall(radius, rounds, "credential at a tenth of all places", id("credential", 7));
            fall(radius, rounds, "machine with a tenth of all credentials", id("identity", 3));
            fall(radius, rounds, "any credential", id("credential", credentials / 2 + 1));
            fall(radius, rounds, "any host", "host:web-7.example.org");
            JdbcFigures figures = new JdbcFigures(roll);
            time("posture, growth, coverage: count all", Math.max(1, rounds / 10), () ->
                    figures.count(Times.instant(SyntheticRoll.NOW)));
            JdbcRehearsals rehearsals = new JdbcRehearsals(roll);
            time("rehearsal: count all", Math.max(1, rounds / 10), () ->
                    rehearsals.count(Times.instant(SyntheticRoll.NOW)));
        }
    }

    private static String id(String kind, int n) {
        return kind
                + ":"
                + (kind.equals("identity")
                        ? SyntheticRoll.id(kind, n).slice(0, 16)
                        : SyntheticRoll.id(kind, n))
                        .toHex();
    }

    private static void fall(BlastRadius radius, int rounds, String what, String from)
            throws Exception {
        Radius fall =
                time(what, rounds, () ->
                        radius.of(ALL, radius.meant(ALL, from).orElseThrow(), Limits.of(4, 200))
                                .orElseThrow());
        System.out.println("                     " + fall.totals());
    }

    private static <T> T time(String what, int rounds, Callable<T> work) throws Exception {
        List<Double> millis = new ArrayList<>();
        T last = work.call();
        for (int round = 0; round < rounds; round++) {
            long begun = System.nanoTime();
            last = work.call();
            millis.add((System.nanoTime() - begun) / 1e6);
        }
        millis.sort(Double::compare);
        System.out.printf(
                "%8.1f %8.1f  %s%n",
                millis.get(millis.size() / 2),
                millis.get((int) Math.ceil(0.95 * millis.size()) - 1),
                what);
        return last;
    }

    private static Database opened(String where, int credentials) throws Exception {
        boolean url = where.startsWith("jdbc:");
        Path made = Path.of(url ? "/nowhere" : where, "fallible");
        if (!url) {
            Files.createDirectories(Path.of(where));
        }
        Database roll = url ? PostgresqlDatabase.open(where) : SqliteDatabase.roll(Path.of(where));
        if (roll.read(session -> session.number("SELECT count(*) FROM credential")) == 0) {
            new SyntheticRoll(credentials, 1).write(roll);
        }
        if (roll.read(session -> session.number("SELECT count(*) FROM issuer")) == 0) {
            fell(roll, credentials);
        }
        if (!url && !Files.exists(made)) {
            Files.createFile(made);
        }
        return roll;
    }

    private static void fell(Database roll, int credentials) {
        for (int from = 1; from <= credentials; from += 20_000) {
            int first = from;
            roll.writeInBulk(unit ->
                    Database.in(
                            unit,
                            session -> {
                                session.update(
                                        "UPDATE credential SET issuer_n = CASE WHEN n = 2 THEN 1 ELSE 2 END"
                                                + " WHERE n BETWEEN ? AND ? AND n > 1 AND n % 10 <> 9",
                                        first,
                                        first + 19_999);
                                session.update(
                                        "UPDATE credential SET key_n = 1000 WHERE n BETWEEN ? AND ?"
                                                + " AND n % 100 = 0",
                                        first,
                                        first + 19_999);
                                return true;
                            }));
        }
        roll.writeInBulk(unit ->
                Database.in(
                        unit,
                        session -> {
                            session.update("UPDATE place SET host = 'big.example.org' WHERE n <= 10000");
                            for (int n = 1; n <= 2; n++) {
                                session.update(
                                        "INSERT INTO issuer (credential_n, name, kind, certificates)"
                                                + " VALUES (?, 'CA', 'ours', 1)",
                                        n);
                            }
                            if (session.dialect() == Dialect.POSTGRESQL) {
                                session.update("ANALYZE credential");
                            }
                            return true;
                        }));
    }
}
