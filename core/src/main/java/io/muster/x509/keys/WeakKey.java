package io.muster.x509.keys;

import io.muster.model.Algorithm;
import io.muster.x509.Algorithms;
import io.muster.x509.Oids;
import io.muster.x509.PublicKeyInfo;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// A reason why one public key, looked at alone, is weak.
///
/// @param detail in words for people; never a factor of the key
public record WeakKey(Kind kind, String detail) {
    /// Numbers larger than this are not tested, they would only cost.
    private static final int MAX_RSA_BITS = 16_384;

    private static final int MIN_RSA_BITS = 2048;

    /// Rounds of Fermat's method: what BR 6.1.1.3 asks of a CA.
    private static final int FERMAT_ROUNDS = 100;

    /// Stable names; they appear in documents.
    public enum Kind {
        /// RSA, DSA or DH below 2048 bits, a curve below 224.
        TOO_SMALL,
        /// The public exponent is 1 or even.
        BAD_EXPONENT,
        /// The modulus is even, or divisible by a prime below 752.
        SMALL_FACTOR,
        /// The modulus is a prime or a power of a number: no RSA key at all.
        NOT_A_PRODUCT,
        /// The two primes are so close that Fermat's method finds them in 100 rounds.
        CLOSE_PRIMES,
        /// Made by the Infineon library of CVE-2017-15361 (ROCA).
        ROCA,
        /// On the list of known keys: Debian's of CVE-2008-0166, leaked ones.
        KNOWN,
        /// Curve parameters written out (RFC 5480 2.1.1 forbids them; CVE-2020-0601).
        EXPLICIT_CURVE,
        /// Of a kind made before the standard was final.
        PRE_STANDARD
    }

    /// All weaknesses of `key`, none when it is fine as far as it can be seen alone.
    public static List<WeakKey> find(PublicKeyInfo key, KnownKeys known) {
        List<WeakKey> found = new ArrayList<>();
        Algorithm algorithm = Algorithms.of(key);
        if (known.contains(key)) {
            found.add(new WeakKey(Kind.KNOWN, "the private key is public knowledge"));
        }
        if (key.rsa().isPresent()) {
            rsa(key.rsa().get(), found);
        } else if (key.algorithm().algorithm().equals(Oids.EC_PUBLIC_KEY)
                && key.curve().isEmpty()) {
            found.add(new WeakKey(Kind.EXPLICIT_CURVE, "curve parameters are written out"));
        } else if (algorithm.strength() == Algorithm.Strength.PRE_STANDARD) {
            found.add(new WeakKey(Kind.PRE_STANDARD, algorithm.label() + " is not the standard"));
        } else if (isTooSmall(key)) {
            found.add(new WeakKey(Kind.TOO_SMALL, algorithm.label() + ", " + key.size() + " bits"));
        }
        return List.copyOf(found);
    }

    /// Below what SP 800-57 calls 112 bits: RSA, DSA and DH under 2048 bits, curves under 224.
    public static boolean isTooSmall(PublicKeyInfo key) {
        int bits = Algorithms.of(key).bits();
        return switch (key.algorithm().algorithm().dotted()) {
            case "1.2.840.10040.4.1", "1.2.840.113549.1.3.1", "1.2.840.10046.2.1" ->
                    key.size() < MIN_RSA_BITS;
            default ->
                    (key.rsa().isPresent() && key.size() < MIN_RSA_BITS)
                            || (key.curve().isPresent() && bits > 0 && bits < 112);
        };
    }

    private static void rsa(PublicKeyInfo.Rsa key, List<WeakKey> found) {
        BigInteger modulus = key.modulus();
        BigInteger exponent = key.publicExponent();
        int size = modulus.bitLength();
        if (size < MIN_RSA_BITS) {
            found.add(new WeakKey(Kind.TOO_SMALL, "RSA, " + size + " bits"));
        }
        if (exponent.equals(BigInteger.ONE) || !exponent.testBit(0)) {
            found.add(new WeakKey(Kind.BAD_EXPONENT, "the exponent is 1 or even"));
        }
        if (size > MAX_RSA_BITS) {
            return;
        }
        if (RsaModulus.hasSmallFactor(modulus)) {
            found.add(new WeakKey(Kind.SMALL_FACTOR, "a prime below 752 divides the modulus"));
        } else if (RsaModulus.isSquare(modulus)) {
            found.add(new WeakKey(Kind.NOT_A_PRODUCT, "the modulus is a square"));
        } else if (RsaModulus.fermat(modulus, FERMAT_ROUNDS).isPresent()) {
            found.add(new WeakKey(Kind.CLOSE_PRIMES, "the two primes are close together"));
        }
        if (RsaModulus.hasRocaFingerprint(modulus)) {
            found.add(new WeakKey(Kind.ROCA, "made by the library of CVE-2017-15361"));
        }
    }
}
