package io.muster.cms;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.x509.Certificate;
import io.muster.x509.Der;
import io.muster.x509.DerCursor;
import io.muster.x509.Oid;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// One SignerInfo (RFC 5652, 5.3).
///
/// @param certificate the one in the bag that issuer and serial number, or the subject key
///   identifier, name
/// @param digestAlgorithm over the content
/// @param signatureAlgorithm as written; older signers put the key's algorithm there
/// @param signingTime as the signer claims (RFC 5652, 11.3)
public record Signer(
        Optional<Bytes> certificate,
        Oid digestAlgorithm,
        Oid signatureAlgorithm,
        Optional<Instant> signingTime) {
    private static final String SIGNING_TIME = "1.2.840.113549.1.9.5";

    static Signer read(Der info, List<Certificate> bag) throws Malformed {
        DerCursor fields = info.children(Der.SEQUENCE, "SignerInfo");
        fields.next(Der.INTEGER, "version of SignerInfo");
        Optional<Bytes> certificate =
                bag.stream().filter(named(fields.next())).map(Certificate::encoded).findFirst();
        Oid digest =
                fields.next(Der.SEQUENCE, "digestAlgorithm")
                        .children()
                        .next()
                        .oid("digestAlgorithm");
        Optional<Instant> signingTime = Optional.empty();
        if (fields.at(Der.explicit(0))) {
            signingTime = signingTime(fields.next().children());
        }
        Oid signature =
                fields.next(Der.SEQUENCE, "signatureAlgorithm")
                        .children()
                        .next()
                        .oid("signatureAlgorithm");
        return new Signer(certificate, digest, signature, signingTime);
    }

    private static Predicate<Certificate> named(Der identifier) throws Malformed {
        if (identifier.is(Der.SEQUENCE)) {
            DerCursor fields = identifier.children();
            Bytes issuer = fields.next(Der.SEQUENCE, "issuer").encodedBytes();
            BigInteger serialNumber =
                    fields.next(Der.INTEGER, "serialNumber").integer("serialNumber");
            return it ->
                    it.serialNumber().equals(serialNumber) && it.issuer().encoded().equals(issuer);
        }
        Bytes key = Bytes.of(identifier.is(Der.tagged(0)) ? identifier.contents() : new byte[0]);
        return it -> !key.isEmpty() && it.subjectKeyIdentifier().filter(key::equals).isPresent();
    }

    private static Optional<Instant> signingTime(DerCursor attributes) throws Malformed {
        while (attributes.hasNext()) {
            DerCursor attribute = attributes.next(Der.SEQUENCE, "attribute").children();
            if (attribute.next().oid("attribute").dotted().equals(SIGNING_TIME)) {
                DerCursor values = attribute.next(Der.SET, "signingTime").children();
                return Optional.of(values.next().time("signingTime"));
            }
        }
        return Optional.empty();
    }
}
