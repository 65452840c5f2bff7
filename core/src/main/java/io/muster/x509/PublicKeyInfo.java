package io.muster.x509;

import io.muster.model.Bytes;
import io.muster.model.KeyId;
import io.muster.model.Malformed;
import java.math.BigInteger;
import java.util.Optional;

/// SubjectPublicKeyInfo of RFC 5280 4.1.2.7, as found: a public key of any kind. Our own are made
/// by [io.muster.spki.SubjectPublicKeyInfo].
///
/// @param key the content of the BIT STRING
/// @param rsa the two numbers of an RSA key
/// @param curve the named curve of an EC key; empty for explicit parameters
/// @param size bits of modulus, field or encoded key: what people call the size of the key
/// @param encoded the whole structure as found
public record PublicKeyInfo(
        AlgorithmIdentifier algorithm,
        Bytes key,
        Optional<Rsa> rsa,
        Optional<Oid> curve,
        int size,
        Bytes encoded) {

    /// RFC 8017 A.1.1.
    public record Rsa(BigInteger modulus, BigInteger publicExponent) {}

    /// Reads a key that stands alone, refusing one whose algorithm's structure is wrong.
    public static PublicKeyInfo parse(Bytes encoded) throws Malformed {
        Faults faults = new Faults();
        Der element = Der.read(encoded.toArray());
        PublicKeyInfo key = decode(element, faults);
        if (!faults.toList().isEmpty()) {
            throw new Malformed(faults.toList().getFirst().detail());
        }
        return key;
    }

    static PublicKeyInfo decode(Der element, Faults faults) throws Malformed {
        DerCursor fields = element.children(Der.SEQUENCE, "subjectPublicKeyInfo");
        AlgorithmIdentifier algorithm = AlgorithmIdentifier.decode(fields.next(), "key algorithm");
        Der bits = fields.next(Der.BIT_STRING, "subjectPublicKey");
        fields.end();
        Bytes key = Bytes.EMPTY;
        try {
            key = Bytes.of(bits.bitOctets("subjectPublicKey"));
            if (algorithm.algorithm().equals(Oids.RSA)
                    || algorithm.algorithm().equals(Oids.RSASSA_PSS)) {
                Rsa rsa = decodeRsa(bits);
                return new PublicKeyInfo(
                        algorithm,
                        key,
                        Optional.of(rsa),
                        Optional.empty(),
                        rsa.modulus().bitLength(),
                        element.encodedBytes());
            }
            if (algorithm.algorithm().equals(Oids.EC_PUBLIC_KEY)) {
                return decodeEc(algorithm, key, element.encodedBytes());
            }
        } catch (Malformed e) {
            faults.add(Fault.Kind.UNREADABLE_KEY, e.reason());
        }
        return new PublicKeyInfo(
                algorithm,
                key,
                Optional.empty(),
                Optional.empty(),
                sizeOf(algorithm, key),
                element.encodedBytes());
    }

    private static Rsa decodeRsa(Der bits) throws Malformed {
        DerCursor content = bits.keyContent();
        DerCursor pair = content.next(Der.SEQUENCE, "RSA public key").children();
        BigInteger modulus = pair.next().integer("modulus");
        BigInteger exponent = pair.next().integer("publicExponent");
        pair.end();
        content.end();
        if (modulus.signum() <= 0 || exponent.signum() <= 0) {
            throw new Malformed("RSA public key: modulus or exponent is not positive");
        }
        return new Rsa(modulus, exponent);
    }

    private static PublicKeyInfo decodeEc(AlgorithmIdentifier algorithm, Bytes key, Bytes encoded)
            throws Malformed {
        if (algorithm.parameters().isEmpty()) {
            throw new Malformed("EC public key: no curve");
        }
        Der parameters = Der.read(algorithm.parameters().toArray());
        Optional<Oid> curve =
                parameters.is(Der.OBJECT_IDENTIFIER)
                        ? Optional.of(parameters.oid("curve"))
                        : Optional.empty();
        if (key.isEmpty()) {
            throw new Malformed("EC public key: no point");
        }
        int coordinate = key.at(0) == 4 ? (key.size() - 1) / 2 : key.size() - 1;
        int size = curve.flatMap(EcCurves::fieldBits).orElse(coordinate * 8);
        return new PublicKeyInfo(algorithm, key, Optional.empty(), curve, size, encoded);
    }

    private static int sizeOf(AlgorithmIdentifier algorithm, Bytes key) {
        return switch (algorithm.algorithm().dotted()) {
            case "1.3.101.110", "1.3.101.112" -> 255;
            case "1.3.101.111", "1.3.101.113" -> 448;
            case "1.2.840.10040.4.1", "1.2.840.113549.1.3.1", "1.2.840.10046.2.1" ->
                    primeBits(algorithm.parameters());
            default -> key.size() * 8;
        };
    }

    /// DSA and DH keys are measured by their prime, the first of the parameters.
    private static int primeBits(Bytes parameters) {
        if (parameters.isEmpty()) {
            return 0;
        }
        try {
            DerCursor numbers = Der.read(parameters.toArray()).children();
            return numbers.next().integer("prime").bitLength();
        } catch (Malformed e) {
            return 0;
        }
    }

    public KeyId keyId() {
        return KeyId.ofSpki(encoded);
    }

    /// The key cannot sign, it only encapsulates: ML-KEM and its composites.
    public boolean isKem() {
        return Algorithms.find(algorithm.algorithm())
                .map(row -> row.kinds().contains("kem"))
                .orElse(false);
    }
}
