package io.muster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.model.Entry;
import io.muster.store.intake.Inventory;
import io.muster.store.roll.JdbcSearchIndex;
import io.muster.testing.PostgresqlServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A process that takes in entries is killed, at random and at named points; what it said was kept
/// must be there, once, and the next start needs nobody.
///
/// `-Dmuster.crash.seeds=20` for as many random kills for each database.
class CrashTest {
    private static final int PART = 20;

    @TempDir Path folder;

    static Stream<Arguments> kills() {
        int seeds = Integer.getInteger("muster.crash.seeds", 1);
        List<Arguments> kills = new ArrayList<>();
        for (DatabaseKind kind : DatabaseKind.values()) {
            for (int seed = 1; seed <= seeds; seed++) {
                kills.add(Arguments.of(kind, "", seed));
            }
        }
        kills.add(Arguments.of(DatabaseKind.SQLITE, "BEFORE_COMMIT:9", 0));
        kills.add(Arguments.of(DatabaseKind.SQLITE, "AFTER_COMMIT:9", 0));
        kills.add(Arguments.of(DatabaseKind.SQLITE, "BEFORE_INDEX:3", 0));
        kills.add(Arguments.of(DatabaseKind.SQLITE, "AFTER_INDEX:3", 0));
        kills.add(Arguments.of(DatabaseKind.POSTGRESQL, "BEFORE_COMMIT:9", 0));
        return kills.stream();
    }

    @ParameterizedTest
    @MethodSource("kills")
    void whatWasSaidToBeKeptIsThereOnce(DatabaseKind kind, String point, int seed)
            throws IOException, InterruptedException {
        String url =
                kind == DatabaseKind.POSTGRESQL
                        ? PostgresqlServer.copyOf(DatabaseKind.migratedUrl())
                        : "";
        int killAfter = point.isEmpty() ? 1 + new Random(seed).nextInt(30) : Integer.MAX_VALUE;
        int kept = runAndKill(url, point, killAfter);
        try (Inventory inventory = new Inventory(open(folder, url))) {
            assertThat(inventory.number("SELECT count(*) FROM credential"))
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo((long) kept * PART);
            assertThat(inventory.number("SELECT count(*) FROM credential") % PART).isZero();
            assertThat(inventory.number("SELECT count(*) FROM sighting"))
                    .isEqualTo(2 * inventory.number("SELECT count(*) FROM credential"));
            assertThat(inventory.number("SELECT count(*) FROM credential_document"))
                    .isEqualTo(inventory.number("SELECT count(*) FROM credential"));
            assertThat(inventory.number("SELECT value FROM counter WHERE name = 'credentials'"))
                    .isEqualTo(inventory.number("SELECT count(*) FROM credential"));
            assertThat(inventory.number("SELECT seen FROM run"))
                    .isEqualTo(inventory.number("SELECT count(*) FROM credential"));
            if (kind == DatabaseKind.SQLITE) {
                assertIndexed(inventory);
            }
            // The same again makes no duplicate, whatever the first one left.
            long before = inventory.number("SELECT count(*) FROM credential");
            List<Entry> first = entries(inventory, 0);
            inventory.scan("again", first.toArray(Entry[]::new));
            assertThat(inventory.number("SELECT count(*) FROM credential")).isEqualTo(before);
        }
    }

    /// Where the index has gone on from makes no difference to what it has.
    private static void assertIndexed(Inventory inventory) {
        follow(inventory.database);
        for (String table : List.of("credential", "identity", "place")) {
            assertThat(
                            inventory.number(
                                    "SELECT count(*) FROM search.%1$s_text WHERE %1$s_text MATCH '\"exa\"'"
                                            .formatted(table)))
                    .as(table)
                    .isEqualTo(inventory.number("SELECT count(*) FROM " + table));
        }
    }

    private static void follow(Database database) {
        JdbcSearchIndex index = new JdbcSearchIndex(database);
        while (index.follow() > 0) {
            // There is more.
        }
    }

    /// @return how many parts the child said were kept
    private int runAndKill(String url, String point, int killAfter)
            throws IOException, InterruptedException {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-Dmuster.crash.at=" + point,
                                "-cp",
                                System.getProperty("java.class.path"),
                                CrashTest.class.getName(),
                                folder.toString(),
                                url)
                        .redirectError(folder.resolve("child.log").toFile())
                        .start();
        int kept = 0;
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                kept++;
                if (kept == killAfter) {
                    child.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(child.waitFor())
                .as(Files.readString(folder.resolve("child.log")))
                .isEqualTo(137);
        return kept;
    }

    /// The child: takes in parts until somebody ends it, and says so after each.
    public static void main(String[] arguments) {
        Inventory inventory = new Inventory(open(Path.of(arguments[0]), arguments[1]));
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        follow(inventory.database);
                    }
                });
        String run = inventory.intake.begin(new Reports.Beginning("files", "scanner", "child"));
        for (int part = 0; ; part++) {
            inventory.intake.take(
                    run,
                    new Report(
                            entries(inventory, part), List.of(), List.of(), List.of(), List.of()));
            System.out.println(part);
        }
    }

    private static Database open(Path folder, String url) {
        return url.isEmpty() ? SqliteDatabase.roll(folder) : PostgresqlDatabase.open(url);
    }

    private static List<Entry> entries(Inventory inventory, int part) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < PART; i++) {
            String name = "svc-%d-%d.example.com".formatted(part, i);
            entries.add(
                    inventory.certificate(
                            name, "file://web-3/a/" + name, "file://web-3/b/" + name));
        }
        return entries;
    }
}
