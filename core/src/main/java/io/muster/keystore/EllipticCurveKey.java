package io.muster.keystore;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.x509.Der;
import io.muster.x509.DerCursor;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/// EC private keys (RFC 5915) on named curves. Parameters that a file brings itself are never
/// computed with: they can be made so that the computation does not end.
final class EllipticCurveKey {
    private EllipticCurveKey() {}

    static Bytes publicHalf(Der algorithm, byte[] key, Optional<Bytes> claimed) throws Malformed {
        DerCursor fields = algorithm.children();
        fields.next();
        Der parameters = fields.hasNext() ? fields.next() : algorithm;
        DerCursor inner = Der.read(key).children(Der.SEQUENCE, "EC private key");
        inner.next(Der.INTEGER, "version of an EC private key")
                .integerUpTo(1, "version of an EC private key");
        BigInteger scalar = new BigInteger(1, inner.next().octets("EC private key"));
        Optional<Bytes> given = claimed;
        while (inner.hasNext()) {
            Der field = inner.next();
            if (field.is(Der.explicit(1))) {
                given = Optional.of(Bytes.of(field.children().next().bitOctets("EC public key")));
            }
        }
        if (!parameters.is(Der.OBJECT_IDENTIFIER)) {
            Bytes point =
                    given.orElseThrow(() ->
                            new Malformed(
                                    "an EC private key on a curve of its own, without public key"));
            return PublicHalf.publicKeyInfo(algorithm, point);
        }
        boolean compressed = given.filter(it -> !it.isEmpty() && it.at(0) < 4).isPresent();
        ECPoint point = multiply(parameters.oid("curve").dotted(), scalar);
        return PublicHalf.publicKeyInfo(algorithm, Bytes.of(point.getEncoded(compressed)));
    }

    /// The point `scalar`·G on the curve that `oid` names.
    static ECPoint multiply(String oid, BigInteger scalar) throws Malformed {
        ASN1ObjectIdentifier identifier = new ASN1ObjectIdentifier(oid);
        X9ECParameters curve = CustomNamedCurves.getByOID(identifier);
        if (curve == null) {
            curve = ECNamedCurveTable.getByOID(identifier);
        }
        if (curve == null) {
            throw new Malformed("an EC private key on the unknown curve " + oid);
        }
        if (scalar.signum() <= 0 || scalar.compareTo(curve.getN()) >= 0) {
            throw new Malformed("an EC private key outside the range of its curve");
        }
        return new FixedPointCombMultiplier().multiply(curve.getG(), scalar).normalize();
    }
}
