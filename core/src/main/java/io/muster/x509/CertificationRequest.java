package io.muster.x509;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// A certification request (PKCS#10, RFC 2986), decoded.
///
/// @param attributes types and raw values
/// @param extensions what the request asks for: extensionRequest of RFC 2985 5.4.2
public record CertificationRequest(
        Bytes encoded,
        DistinguishedName subject,
        PublicKeyInfo publicKey,
        List<Attribute> attributes,
        Extensions extensions,
        AlgorithmIdentifier signatureAlgorithm,
        Certificate.Signed signed,
        List<Fault> faults) {
    private static final int MAX_ATTRIBUTES = 256;

    /// @param values the SET of values, encoded
    public record Attribute(Oid type, Bytes values) {}

    /// @throws Malformed with a reason for people when the bytes are no request
    public static CertificationRequest parse(byte[] encoded) throws Malformed {
        if (encoded.length > Certificate.MAX_BYTES) {
            throw new Malformed("a request larger than " + Certificate.MAX_BYTES + " bytes");
        }
        Faults faults = new Faults();
        Bytes whole = Bytes.of(encoded);
        Der element = Der.read(whole.toArray());
        DerCursor outer = element.children(Der.SEQUENCE, "certificationRequest");
        Der info = outer.next(Der.SEQUENCE, "certificationRequestInfo");
        AlgorithmIdentifier algorithm =
                AlgorithmIdentifier.decode(outer.next(), "signatureAlgorithm");
        Bytes signature = Bytes.of(outer.next().bitOctets("signature"));
        outer.end();
        DerCursor fields = info.children();
        if (fields.next().integerUpTo(255, "version") != 0) {
            faults.add(Fault.Kind.WRONG_VERSION, "a request has version 1, written 0");
        }
        DistinguishedName subject = DistinguishedName.decode(fields.next(), "subject");
        PublicKeyInfo publicKey = PublicKeyInfo.decode(fields.next(), faults);
        List<Attribute> attributes = new ArrayList<>();
        Extensions extensions = Extensions.NONE;
        if (fields.at(Der.explicit(0))) {
            DerCursor set = fields.next().children();
            while (set.hasNext()) {
                DerCursor attribute = set.next(Der.SEQUENCE, "attribute").children();
                Oid type = attribute.next().oid("attribute");
                Der values = attribute.next(Der.SET, "attribute values");
                attributes.add(new Attribute(type, values.encodedBytes()));
                if (attributes.size() > MAX_ATTRIBUTES) {
                    throw new Malformed("more than " + MAX_ATTRIBUTES + " attributes");
                }
                if (type.equals(Oids.EXTENSION_REQUEST)) {
                    extensions = Extensions.decode(values.children().next(), faults);
                }
            }
        }
        fields.end();
        if (!element.deviations.isEmpty()) {
            faults.addAll(EnumSet.copyOf(element.deviations));
        }
        return new CertificationRequest(
                whole,
                subject,
                publicKey,
                List.copyOf(attributes),
                extensions,
                algorithm,
                new Certificate.Signed(info.encodedBytes(), signature),
                faults.toList());
    }

    /// Proof of possession: the request is signed with the key it asks for. A key that can only
    /// encapsulate (ML-KEM) gives none; see RFC 9883.
    public SignatureCheck.Answer proofOfPossession() {
        return SignatureCheck.verify(
                signatureAlgorithm, publicKey, signed.content(), signed.signature());
    }
}
