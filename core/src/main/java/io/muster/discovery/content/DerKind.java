package io.muster.discovery.content;

import io.muster.model.Malformed;
import io.muster.x509.Der;
import io.muster.x509.DerCursor;
import java.util.ArrayList;
import java.util.List;

/// What an ASN.1 structure is, told from its outermost elements.
enum DerKind {
    CERTIFICATE,
    CERTIFICATION_REQUEST,
    REVOCATION_LIST,
    PRIVATE_KEY,
    ENCRYPTED_PRIVATE_KEY,
    RSA_PRIVATE_KEY,
    EC_PRIVATE_KEY,
    DSA_PRIVATE_KEY,
    PUBLIC_KEY,
    SIGNED_DATA,
    PKCS12,
    BCFKS,
    UNKNOWN;

    private static final String SIGNED = "1.2.840.113549.1.7.2";
    private static final String DATA = "1.2.840.113549.1.7.1";
    private static final String PBES2 = "1.2.840.113549.1.5.13";

    /// More elements than any structure here has.
    private static final int FIELDS_MAX = 12;

    static DerKind of(Der element) {
        try {
            if (!element.is(Der.SEQUENCE)) {
                return UNKNOWN;
            }
            List<Der> fields = fields(element);
            if (fields.isEmpty()) {
                return UNKNOWN;
            }
            return switch (fields.getFirst().tag()) {
                case Der.OBJECT_IDENTIFIER ->
                        fields.getFirst().oid("content type").dotted().equals(SIGNED)
                                ? SIGNED_DATA
                                : UNKNOWN;
                case Der.INTEGER -> beginsWithVersion(fields);
                case Der.SEQUENCE -> beginsWithSequence(fields);
                default -> UNKNOWN;
            };
        } catch (Malformed e) {
            return UNKNOWN;
        }
    }

    private static List<Der> fields(Der element) throws Malformed {
        List<Der> fields = new ArrayList<>();
        DerCursor cursor = element.children();
        while (cursor.hasNext() && fields.size() < FIELDS_MAX) {
            fields.add(cursor.next());
        }
        return fields;
    }

    private static DerKind beginsWithVersion(List<Der> fields) throws Malformed {
        if (fields.size() < 2) {
            return UNKNOWN;
        }
        if (fields.stream().allMatch(it -> it.is(Der.INTEGER))) {
            return fields.size() == 6
                    ? DSA_PRIVATE_KEY
                    : fields.size() >= 9 ? RSA_PRIVATE_KEY : UNKNOWN;
        }
        if (fields.size() >= 9 && fields.get(1).is(Der.INTEGER)) {
            return RSA_PRIVATE_KEY;
        }
        if (fields.get(1).is(Der.OCTET_STRING)) {
            return EC_PRIVATE_KEY;
        }
        if (!fields.get(1).is(Der.SEQUENCE)) {
            return UNKNOWN;
        }
        List<Der> second = fields(fields.get(1));
        if (second.isEmpty() || !second.getFirst().is(Der.OBJECT_IDENTIFIER)) {
            return UNKNOWN;
        }
        String oid = second.getFirst().oid("type").dotted();
        if (oid.equals(DATA) || oid.equals(SIGNED)) {
            return PKCS12;
        }
        return fields.size() >= 3 && (fields.get(2).tag() & ~0x20) == Der.OCTET_STRING
                ? PRIVATE_KEY
                : UNKNOWN;
    }

    private static DerKind beginsWithSequence(List<Der> fields) throws Malformed {
        List<Der> first = fields(fields.getFirst());
        if (first.isEmpty()) {
            return UNKNOWN;
        }
        if (fields.size() == 2) {
            if (fields.get(1).is(Der.BIT_STRING) && first.getFirst().is(Der.OBJECT_IDENTIFIER)) {
                return PUBLIC_KEY;
            }
            if ((fields.get(1).tag() & ~0x20) == Der.OCTET_STRING
                    && first.getFirst().is(Der.OBJECT_IDENTIFIER)) {
                return ENCRYPTED_PRIVATE_KEY;
            }
            return isBcfks(first) ? BCFKS : UNKNOWN;
        }
        if (fields.size() != 3
                || !fields.get(1).is(Der.SEQUENCE)
                || (fields.get(2).tag() & ~0x20) != Der.BIT_STRING) {
            return UNKNOWN;
        }
        return signed(first);
    }

    /// Certificate, request and list are all `{ toBeSigned, algorithm, signature }`.
    private static DerKind signed(List<Der> first) {
        if (first.getFirst().is(Der.explicit(0))) {
            return CERTIFICATE;
        }
        int at = first.getFirst().is(Der.INTEGER) ? 1 : 0;
        if (first.size() < at + 3) {
            return UNKNOWN;
        }
        // A request: version, subject, key, [0]. A list: version?, algorithm, issuer, time. A
        // version 1 certificate: serial number,
        // algorithm, issuer, validity, subject, key.
        if (isTime(first.get(at + 2))) {
            return REVOCATION_LIST;
        }
        if (at == 1 && first.size() >= 6) {
            return CERTIFICATE;
        }
        return at == 1 ? CERTIFICATION_REQUEST : UNKNOWN;
    }

    private static boolean isTime(Der element) {
        return element.is(Der.UTC_TIME) || element.is(Der.GENERALIZED_TIME);
    }

    private static boolean isBcfks(List<Der> first) throws Malformed {
        if (first.size() != 2 || !first.getFirst().is(Der.SEQUENCE)) {
            return false;
        }
        List<Der> scheme = fields(first.getFirst());
        return !scheme.isEmpty()
                && scheme.getFirst().is(Der.OBJECT_IDENTIFIER)
                && scheme.getFirst().oid("scheme").dotted().equals(PBES2)
                && first.get(1).is(Der.OCTET_STRING);
    }
}
