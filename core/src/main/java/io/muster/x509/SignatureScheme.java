package io.muster.x509;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How a signature algorithm identifier is checked.
///
/// @param name the name of the platform's `Signature`, empty when nobody can check it
/// @param keyFactory the name of the platform's `KeyFactory`
/// @param keys the key algorithms that fit; the identifier itself when empty
/// @param parameters of RSASSA-PSS
/// @param onPlatform false when only the other provider has it
record SignatureScheme(
        Oid algorithm,
        String name,
        String keyFactory,
        Set<Oid> keys,
        Optional<AlgorithmParameterSpec> parameters,
        boolean onPlatform) {

    private static final Map<String, String> RSA =
            Map.ofEntries(
                    Map.entry("1.2.840.113549.1.1.2", "MD2withRSA"),
                    Map.entry("1.2.840.113549.1.1.4", "MD5withRSA"),
                    Map.entry("1.2.840.113549.1.1.5", "SHA1withRSA"),
                    Map.entry("1.3.14.3.2.29", "SHA1withRSA"),
                    Map.entry("1.2.840.113549.1.1.14", "SHA224withRSA"),
                    Map.entry("1.2.840.113549.1.1.11", "SHA256withRSA"),
                    Map.entry("1.2.840.113549.1.1.12", "SHA384withRSA"),
                    Map.entry("1.2.840.113549.1.1.13", "SHA512withRSA"),
                    Map.entry("2.16.840.1.101.3.4.3.13", "SHA3-224withRSA"),
                    Map.entry("2.16.840.1.101.3.4.3.14", "SHA3-256withRSA"),
                    Map.entry("2.16.840.1.101.3.4.3.15", "SHA3-384withRSA"),
                    Map.entry("2.16.840.1.101.3.4.3.16", "SHA3-512withRSA"));

    private static final Map<String, String> ECDSA =
            Map.of(
                    "1.2.840.10045.4.1", "SHA1withECDSA",
                    "1.2.840.10045.4.3.1", "SHA224withECDSA",
                    "1.2.840.10045.4.3.2", "SHA256withECDSA",
                    "1.2.840.10045.4.3.3", "SHA384withECDSA",
                    "1.2.840.10045.4.3.4", "SHA512withECDSA",
                    "2.16.840.1.101.3.4.3.9", "SHA3-224withECDSA",
                    "2.16.840.1.101.3.4.3.10", "SHA3-256withECDSA",
                    "2.16.840.1.101.3.4.3.11", "SHA3-384withECDSA",
                    "2.16.840.1.101.3.4.3.12", "SHA3-512withECDSA");

    private static final Map<String, String> DSA =
            Map.of(
                    "1.2.840.10040.4.3", "SHA1withDSA",
                    "2.16.840.1.101.3.4.3.1", "SHA224withDSA",
                    "2.16.840.1.101.3.4.3.2", "SHA256withDSA",
                    "2.16.840.1.101.3.4.3.3", "SHA384withDSA",
                    "2.16.840.1.101.3.4.3.4", "SHA512withDSA");

    private static final Map<String, String> PLAIN =
            Map.of(
                    "1.3.101.112", "Ed25519",
                    "1.3.101.113", "Ed448",
                    "2.16.840.1.101.3.4.3.17", "ML-DSA-44",
                    "2.16.840.1.101.3.4.3.18", "ML-DSA-65",
                    "2.16.840.1.101.3.4.3.19", "ML-DSA-87",
                    "1.2.840.113549.1.9.16.3.17", "HSS/LMS");

    private static final Map<String, String> DIGESTS =
            Map.of(
                    "1.3.14.3.2.26", "SHA-1",
                    "2.16.840.1.101.3.4.2.4", "SHA-224",
                    "2.16.840.1.101.3.4.2.1", "SHA-256",
                    "2.16.840.1.101.3.4.2.2", "SHA-384",
                    "2.16.840.1.101.3.4.2.3", "SHA-512",
                    "2.16.840.1.101.3.4.2.6", "SHA-512/256",
                    "2.16.840.1.101.3.4.2.8", "SHA3-256",
                    "2.16.840.1.101.3.4.2.9", "SHA3-384",
                    "2.16.840.1.101.3.4.2.10", "SHA3-512");

    static SignatureScheme of(AlgorithmIdentifier identifier) {
        Oid oid = identifier.algorithm();
        String dotted = oid.dotted();
        boolean bare = identifier.parameters().isEmpty();
        if (oid.equals(Oids.RSASSA_PSS)) {
            return pss(identifier);
        }
        if (RSA.containsKey(dotted)) {
            // NULL by RFC 4055, absent in the wild.
            boolean fine = bare || identifier.parameters().toHex().equals("0500");
            return fine ? simple(oid, RSA, "RSA", Set.of(Oids.RSA)) : unknown(oid);
        }
        if (ECDSA.containsKey(dotted)) {
            boolean fine = bare || identifier.parameters().toHex().equals("0500");
            return fine ? simple(oid, ECDSA, "EC", Set.of(Oids.EC_PUBLIC_KEY)) : unknown(oid);
        }
        if (DSA.containsKey(dotted)) {
            return simple(oid, DSA, "DSA", Set.of(Oids.DSA));
        }
        if (PLAIN.containsKey(dotted) && bare) {
            return simple(oid, PLAIN, PLAIN.getOrDefault(dotted, ""), Set.of(oid));
        }
        boolean other =
                Algorithms.find(oid).map(row -> row.kinds().contains("signature")).orElse(false);
        if (other && bare && !oid.equals(Oids.UNSIGNED)) {
            return new SignatureScheme(oid, dotted, dotted, Set.of(oid), Optional.empty(), false);
        }
        return unknown(oid);
    }

    private static SignatureScheme simple(
            Oid oid, Map<String, String> names, String keyFactory, Set<Oid> keys) {
        return new SignatureScheme(
                oid,
                names.getOrDefault(oid.dotted(), ""),
                keyFactory,
                keys,
                Optional.empty(),
                true);
    }

    private static SignatureScheme unknown(Oid oid) {
        return new SignatureScheme(oid, "", "", Set.of(), Optional.empty(), false);
    }

    private static SignatureScheme pss(AlgorithmIdentifier identifier) {
        try {
            return new SignatureScheme(
                    identifier.algorithm(),
                    "RSASSA-PSS",
                    "RSA",
                    Set.of(Oids.RSA, Oids.RSASSA_PSS),
                    Optional.of(pssParameters(identifier.parameters())),
                    true);
        } catch (Malformed e) {
            return unknown(identifier.algorithm());
        }
    }

    /// RFC 4055 3.1; everything is explicit or has its default.
    private static PSSParameterSpec pssParameters(Bytes encoded) throws Malformed {
        String digest = "SHA-1";
        String maskDigest = "SHA-1";
        int saltLength = 20;
        int trailer = 1;
        if (encoded.isEmpty()) {
            throw new Malformed("RSASSA-PSS: parameters are missing");
        }
        DerCursor fields = Der.read(encoded.toArray()).children(Der.SEQUENCE, "RSASSA-PSS");
        while (fields.hasNext()) {
            Der field = fields.next();
            DerCursor inner = field.children();
            switch (field.tag()) {
                case 0xa0 -> digest = digest(AlgorithmIdentifier.decode(inner.next(), "hash"));
                case 0xa1 -> {
                    AlgorithmIdentifier mask = AlgorithmIdentifier.decode(inner.next(), "mask");
                    if (!mask.algorithm().dotted().equals("1.2.840.113549.1.1.8")) {
                        throw new Malformed("RSASSA-PSS: a mask that is not MGF1");
                    }
                    maskDigest = digest(AlgorithmIdentifier.parse(mask.parameters()));
                }
                case 0xa2 -> saltLength = inner.next().integerUpTo(1024, "saltLength");
                case 0xa3 -> trailer = inner.next().integerUpTo(1, "trailerField");
                default -> throw new Malformed("RSASSA-PSS: an unknown parameter");
            }
        }
        return new PSSParameterSpec(
                digest, "MGF1", new MGF1ParameterSpec(maskDigest), saltLength, trailer);
    }

    private static String digest(AlgorithmIdentifier identifier) throws Malformed {
        String name = DIGESTS.get(identifier.algorithm().dotted());
        if (name == null) {
            throw new Malformed("RSASSA-PSS: an unknown digest");
        }
        return name;
    }

    boolean fits(PublicKeyInfo key) {
        return keys.contains(key.algorithm().algorithm());
    }

    /// The encoding the platform's RSA factory reads: it knows RSASSA-PSS keys only under that
    /// name.
    Bytes keyEncoding(PublicKeyInfo key) {
        if (!key.algorithm().algorithm().equals(Oids.RSASSA_PSS)) {
            return key.encoded();
        }
        return new DerBuilder()
                .sequence(info -> info.sequence(id -> id.oid(Oids.RSA).nothing()).bits(key.key()))
                .toBytes();
    }
}
