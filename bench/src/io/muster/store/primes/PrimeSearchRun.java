package io.muster.store.primes;

import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Intake;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.primes.PrimeSearch;
import io.muster.store.Database;
import io.muster.store.SqliteDatabase;
import io.muster.store.intake.JdbcReports;
import io.muster.store.intake.JdbcRuns;
import io.muster.testing.Samples;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// RSA keys of an inventory compared with one another, then one new key after the other with all of
/// them: `PrimeSearchRun FOLDER KEYS`.
///
/// A modulus of 2048 bits is the product of 32 primes of 64 bits, which are made in no time: what a
/// comparison costs hangs on lengths alone, and no two have one in common by chance. The last new
/// key has a prime of the first one of all.
public final class PrimeSearchRun {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);
    private static final int LINES_AT_ONCE = 1000;
    private static final int NEW = 7;

    private PrimeSearchRun() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int count = Integer.parseInt(arguments[1]);
        Random random = new Random(2026);
        BigInteger first = modulus(random);
        try (Database roll = SqliteDatabase.roll(folder)) {
            Intake intake =
                    new Intake(
                            roll,
                            new JdbcReports(roll),
                            new JdbcRuns(roll),
                            InstantSource.fixed(NOW),
                            new Random());
            PrimeSearch search =
                    new PrimeSearch(roll, new JdbcModuli(roll), InstantSource.fixed(NOW));
            long known = roll.read(it -> it.number("SELECT count(*) FROM public_key"));
            if (known == 0) {
                for (int at = 0; at < count; at += LINES_AT_ONCE) {
                    List<BigInteger> some = new ArrayList<>();
                    while (some.size() < LINES_AT_ONCE && at + some.size() < count) {
                        some.add(at == 0 && some.isEmpty() ? first : modulus(random));
                    }
                    take(intake, some);
                }
            }
            measured("all that came at once", search);
            Random later = new Random();
            for (int i = 1; i <= NEW; i++) {
                boolean planted = i == NEW;
                BigInteger shared = BigInteger.probablePrime(64, planted ? new Random(2026) : later);
                take(intake, List.of(modulus(shared, later)));
                measured(planted ? "a new key that shares a prime" : "a new key", search);
            }
            System.out.printf(
                    "known %d keys, %d products, %d share a prime%n",
                    roll.read(it -> it.number("SELECT count(*) FROM public_key")),
                    roll.read(it -> it.number("SELECT count(*) FROM modulus_product")),
                    roll.read(it -> it.number("SELECT count(*) FROM public_key WHERE primes = 2")));
        }
    }

    private static void measured(String what, PrimeSearch search) {
        var processor =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        long before = processor.getProcessCpuTime();
        long began = System.nanoTime();
        int compared = 0;
        for (int some = search.step(); some > 0; some = search.step()) {
            compared += some;
        }
        System.out.printf(
                "%s: %d compared in %.2f s, %.2f s of processor%n",
                what,
                compared,
                (System.nanoTime() - began) / 1e9,
                (processor.getProcessCpuTime() - before) / 1e9);
    }

    private static void take(Intake intake, List<BigInteger> moduli) {
        List<Entry> entries = new ArrayList<>();
        for (BigInteger modulus : moduli) {
            Credential key = Samples.rsaKey(modulus, EXPONENT);
            Place place = new Place("file://bench/" + key.id() + ".pub");
            Sighting sighting =
                    new Sighting(key.id(), place, Role.STORED, "files", NOW, Facts.NONE);
            entries.add(new Entry(key, false, List.of(), List.of(sighting), Facts.NONE));
        }
        String run = intake.begin(new Reports.Beginning("load", "scanner", "bench"));
        intake.take(run, new Report(entries, List.of(), List.of(), List.of(), List.of()));
        intake.complete(run, new Completion(List.of(), Run.Work.NONE));
    }

    private static BigInteger modulus(Random random) {
        return modulus(BigInteger.probablePrime(64, random), random);
    }

    private static BigInteger modulus(BigInteger prime, Random random) {
        BigInteger product = prime;
        for (int i = 1; i < 32; i++) {
            product = product.multiply(BigInteger.probablePrime(64, random));
        }
        return product;
    }
}
