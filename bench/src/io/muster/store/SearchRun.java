package io.muster.store;

import io.muster.inventory.Page;
import io.muster.inventory.PageRequest;
import io.muster.inventory.Viewer;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Asks a roll of a million credentials what people ask: `SearchRun FOLDER CREDENTIALS ROUNDS`. Makes
/// the roll when the folder has none.
public final class SearchRun {
    private static final Viewer VIEWER = new Viewer.Everything();

    private static final List<String> SORTS =
            List.of("", "-expires", "title", "-seen", "-places", "-severity", "first");

    private static final List<String> QUERIES =
            List.of(
                    "",
                    "zebra",
                    "ledger",
                    "example",
                    "pay",
                    "pay-shop",
                    "issuing",
                    "web-77.example.org",
                    "nothing-has-this",
                    "kind:service",
                    "type:pgp-key",
                    "type:ssh-key",
                    "state:active",
                    "state:expired",
                    "state:gone|revoked",
                    "state:not-yet-valid",
                    "owner:none",
                    "owner:team-7",
                    "environment:test",
                    "tag:rare",
                    "tag:pci",
                    "source:source-2",
                    "place:tls*",
                    "place:/etc/ssl/pay",
                    "host:web-3.example.org",
                    "role:private-key",
                    "role:trusted",
                    "issuer:\"issuing ca 7\"",
                    "issuerkind:ad-hoc",
                    "algorithm:rsa*",
                    "bits<2048",
                    "class:weak",
                    "expires<30d",
                    "expires:none",
                    "seen>3d",
                    "first<7d",
                    "severity:critical",
                    "rule:weak-key",
                    "foreign:yes",
                    "managed:no",
                    "samekey>1",
                    "places>100",
                    "findings>0",
                    "name:pay",
                    "kind:service expires<30d owner:none place:tls* \"pay\"",
                    "type:ssh-key class:weak environment:test",
                    "ledger severity:critical",
                    "owner:team-7 severity:high",
                    "-state:gone -foreign:yes",
                    "type:secret -owner:none",
                    "pay -shop severity:critical|high",
                    "expires<90d owner:none",
                    "identity:IDENTITY3",
                    "identity:IDENTITY3 expires<30d",
                    "key:none",
                    "fingerprint:abc*");

    private static final boolean CPU = Boolean.getBoolean("cpu");
    private static final com.sun.management.OperatingSystemMXBean BEAN =
            (com.sun.management.OperatingSystemMXBean)
                    java.lang.management.ManagementFactory.getOperatingSystemMXBean();

    private SearchRun() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int credentials = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        boolean fresh = !Files.exists(folder.resolve("roll.db"));
        Files.createDirectories(folder);
        try (Database roll = SqliteDatabase.roll(folder)) {
            if (fresh) {
                long start = System.nanoTime();
                new SyntheticRoll(credentials, 1).write(roll);
                System.out.printf("made in %.0f s%n", (System.nanoTime() - start) / 1e9);
            }
            String identity =
                    roll.read(session ->
                            session.first(
                                            "SELECT id FROM identity WHERE n = 3",
                                            row -> row.hex(1))
                                    .orElseThrow());
            Instant now = Times.instant(SyntheticRoll.NOW);
            JdbcSearch search = new JdbcSearch(roll, InstantSource.fixed(now));
            List<Double> all = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                for (String text : QUERIES) {
                    List<Double> millis = new ArrayList<>();
                    String worst = "";
                    String totals = "";
                    for (String sort : SORTS) {
                        Query query =
                                Query.parse(
                                        Listing.CREDENTIALS, text.replace("IDENTITY3", identity));
                        long start = cpu();
                        Page<?> page = search.credentials(VIEWER, query, PageRequest.first(50, sort));
                        double took = (cpu() - start) / 1e6;
                        if (millis.stream().allMatch(it -> it < took)) {
                            worst = sort;
                        }
                        millis.add(took);
                        totals = page.total().number() + (page.total().isAtLeast() ? "+" : "");
                    }
                    all.addAll(millis);
                    double[] sorted = sorted(millis);
                    if (round == rounds - 1) {
                        System.out.printf(
                                "%8.1f %8.1f  %-10s %8s  %s%n",
                                sorted[sorted.length / 2],
                                sorted[sorted.length - 1],
                                worst,
                                totals,
                                text);
                    }
                }
            }
            double[] sorted = sorted(all);
            System.out.printf(
                    "%d pages: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, most %.1f ms%n",
                    sorted.length,
                    sorted[sorted.length / 2],
                    sorted[sorted.length * 95 / 100],
                    sorted[sorted.length * 99 / 100],
                    sorted[sorted.length - 1]);
        }
    }

    private static long cpu() {
        return CPU ? BEAN.getProcessCpuTime() : System.nanoTime();
    }

    private static double[] sorted(List<Double> millis) {
        double[] sorted = millis.stream().mapToDouble(it -> it).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
