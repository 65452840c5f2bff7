package io.muster.x509;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.math.BigInteger;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/// Reads one certificate, field by field in the order of RFC 5280 4.1.
final class CertificateReader {
    private static final int VERSION_3 = 3;

    /// From 2050 on times are GeneralizedTime, before UTCTime (RFC 5280 4.1.2.5).
    private static final Instant FIRST_GENERALIZED_TIME = Instant.parse("2050-01-01T00:00:00Z");

    private final Bytes encoded;
    private final Faults faults = new Faults();

    CertificateReader(Bytes encoded) {
        this.encoded = encoded;
    }

    Certificate certificate() throws Malformed {
        Der whole = Der.read(encoded.toArray());
        DerCursor outer = whole.children(Der.SEQUENCE, "certificate");
        Der tbs = outer.next(Der.SEQUENCE, "tbsCertificate");
        AlgorithmIdentifier algorithm =
                AlgorithmIdentifier.decode(outer.next(), "signatureAlgorithm");
        Der signature = outer.next();
        outer.end();

        DerCursor fields = tbs.children();
        int version = version(fields);
        BigInteger serialNumber = serialNumber(fields.next(Der.INTEGER, "serialNumber"));
        AlgorithmIdentifier inner = AlgorithmIdentifier.decode(fields.next(), "signature");
        if (!inner.encoded().equals(algorithm.encoded())) {
            faults.add(
                    Fault.Kind.SIGNATURE_ALGORITHM_MISMATCH,
                    inner.algorithm() + " inside, " + algorithm.algorithm() + " outside");
        }
        DistinguishedName issuer = name(fields.next(), "issuer");
        DerCursor validity = fields.next(Der.SEQUENCE, "validity").children();
        Instant notBefore = time(validity.next(), "notBefore");
        Instant notAfter = time(validity.next(), "notAfter");
        validity.end();
        if (notAfter.isBefore(notBefore)) {
            faults.add(Fault.Kind.REVERSED_VALIDITY, notAfter + " is before " + notBefore);
        }
        DistinguishedName subject = name(fields.next(), "subject");
        PublicKeyInfo publicKey = PublicKeyInfo.decode(fields.next(), faults);
        skipUniqueIdentifiers(fields, version);
        Extensions extensions = extensions(fields, version);
        Certificate.Signed signed =
                new Certificate.Signed(
                        tbs.encodedBytes(), Bytes.of(signature.bitOctets("signatureValue")));
        fields.end();
        noteDeviations(whole);
        return new Certificate(
                encoded,
                version,
                serialNumber,
                algorithm,
                issuer,
                notBefore,
                notAfter,
                subject,
                publicKey,
                extensions,
                signed,
                faults.toList());
    }

    private void noteDeviations(Der whole) {
        if (!whole.deviations.isEmpty()) {
            Set<Deviation> deviations = EnumSet.copyOf(whole.deviations);
            faults.addAll(deviations);
        }
    }

    private int version(DerCursor fields) throws Malformed {
        if (!fields.at(Der.explicit(0))) {
            return 1;
        }
        Der explicit = fields.next();
        DerCursor content = explicit.children();
        int version = content.next().integerUpTo(255, "version") + 1;
        content.end();
        explicit.note(version == 1, Deviation.DEFAULT_VALUE);
        if (version > VERSION_3) {
            faults.add(Fault.Kind.WRONG_VERSION, "version " + version);
        }
        return version;
    }

    private BigInteger serialNumber(Der element) throws Malformed {
        BigInteger serialNumber = element.integer("serialNumber");
        if (serialNumber.signum() < 0) {
            faults.add(Fault.Kind.NEGATIVE_SERIAL, "below zero");
        }
        if (serialNumber.signum() == 0) {
            faults.add(Fault.Kind.ZERO_SERIAL, "zero");
        }
        if (element.length() > 20) {
            faults.add(Fault.Kind.LONG_SERIAL, element.length() + " octets");
        }
        return serialNumber;
    }

    private static Instant time(Der element, String what) throws Malformed {
        Instant time = element.time(what);
        boolean early = time.isBefore(FIRST_GENERALIZED_TIME);
        element.note(early && element.is(Der.GENERALIZED_TIME), Deviation.TIME_CHOICE);
        return time;
    }

    private DistinguishedName name(Der element, String what) throws Malformed {
        DistinguishedName name = DistinguishedName.decode(element, what);
        for (var relativeName : name.relativeNames()) {
            if (relativeName.isEmpty()) {
                faults.add(Fault.Kind.WRONG_ATTRIBUTE, what + " has an empty relative name");
            }
            for (DistinguishedName.Attribute attribute : relativeName) {
                if (attribute.value().isEmpty() && isText(attribute.tag())) {
                    faults.add(Fault.Kind.WRONG_ATTRIBUTE, what + " " + attribute.type().dotted());
                }
            }
        }
        return name;
    }

    private static boolean isText(int tag) {
        return switch (tag) {
            case Der.UTF8_STRING,
                    Der.PRINTABLE_STRING,
                    Der.NUMERIC_STRING,
                    Der.IA5_STRING,
                    Der.VISIBLE_STRING,
                    Der.BMP_STRING,
                    Der.UNIVERSAL_STRING ->
                    true;
            default -> false;
        };
    }

    private void skipUniqueIdentifiers(DerCursor fields, int version) throws Malformed {
        while (fields.at(Der.tagged(1)) || fields.at(Der.tagged(2))) {
            fields.next();
            faults.add(Fault.Kind.UNIQUE_IDENTIFIER, "a unique identifier");
            if (version < 2) {
                faults.add(Fault.Kind.WRONG_VERSION, "unique identifier in version " + version);
            }
        }
    }

    private Extensions extensions(DerCursor fields, int version) throws Malformed {
        if (!fields.at(Der.explicit(3))) {
            return Extensions.NONE;
        }
        if (version < VERSION_3) {
            faults.add(Fault.Kind.WRONG_VERSION, "extensions in version " + version);
        }
        DerCursor explicit = fields.next().children();
        Extensions extensions = Extensions.decode(explicit.next(), faults);
        explicit.end();
        return extensions;
    }
}
