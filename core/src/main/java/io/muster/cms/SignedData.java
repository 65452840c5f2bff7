package io.muster.cms;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.x509.Certificate;
import io.muster.x509.Der;
import io.muster.x509.DerCursor;
import io.muster.x509.Oid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a SignedData structure (RFC 5652, 5) carries, in BER as well as DER.
///
/// Nothing here is verified: the signer is the certificate that the SignerInfo *names*, never the
/// first in the bag, and whether it really signed is for whoever needs to know.
///
/// @param contentType what is signed; `1.2.840.113549.1.7.1` is plain data
/// @param certificates X.509 certificates in the order of the bag
/// @param revocationLists in DER, in order
/// @param signers empty for a bundle that only carries certificates
public record SignedData(
        Oid contentType,
        List<Bytes> certificates,
        List<Bytes> revocationLists,
        List<Signer> signers) {
    /// Content type of the structure itself.
    public static final Oid OID = new Oid("1.2.840.113549.1.7.2");

    private static final int PARTS_MAX = 100_000;
    private static final int SIGNERS_MAX = 1_000;

    public SignedData {
        certificates = List.copyOf(certificates);
        revocationLists = List.copyOf(revocationLists);
        signers = List.copyOf(signers);
    }

    /// @throws Malformed when `content` is no SignedData
    public static SignedData read(Bytes content) throws Malformed {
        DerCursor info = Der.read(content.toArray()).children(Der.SEQUENCE, "ContentInfo");
        if (!info.next().oid("content type").equals(OID)) {
            throw new Malformed("CMS that is not signed data");
        }
        Der signed = info.next(Der.explicit(0), "content").children().next();
        DerCursor fields = signed.children(Der.SEQUENCE, "SignedData");
        fields.next(Der.INTEGER, "version of SignedData");
        fields.next(Der.SET, "digestAlgorithms");
        Oid type =
                fields.next(Der.SEQUENCE, "encapContentInfo").children().next().oid("eContentType");
        List<Bytes> certificates = new ArrayList<>();
        List<Bytes> revocationLists = new ArrayList<>();
        List<Signer> signers = new ArrayList<>();
        while (fields.hasNext()) {
            Der field = fields.next();
            if (field.is(Der.explicit(0))) {
                sequences(field.children(), certificates);
            } else if (field.is(Der.explicit(1))) {
                sequences(field.children(), revocationLists);
            } else if (field.is(Der.SET)) {
                signers(field.children(), certificates, signers);
            }
        }
        return new SignedData(type, certificates, revocationLists, signers);
    }

    /// Attribute certificates and other tagged choices are passed over.
    private static void sequences(DerCursor bag, List<Bytes> into) throws Malformed {
        while (bag.hasNext()) {
            Der part = bag.next();
            if (into.size() >= PARTS_MAX) {
                throw new Malformed("more certificates or lists than are read");
            }
            if (part.is(Der.SEQUENCE)) {
                into.add(part.encodedBytes());
            }
        }
    }

    private static void signers(DerCursor infos, List<Bytes> certificates, List<Signer> into)
            throws Malformed {
        List<Certificate> readable = new ArrayList<>();
        for (Bytes der : certificates) {
            try {
                readable.add(Certificate.parse(der));
            } catch (Malformed unreadable) {
                // It can sign nothing that is told apart here; whoever lists the bag says why.
            }
        }
        while (infos.hasNext()) {
            if (into.size() >= SIGNERS_MAX) {
                throw new Malformed("more signers than are read");
            }
            into.add(Signer.read(infos.next(), readable));
        }
    }

    /// The certificate of the first signer, when the bag holds it.
    public Optional<Bytes> signerCertificate() {
        return signers.stream().flatMap(it -> it.certificate().stream()).findFirst();
    }
}
