package io.muster.store.primes;

import io.muster.inventory.credentials.Dossier;
import io.muster.model.Bytes;
import io.muster.primes.Moduli;
import io.muster.primes.RsaKey;
import io.muster.roll.PublicKeys;
import io.muster.store.Database;
import io.muster.store.Dialect;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.store.roll.Primes;
import io.muster.unit.Unit;
import io.muster.x509.PublicKeyInfo;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Moduli out of the documents of credentials, and their products as rows.
public final class JdbcModuli implements Moduli {
    /// A product grows no longer than this, so that one fits into memory anywhere.
    private static final long PRODUCT_BITS = 8_388_608;

    private static final int MODULUS_BITS_MIN = 512;
    private static final int MODULUS_BITS_MAX = 16_384;

    /// The product of the odd primes below 100. A modulus with one of them is broken by itself, and
    /// would seem to share it with every other that is.
    private static final BigInteger SMALL = new BigInteger("1152783981972759212376551073665878035");

    private static final String FRESH =
            "SELECT n FROM public_key WHERE primes = 0 AND substr(algorithm, 1, 3) = 'RSA'"
                    + " ORDER BY n LIMIT ?";

    private static final String UNDER =
            """
            SELECT k.n FROM modulus_product p JOIN public_key k ON k.n >= p.first_key_n
               AND k.n <= p.last_key_n
             WHERE p.n = ? AND k.primes IN (1, 2) ORDER BY k.n
            """;

    private static final String DOCUMENT =
            """
            SELECT d.document FROM credential c JOIN credential_document d ON d.credential_n = c.n
             WHERE c.key_n = ? AND c.key_n <> 0
               AND c.type IN ('x509-certificate', 'public-key', 'ssh-key', 'ssh-certificate')
             ORDER BY c.n LIMIT 1
            """;

    private static final String LAST =
            """
            SELECT n, first_key_n, last_key_n, bits FROM modulus_product ORDER BY n DESC LIMIT 1
            """;

    private record Last(long n, long firstKey, long lastKey, long bits) {}

    private final Database database;

    public JdbcModuli(Database database) {
        this.database = database;
    }

    @Override
    public List<RsaKey> fresh(int limit) {
        return database.read(session -> keys(session, FRESH, limit));
    }

    @Override
    public List<Long> products() {
        return database.read(session ->
                session.all("SELECT n FROM modulus_product ORDER BY n", row -> row.number(1)));
    }

    @Override
    public BigInteger product(long number) {
        return database.read(session -> product(session, number));
    }

    private static BigInteger product(Session session, long number) throws SQLException {
        return session.first(
                        "SELECT product FROM modulus_product WHERE n = ?",
                        row -> new BigInteger(1, row.bytes(1)),
                        number)
                .orElse(BigInteger.ONE);
    }

    @Override
    public List<RsaKey> under(long product) {
        return database.read(session -> keys(session, UNDER, product));
    }

    private static List<RsaKey> keys(Session session, String which, Object parameter)
            throws SQLException {
        List<RsaKey> keys = new ArrayList<>();
        for (long n : session.all(which, row -> row.number(1), parameter)) {
            Optional<BigInteger> modulus =
                    session.first(DOCUMENT, row -> Dossier.parse(row.text(1)), n)
                            .flatMap(it -> PublicKeys.of(it.credential()))
                            .flatMap(PublicKeyInfo::rsa)
                            .map(PublicKeyInfo.Rsa::modulus)
                            .filter(JdbcModuli::comparable);
            keys.add(new RsaKey(n, modulus));
        }
        return keys;
    }

    private static boolean comparable(BigInteger modulus) {
        return modulus.bitLength() >= MODULUS_BITS_MIN
                && modulus.bitLength() <= MODULUS_BITS_MAX
                && modulus.testBit(0)
                && modulus.gcd(SMALL).equals(BigInteger.ONE);
    }

    @Override
    public void keep(Unit unit, Compared compared, Instant now) {
        Database.in(
                unit,
                session -> {
                    Map<Boolean, List<Long>> numbers =
                            compared.keys().stream()
                                    .collect(
                                            Collectors.partitioningBy(
                                                    it -> it.modulus().isPresent(),
                                                    Collectors.mapping(
                                                            RsaKey::number, Collectors.toList())));
                    List<Long> moduli = numbers.getOrDefault(true, List.of());
                    mark(session, moduli, Primes.ALONE);
                    mark(session, numbers.getOrDefault(false, List.of()), Primes.NOT_SPELT_OUT);
                    if (!compared.sharing().isEmpty()) {
                        List<Long> sharing = List.copyOf(compared.sharing());
                        mark(session, sharing, Primes.SHARED);
                        judgeAgain(session, sharing, now);
                    }
                    if (!moduli.isEmpty()) {
                        add(session, moduli.getFirst(), moduli.getLast(), compared.product());
                    }
                    return compared;
                });
    }

    private static void mark(Session session, List<Long> keys, long primes) throws SQLException {
        session.update(
                "UPDATE public_key SET primes = ? WHERE " + session.dialect().isOneOf("n"),
                primes,
                new Dialect.Numbers(keys));
    }

    /// What waits to be judged too: it may have been read already, as it was before.
    private static void judgeAgain(Session session, List<Long> keys, Instant now)
            throws SQLException {
        session.update(
                "UPDATE credential SET judge_again_at = ? WHERE "
                        + session.dialect().isOneOf("key_n")
                        + " AND key_n <> 0 AND judge_again_at < ?",
                -Times.micros(now),
                new Dialect.Numbers(keys),
                Times.NEVER);
    }

    /// Products that are no longer than what comes are joined with it, so that there are few, and
    /// each modulus is written some ten times over all and not each time one comes.
    private static void add(Session session, long firstKey, long lastKey, BigInteger added)
            throws SQLException {
        long first = firstKey;
        long last = lastKey;
        BigInteger product = added;
        Optional<Last> before = last(session);
        while (before.isPresent()
                && before.get().bits() <= product.bitLength()
                && before.get().bits() + product.bitLength() <= PRODUCT_BITS) {
            Last one = before.get();
            product = product.multiply(product(session, one.n()));
            first = Math.min(first, one.firstKey());
            last = Math.max(last, one.lastKey());
            session.update("DELETE FROM modulus_product WHERE n = ?", one.n());
            before = last(session);
        }
        session.update(
                "INSERT INTO modulus_product (first_key_n, last_key_n, bits, product)"
                        + " VALUES (?, ?, ?, ?)",
                first,
                last,
                (long) product.bitLength(),
                Bytes.of(product.toByteArray()));
    }

    private static Optional<Last> last(Session session) throws SQLException {
        return session.first(
                LAST, row -> new Last(row.number(1), row.number(2), row.number(3), row.number(4)));
    }
}
