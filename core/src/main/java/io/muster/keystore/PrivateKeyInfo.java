package io.muster.keystore;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.x509.Der;
import io.muster.x509.DerBuilder;
import io.muster.x509.DerCursor;
import io.muster.x509.Oid;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads private keys that are not encrypted and gives their public half.
///
/// PKCS#8 and OneAsymmetricKey (RFC 5958), PKCS#1 (RFC 8017, A.1.2), SEC 1 (RFC 5915) and OpenSSL's
/// traditional DSA. The public half is computed, not believed, wherever the algorithm is known: a
/// file may claim any public key.
public final class PrivateKeyInfo {
    private static final Oid RSA = new Oid("1.2.840.113549.1.1.1");
    private static final Oid EC = new Oid("1.2.840.10045.2.1");
    private static final Oid DSA = new Oid("1.2.840.10040.4.1");

    private PrivateKeyInfo() {}

    /// The SubjectPublicKeyInfo of a PKCS#8 PrivateKeyInfo.
    ///
    /// @throws Malformed when it is none, or of an algorithm whose public half cannot be worked out
    public static Bytes publicHalfOfPkcs8(Bytes der) throws Malformed {
        DerCursor fields = Der.read(der.toArray()).children(Der.SEQUENCE, "private key");
        int version =
                fields.next(Der.INTEGER, "version of a key").integerUpTo(1, "version of a key");
        Der algorithm = fields.next(Der.SEQUENCE, "algorithm of a private key");
        byte[] key = fields.next().octets("private key");
        Optional<Bytes> claimed = Optional.empty();
        while (fields.hasNext()) {
            Der more = fields.next();
            if (version == 1 && more.is(Der.tagged(1)) && more.length() > 1) {
                Bytes bits = Bytes.of(more.contents());
                claimed = Optional.of(bits.slice(1, bits.size()));
            }
        }
        return PublicHalf.of(algorithm, key, claimed);
    }

    /// The SubjectPublicKeyInfo of a PKCS#1 RSAPrivateKey.
    public static Bytes publicHalfOfPkcs1(Bytes der) throws Malformed {
        return PublicHalf.of(
                algorithm(id -> id.oid(RSA).nothing()), der.toArray(), Optional.empty());
    }

    /// The SubjectPublicKeyInfo of a SEC 1 ECPrivateKey that names its curve.
    public static Bytes publicHalfOfSec1(Bytes der) throws Malformed {
        DerCursor fields = Der.read(der.toArray()).children(Der.SEQUENCE, "EC private key");
        while (fields.hasNext()) {
            Der field = fields.next();
            if (field.is(Der.explicit(0))) {
                Bytes curve = field.children().next().encodedBytes();
                Der algorithm = algorithm(id -> id.oid(EC).raw(curve));
                return PublicHalf.of(algorithm, der.toArray(), Optional.empty());
            }
        }
        throw new Malformed("an EC private key that does not name its curve");
    }

    /// The SubjectPublicKeyInfo of OpenSSL's traditional DSA key: `SEQUENCE { 0, p, q, g, y, x }`.
    public static Bytes publicHalfOfDsa(Bytes der) throws Malformed {
        DerCursor fields = Der.read(der.toArray()).children(Der.SEQUENCE, "DSA private key");
        fields.next(Der.INTEGER, "version of a DSA private key");
        Bytes p = fields.next(Der.INTEGER, "DSA p").encodedBytes();
        Bytes q = fields.next(Der.INTEGER, "DSA q").encodedBytes();
        Bytes g = fields.next(Der.INTEGER, "DSA g").encodedBytes();
        fields.next(Der.INTEGER, "DSA y");
        byte[] x = fields.next(Der.INTEGER, "DSA x").encoded();
        Der algorithm = algorithm(id -> id.oid(DSA).sequence(it -> it.raw(p).raw(q).raw(g)));
        return PublicHalf.of(algorithm, x, Optional.empty());
    }

    private static Der algorithm(Consumer<DerBuilder> content) throws Malformed {
        return Der.read(new DerBuilder().sequence(content).toBytes().toArray());
    }
}
