package io.muster.pgp;

import io.muster.model.Algorithm;
import io.muster.model.Algorithm.Strength;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.model.PublicKey;
import io.muster.spki.Curve;
import io.muster.spki.RawKey;
import io.muster.spki.SubjectPublicKeyInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The algorithm-specific fields of a key (RFC 9580, 5.5.5, and draft-ietf-openpgp-pqc).
///
/// @param publicKey the same key as a SubjectPublicKeyInfo, where it has one
record KeyMaterial(Algorithm algorithm, Optional<PublicKey> publicKey) {
    private static final String ED25519_LEGACY = "1.3.6.1.4.1.11591.15.1";
    private static final String CURVE25519_LEGACY = "1.3.6.1.4.1.3029.1.5.1";

    /// Reads the fields, and no further.
    static KeyMaterial read(int algorithm, Fields fields) throws Malformed {
        return switch (algorithm) {
            case 1, 2, 3 -> {
                var modulus = fields.integer();
                yield of(SubjectPublicKeyInfo.rsa(modulus, fields.integer()));
            }
            case 16, 20 -> {
                var prime = fields.integer();
                fields.integer();
                fields.integer();
                yield named("ElGamal", Integer.toString(prime.bitLength()), Strength.WEAK, 0);
            }
            case 17 -> {
                var domain = List.of(fields.integer(), fields.integer(), fields.integer());
                yield of(SubjectPublicKeyInfo.dsa(domain, fields.integer()));
            }
            case 18 -> {
                KeyMaterial key = onCurve(fields);
                fields.take(fields.octet()); // how the shared secret is stretched
                yield key;
            }
            case 19, 22 -> onCurve(fields);
            case 25 -> raw(RawKey.X25519, fields);
            case 26 -> raw(RawKey.X448, fields);
            case 27 -> raw(RawKey.ED25519, fields);
            case 28 -> raw(RawKey.ED448, fields);
            case 30 -> postQuantum("ML-DSA-65+Ed25519", 32 + 1952, Strength.HYBRID, fields);
            case 31 -> postQuantum("ML-DSA-87+Ed448", 57 + 2592, Strength.HYBRID, fields);
            case 32 -> postQuantum("SLH-DSA-SHAKE-128s", 32, Strength.QUANTUM_SAFE, fields);
            case 33 -> postQuantum("SLH-DSA-SHAKE-128f", 32, Strength.QUANTUM_SAFE, fields);
            case 34 -> postQuantum("SLH-DSA-SHAKE-256s", 64, Strength.QUANTUM_SAFE, fields);
            case 35 -> postQuantum("ML-KEM-768+X25519", 32 + 1184, Strength.HYBRID, fields);
            case 36 -> postQuantum("ML-KEM-1024+X448", 56 + 1568, Strength.HYBRID, fields);
            default -> throw new Malformed("a key algorithm that is not known");
        };
    }

    private static KeyMaterial onCurve(Fields fields) throws Malformed {
        String oid = oid(fields.take(fields.octet()));
        Bytes point = fields.multiprecision();
        if (oid.equals(ED25519_LEGACY) || oid.equals(CURVE25519_LEGACY)) {
            if (point.size() != 33 || point.at(0) != 0x40) {
                throw new Malformed("its point is not one of Curve25519");
            }
            RawKey kind = oid.equals(ED25519_LEGACY) ? RawKey.ED25519 : RawKey.X25519;
            return of(SubjectPublicKeyInfo.raw(kind, point.slice(1, 33)));
        }
        Optional<Curve> curve = Curve.ofOid(oid);
        if (curve.isEmpty()) {
            return named("EC", oid, Strength.UNKNOWN, 0);
        }
        return of(SubjectPublicKeyInfo.ec(curve.get(), point));
    }

    private static String oid(Bytes encoded) throws Malformed {
        if (encoded.isEmpty() || encoded.size() > 32) {
            throw new Malformed("its curve has no readable name");
        }
        List<String> arcs = new ArrayList<>();
        long arc = 0;
        for (int i = 0; i < encoded.size(); i++) {
            arc = (arc << 7) | (encoded.at(i) & 0x7f);
            if (arc > Integer.MAX_VALUE) {
                throw new Malformed("its curve has no readable name");
            }
            if ((encoded.at(i) & 0x80) == 0) {
                arcs.add(arcs.isEmpty() ? arc / 40 + "." + arc % 40 : Long.toString(arc));
                arc = 0;
            }
        }
        return String.join(".", arcs);
    }

    private static KeyMaterial raw(RawKey kind, Fields fields) throws Malformed {
        return of(SubjectPublicKeyInfo.raw(kind, fields.take(kind.length())));
    }

    private static KeyMaterial postQuantum(
            String name, int length, Strength strength, Fields fields) throws Malformed {
        fields.take(length);
        return named(name, "", strength, 0);
    }

    private static KeyMaterial of(PublicKey key) {
        return new KeyMaterial(key.publicKey(), Optional.of(key));
    }

    private static KeyMaterial named(String name, String parameter, Strength strength, int bits) {
        return new KeyMaterial(
                new Algorithm(name, "", parameter, strength, bits), Optional.empty());
    }
}
