package io.muster.spki;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/// The named elliptic curves that the formats use (RFC 5480, RFC 5639, SEC 2).
public enum Curve {
    P_256("P-256", "1.2.840.10045.3.1.7", 256),
    P_384("P-384", "1.3.132.0.34", 384),
    P_521("P-521", "1.3.132.0.35", 521),
    SECP256K1("secp256k1", "1.3.132.0.10", 256),
    BRAINPOOL_P256("brainpoolP256r1", "1.3.36.3.3.2.8.1.1.7", 256),
    BRAINPOOL_P384("brainpoolP384r1", "1.3.36.3.3.2.8.1.1.11", 384),
    BRAINPOOL_P512("brainpoolP512r1", "1.3.36.3.3.2.8.1.1.13", 512);

    private final String text;
    private final String oid;
    private final int bits;

    Curve(String text, String oid, int bits) {
        this.text = text;
        this.oid = oid;
        this.bits = bits;
    }

    /// The curve with the object identifier `oid`, dotted.
    public static Optional<Curve> ofOid(String oid) {
        return Arrays.stream(values()).filter(curve -> curve.oid.equals(oid)).findFirst();
    }

    /// The curve that NIST, or else the document that defines it, calls `name`.
    public static Optional<Curve> named(String name) {
        return Arrays.stream(values()).filter(curve -> curve.text.equals(name)).findFirst();
    }

    /// Dotted.
    public String oid() {
        return oid;
    }

    /// The size of the field.
    public int bits() {
        return bits;
    }

    /// How many bytes write one coordinate (SEC 1, 2.3.5).
    public int coordinateBytes() {
        return (bits + 7) / 8;
    }

    /// Whether (x, y) is a point of this curve. The platform knows the parameters of the three NIST
    /// curves only; for the others nothing is ruled out.
    public boolean mayContain(BigInteger x, BigInteger y) {
        return switch (this) {
            case P_256 -> contains("secp256r1", x, y);
            case P_384 -> contains("secp384r1", x, y);
            case P_521 -> contains("secp521r1", x, y);
            case SECP256K1, BRAINPOOL_P256, BRAINPOOL_P384, BRAINPOOL_P512 -> true;
        };
    }

    private static boolean contains(String name, BigInteger x, BigInteger y) {
        ECParameterSpec parameters = parameters(name);
        BigInteger p = ((ECFieldFp) parameters.getCurve().getField()).getP();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger a = parameters.getCurve().getA();
        BigInteger b = parameters.getCurve().getB();
        BigInteger right = x.multiply(x).add(a).multiply(x).add(b);
        return y.multiply(y).subtract(right).mod(p).signum() == 0;
    }

    private static ECParameterSpec parameters(String name) {
        try {
            AlgorithmParameters ec = AlgorithmParameters.getInstance("EC");
            ec.init(new ECGenParameterSpec(name));
            return ec.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks the curve " + name, e);
        }
    }

    /// As the standard that defines it writes it.
    @Override
    public String toString() {
        return text;
    }
}
