package io.muster.spki;

import io.muster.model.Algorithm;
import io.muster.model.Algorithm.Strength;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.model.PublicKey;
import java.math.BigInteger;
import java.util.List;

/// Makes the SubjectPublicKeyInfo of a key from its numbers, and says how strong the key is. What
/// others have made is read by `x509.PublicKeyInfo`.
///
/// Weak keys are read: whoever keeps a roll must list them. Refused is only what is not a key of
/// its kind, and RSA or DSA numbers over [#LARGEST] bits, which cost time and are used by nobody.
public final class SubjectPublicKeyInfo {
    /// The most bits an RSA modulus or a DSA prime may have.
    public static final int LARGEST = 16_384;

    private SubjectPublicKeyInfo() {}

    /// An RSA key (RFC 3279, 2.3.1).
    public static PublicKey rsa(BigInteger modulus, BigInteger exponent) throws Malformed {
        requirePositive("the RSA modulus", modulus);
        requirePositive("the RSA exponent", exponent);
        byte[] algorithm =
                Encoding.sequence(Encoding.oid("1.2.840.113549.1.1.1"), Encoding.nothing());
        byte[] key = Encoding.sequence(Encoding.integer(modulus), Encoding.integer(exponent));
        return info(algorithm, key, rsaAlgorithm(modulus.bitLength()));
    }

    /// A DSA key (RFC 3279, 2.3.2).
    ///
    /// @param domain p, q and g
    public static PublicKey dsa(List<BigInteger> domain, BigInteger y) throws Malformed {
        if (domain.size() != 3) {
            throw new Malformed("a DSA key has three domain parameters");
        }
        for (BigInteger number : domain) {
            requirePositive("a DSA domain parameter", number);
        }
        requirePositive("the DSA public value", y);
        byte[] parameters =
                Encoding.sequence(
                        Encoding.integer(domain.get(0)),
                        Encoding.integer(domain.get(1)),
                        Encoding.integer(domain.get(2)));
        byte[] algorithm = Encoding.sequence(Encoding.oid("1.2.840.10040.4.1"), parameters);
        return info(algorithm, Encoding.integer(y), dsaAlgorithm(domain.get(0).bitLength()));
    }

    /// An elliptic curve key (RFC 5480).
    ///
    /// @param point uncompressed (SEC 1, 2.3.3): 4, then both coordinates
    public static PublicKey ec(Curve curve, Bytes point) throws Malformed {
        int width = curve.coordinateBytes();
        if (point.size() != 1 + 2 * width || point.at(0) != 4) {
            throw new Malformed("its point is not an uncompressed one of " + curve);
        }
        BigInteger x = new BigInteger(1, point.slice(1, 1 + width).toArray());
        BigInteger y = new BigInteger(1, point.slice(1 + width, 1 + 2 * width).toArray());
        if (!curve.mayContain(x, y)) {
            throw new Malformed("its point is not on the curve " + curve);
        }
        byte[] algorithm =
                Encoding.sequence(Encoding.oid("1.2.840.10045.2.1"), Encoding.oid(curve.oid()));
        return info(algorithm, point.toArray(), ecAlgorithm(curve));
    }

    /// A key that is a string of bytes.
    public static PublicKey raw(RawKey kind, Bytes key) throws Malformed {
        if (key.size() != kind.length()) {
            throw new Malformed(kind + " keys have " + kind.length() + " bytes, not " + key.size());
        }
        byte[] algorithm = Encoding.sequence(Encoding.oid(kind.oid()));
        return info(algorithm, key.toArray(), kind.algorithm());
    }

    private static PublicKey info(byte[] algorithm, byte[] key, Algorithm named) {
        return new PublicKey(
                Bytes.of(Encoding.sequence(algorithm, Encoding.bitString(key))), named);
    }

    private static void requirePositive(String what, BigInteger number) throws Malformed {
        if (number.signum() <= 0) {
            throw new Malformed(what + " is not positive");
        }
        if (number.bitLength() > LARGEST) {
            throw new Malformed(what + " has over " + LARGEST + " bits");
        }
    }

    private static Algorithm rsaAlgorithm(int size) {
        return new Algorithm(
                "RSA",
                "1.2.840.113549.1.1.1",
                Integer.toString(size),
                Modulus.rsa(size),
                Modulus.security(size));
    }

    private static Algorithm dsaAlgorithm(int size) {
        return new Algorithm(
                "DSA",
                "1.2.840.10040.4.1",
                Integer.toString(size),
                Modulus.dsa(size),
                Modulus.security(size));
    }

    private static Algorithm ecAlgorithm(Curve curve) {
        return new Algorithm(
                "EC",
                "1.2.840.10045.2.1",
                curve.toString(),
                Strength.QUANTUM_VULNERABLE,
                curve.bits() / 2);
    }
}
