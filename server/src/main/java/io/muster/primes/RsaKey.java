package io.muster.primes;

import java.math.BigInteger;
import java.util.Optional;

/// An RSA key of the inventory.
///
/// @param number of its row
/// @param modulus empty when nothing that is known of the key spells it out, or nobody should
///   reckon with it
public record RsaKey(long number, Optional<BigInteger> modulus) {}
