package io.muster.primes;

import io.muster.unit.Unit;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The RSA keys of the inventory, and the products of those moduli that were held against one
/// another already.
public interface Moduli {

    /// Keys that were held against nothing yet, in order.
    List<RsaKey> fresh(int limit);

    /// The numbers of all products.
    List<Long> products();

    /// One of [#products]; 1 when it has been joined with another meanwhile.
    BigInteger product(long number);

    /// The keys whose moduli are in a product, as far as they are still known.
    List<RsaKey> under(long product);

    /// Writes down what came of it. Whatever has a key that shares a prime is judged again.
    void keep(Unit unit, Compared compared, Instant now);

    /// @param keys that are fresh no longer
    /// @param product of their moduli; 1 when none has one
    /// @param sharing keys that share a prime, fresh ones and others
    record Compared(List<RsaKey> keys, BigInteger product, Set<Long> sharing) {
        public Compared {
            keys = List.copyOf(keys);
            sharing = Set.copyOf(sharing);
        }

        /// Neither moduli nor their product: whoever shares a prime has it in them.
        @Override
        public String toString() {
            return keys.size() + " keys, " + sharing.size() + " share a prime";
        }
    }
}
