package io.muster.primes;

import io.muster.primes.Moduli.Compared;
import io.muster.unit.Units;
import io.muster.x509.keys.ModulusComparison;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds each RSA key that comes to be known against all that were known before.
///
/// One key is compared with 100,000 in some tenths of a second; thousands that come at once in some
/// milliseconds each. Memory is that of one step and of one product, about 50 MB at the most.
///
/// @param units of the inventory
public record PrimeSearch(Units units, Moduli moduli, InstantSource clock) {
    private static final int KEYS_AT_ONCE = 4096;

    /// Bits of the moduli of one step.
    private static final long BITS_AT_ONCE = 8_388_608;

    /// So many keys that have something in common with others are explained at once. There are none
    /// but by a fault; thousands are an attack, which must not keep a step for hours.
    private static final int HITS_MAX = 256;

    /// Known keys that may be the others, likewise.
    private static final int OTHERS_MAX = 10_000;

    /// Takes one step. Nothing is kept of a step whose thread is interrupted.
    ///
    /// @return how many keys were compared; as long as it is not 0, there may be more
    public int step() {
        List<RsaKey> keys = cut(moduli.fresh(KEYS_AT_ONCE));
        if (keys.isEmpty()) {
            return 0;
        }
        Compared compared = compared(keys);
        if (Thread.currentThread().isInterrupted()) {
            return 0;
        }
        units.writeInBulk(unit -> {
            moduli.keep(unit, compared, clock.instant());
            return compared;
        });
        return compared.keys().size();
    }

    private static List<RsaKey> cut(List<RsaKey> keys) {
        long bits = 0;
        int count = 0;
        for (RsaKey key : keys) {
            bits += key.modulus().map(BigInteger::bitLength).orElse(0);
            if (bits > BITS_AT_ONCE && count > 0) {
                return keys.subList(0, count);
            }
            count++;
        }
        return keys;
    }

    private Compared compared(List<RsaKey> keys) {
        Set<BigInteger> distinct = new LinkedHashSet<>();
        keys.forEach(it -> it.modulus().ifPresent(distinct::add));
        if (distinct.isEmpty()) {
            return new Compared(keys, BigInteger.ONE, Set.of());
        }
        List<BigInteger> fresh = List.copyOf(distinct);
        ModulusComparison comparison = new ModulusComparison(fresh);
        for (long product : moduli.products()) {
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            comparison.holdAgainst(moduli.product(product));
        }
        Map<BigInteger, BigInteger> hits = new LinkedHashMap<>();
        List<BigInteger> common = comparison.common();
        for (int i = 0; i < fresh.size(); i++) {
            if (!common.get(i).equals(BigInteger.ONE)) {
                hits.put(fresh.get(i), common.get(i));
            }
        }
        if (hits.size() > HITS_MAX) {
            return compared(upTo(keys, List.copyOf(hits.keySet()).get(HITS_MAX - 1)));
        }
        Set<Long> sharing = hits.isEmpty() ? Set.of() : sharing(keys, hits);
        return new Compared(keys, comparison.product(), sharing);
    }

    private static List<RsaKey> upTo(List<RsaKey> keys, BigInteger last) {
        List<RsaKey> some = new ArrayList<>();
        for (RsaKey key : keys) {
            some.add(key);
            if (key.modulus().filter(last::equals).isPresent()) {
                break;
            }
        }
        return some;
    }

    private Set<Long> sharing(List<RsaKey> keys, Map<BigInteger, BigInteger> hits) {
        Factors factors = new Factors(hits);
        factors.offer(keys);
        for (long product : moduli.products()) {
            if (Thread.currentThread().isInterrupted() || factors.offered() > OTHERS_MAX) {
                break;
            }
            if (factors.divide(moduli.product(product))) {
                factors.offer(moduli.under(product));
            }
        }
        return factors.sharing();
    }
}
