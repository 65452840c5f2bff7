package io.muster.store.primes;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.catalog.Policies;
import io.muster.inventory.Viewer;
import io.muster.inventory.credentials.Dossier;
import io.muster.inventory.search.Details;
import io.muster.inventory.verdicts.Judging;
import io.muster.inventory.verdicts.Verdicts;
import io.muster.model.Entry;
import io.muster.primes.PrimeSearch;
import io.muster.store.DatabaseKind;
import io.muster.store.intake.Inventory;
import io.muster.store.policy.JdbcVerdicts;
import io.muster.store.search.JdbcDetails;
import io.muster.testing.Samples;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// RSA keys that come by different runs, and what they have in common.
@ParameterizedClass
@EnumSource
class PrimeSearchTest {
    private static final String SHARING =
            "SELECT count(*) FROM finding WHERE rule = 'key-factorable' AND resolved = 0";

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private final Random random = new Random(1_024);
    private Inventory inventory;
    private PrimeSearch search;
    private Judging judging;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
        search =
                new PrimeSearch(
                        inventory.database,
                        new JdbcModuli(inventory.database),
                        () -> inventory.now);
        judging =
                new Judging(
                        inventory.database,
                        new JdbcVerdicts(inventory.database),
                        Policies.baseline(),
                        () -> inventory.now);
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void aKeyThatSharesAPrimeWithOneOfAnotherRunIsFoundAndSoIsTheOther() {
        BigInteger shared = prime();
        Entry first = key(shared.multiply(prime()), "first.pem");
        scan("one", first, key(sound(), "second.pem"));
        assertThat(compared()).isEqualTo(2);
        assertThat(inventory.number(SHARING)).isZero();

        Entry late = key(shared.multiply(prime()), "late.pem");
        scan("other", late, key(sound(), "fourth.pem"));
        assertThat(compared()).isEqualTo(2);
        assertThat(inventory.number(SHARING)).isEqualTo(2);
        assertThat(weaknesses(first)).containsExactly("shared-prime");
        assertThat(weaknesses(late)).containsExactly("shared-prime");
        assertThat(
                        inventory.texts(
                                "SELECT DISTINCT message FROM finding WHERE rule = 'key-factorable'"))
                .containsExactly(
                        "its key can be broken: it shares a prime with another key that was seen");
    }

    /// Between the reading of a credential and its verdict its key is found to be broken.
    @Test
    void aVerdictOnWhatWasReadBeforeIsNotKept() {
        BigInteger shared = prime();
        inventory.scan(
                "one",
                key(shared.multiply(prime()), "a.pem"),
                key(shared.multiply(prime()), "b.pem"));
        JdbcVerdicts verdicts = new JdbcVerdicts(inventory.database);
        List<Verdicts.Verdict> early =
                verdicts.due(inventory.now, 100).stream()
                        .map(it -> new Verdicts.Verdict(it, List.of(), Instant.MAX))
                        .toList();
        assertThat(early).isNotEmpty();
        assertThat(search.step()).isEqualTo(2);
        inventory.database.write(unit -> verdicts.keep(unit, early, inventory.now));
        judge();
        assertThat(inventory.number(SHARING)).isEqualTo(2);
    }

    @Test
    void keysThatComeTogetherAreComparedWithOneAnother() {
        BigInteger shared = prime();
        scan(
                "one",
                key(shared.multiply(prime()), "a.pem"),
                key(sound(), "b.pem"),
                key(shared.multiply(prime()), "c.pem"));
        compared();
        assertThat(inventory.number(SHARING)).isEqualTo(2);
    }

    @Test
    void aKeyBothOfWhosePrimesAreSharedWithDifferentKeysIsFound() {
        BigInteger p = prime();
        BigInteger q = prime();
        scan(
                "one",
                key(p.multiply(prime()), "a.pem"),
                key(q.multiply(prime()), "b.pem"),
                key(sound(), "c.pem"));
        compared();
        scan("other", key(p.multiply(q), "d.pem"));
        compared();
        assertThat(inventory.number(SHARING)).isEqualTo(3);
    }

    /// The modulus is one; so are its owners, whatever they wrap it in.
    @Test
    void oneModulusInTwoKeysIsNoSharedPrime() {
        BigInteger modulus = sound();
        scan("one", key(modulus, "a.pem"), key(sound(), "b.pem"));
        compared();
        scan(
                "other",
                inventory.entry(
                        Samples.rsaKey(modulus, BigInteger.valueOf(3)), "file://web-3/etc/c.pem"));
        compared();
        assertThat(inventory.number("SELECT count(*) FROM public_key")).isEqualTo(3);
        assertThat(inventory.number("SELECT count(*) FROM public_key WHERE primes = 1"))
                .isEqualTo(3);
        assertThat(inventory.number(SHARING)).isZero();
    }

    @Test
    void whatIsBrokenIsFoundAgainWhenItComesBack() {
        BigInteger shared = prime();
        scan("one", key(shared.multiply(prime()), "a.pem"));
        scan("other", key(shared.multiply(prime()), "b.pem"));
        compared();
        Entry renewed =
                inventory.entry(
                        Samples.rsaKey(shared.multiply(prime()), BigInteger.valueOf(65_537)),
                        "file://web-3/etc/renewed.pem");
        scan("third", renewed);
        compared();
        assertThat(inventory.number(SHARING)).isEqualTo(3);
        assertThat(compared()).isZero();
    }

    /// As many as a step takes and more, one after another, against gcd of all pairs.
    @Test
    void howeverKeysComeAllThatShareAPrimeAreFound() {
        List<BigInteger> moduli = new ArrayList<>();
        List<BigInteger> pool = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            pool.add(prime());
        }
        for (int i = 0; i < 60; i++) {
            BigInteger one = pool.get(random.nextInt(pool.size()));
            moduli.add(one.multiply(i % 3 == 0 ? pool.get(random.nextInt(60)) : prime()));
            scan("run" + i % 5, key(moduli.getLast(), "key" + i + ".pem"));
            if (i % 7 == 0) {
                search.step();
            }
        }
        compared();
        List<BigInteger> distinct = moduli.stream().distinct().toList();
        long broken =
                distinct.stream()
                        .filter(it ->
                                distinct.stream()
                                        .filter(other -> !other.equals(it))
                                        .anyMatch(other -> !it.gcd(other).equals(BigInteger.ONE)))
                        .count();
        assertThat(inventory.number("SELECT count(*) FROM public_key WHERE primes = 2"))
                .isEqualTo(broken)
                .isPositive();
        assertThat(inventory.number("SELECT count(*) FROM modulus_product")).isLessThan(10);
    }

    @Test
    void whatNobodyShouldReckonWithIsPassedOver() {
        BigInteger even = BigInteger.ONE.shiftLeft(2047);
        BigInteger three = BigInteger.valueOf(3).multiply(BigInteger.probablePrime(1022, random));
        scan(
                "one",
                key(even, "even.pem"),
                key(three, "three.pem"),
                key(
                        BigInteger.valueOf(3).multiply(BigInteger.probablePrime(1022, random)),
                        "t.pem"),
                key(sound(), "sound.pem"));
        assertThat(compared()).isEqualTo(4);
        assertThat(inventory.number("SELECT count(*) FROM public_key WHERE primes = 2")).isZero();
        assertThat(inventory.number("SELECT count(*) FROM public_key WHERE primes = 3"))
                .isEqualTo(3);
    }

    private void scan(String source, Entry... entries) {
        inventory.scan(source, entries);
        judge();
    }

    private int compared() {
        int all = 0;
        int some = search.step();
        while (some > 0) {
            all += some;
            some = search.step();
        }
        judge();
        return all;
    }

    private void judge() {
        while (judging.judge(100) > 0) {
            // The next ones.
        }
    }

    private List<String> weaknesses(Entry entry) {
        Details.OfCredential details =
                new JdbcDetails(inventory.database, () -> inventory.now)
                        .credential(new Viewer.Everything(), entry.credential().id().toString())
                        .orElseThrow();
        return Dossier.parse(details.document()).facts().list("key.weak");
    }

    private Entry key(BigInteger modulus, String file) {
        return inventory.entry(
                Samples.rsaKey(modulus, BigInteger.valueOf(65_537)), "file://web-3/etc/" + file);
    }

    private BigInteger sound() {
        return prime().multiply(prime());
    }

    private BigInteger prime() {
        return BigInteger.probablePrime(512, random);
    }
}
