package io.muster.x509;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.math.BigInteger;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A certificate revocation list (RFC 5280 5). The entries stay encoded and are read when asked
/// for: [#find] and [#forEach] go through them without keeping them, so that a list of a million
/// entries costs its bytes and no more.
public final class CertificateList {
    /// 64 MB: about 1.5 million entries.
    public static final int MAX_BYTES = 1 << 26;

    private final byte[] encoded;
    private final int version;
    private final AlgorithmIdentifier signatureAlgorithm;
    private final DistinguishedName issuer;
    private final Instant thisUpdate;
    private final Optional<Instant> nextUpdate;
    private final Optional<Der> entries;
    private final Extensions extensions;
    private final Bytes content;
    private final Bytes signature;
    private final List<Fault> faults;

    private CertificateList(byte[] encoded) throws Malformed {
        this.encoded = encoded;
        Faults found = new Faults();
        Der whole = Der.read(encoded);
        DerCursor outer = whole.children(Der.SEQUENCE, "certificateList");
        Der tbs = outer.next(Der.SEQUENCE, "tbsCertList");
        this.signatureAlgorithm = AlgorithmIdentifier.decode(outer.next(), "signatureAlgorithm");
        this.signature = Bytes.of(outer.next().bitOctets("signatureValue"));
        outer.end();
        this.content = tbs.encodedBytes();
        DerCursor fields = tbs.children();
        this.version = fields.at(Der.INTEGER) ? fields.next().integerUpTo(255, "version") + 1 : 1;
        AlgorithmIdentifier inner = AlgorithmIdentifier.decode(fields.next(), "signature");
        if (!inner.encoded().equals(signatureAlgorithm.encoded())) {
            found.add(Fault.Kind.SIGNATURE_ALGORITHM_MISMATCH, inner.algorithm().dotted());
        }
        this.issuer = DistinguishedName.decode(fields.next(), "issuer");
        this.thisUpdate = fields.next().time("thisUpdate");
        boolean next = fields.at(Der.UTC_TIME) || fields.at(Der.GENERALIZED_TIME);
        this.nextUpdate = next ? Optional.of(fields.next().time("nextUpdate")) : Optional.empty();
        this.entries = fields.at(Der.SEQUENCE) ? Optional.of(fields.next()) : Optional.empty();
        if (fields.at(Der.explicit(0))) {
            this.extensions = Extensions.decode(fields.next().children().next(), found);
        } else {
            this.extensions = Extensions.NONE;
        }
        fields.end();
        if (!whole.deviations.isEmpty()) {
            found.addAll(EnumSet.copyOf(whole.deviations));
        }
        this.faults = found.toList();
    }

    /// @throws Malformed with a reason for people when the bytes are no revocation list
    public static CertificateList parse(byte[] encoded) throws Malformed {
        if (encoded.length > MAX_BYTES) {
            throw new Malformed("a revocation list larger than " + MAX_BYTES + " bytes");
        }
        return new CertificateList(encoded.clone());
    }

    public Bytes encoded() {
        return Bytes.of(encoded);
    }

    public int version() {
        return version;
    }

    public AlgorithmIdentifier signatureAlgorithm() {
        return signatureAlgorithm;
    }

    public DistinguishedName issuer() {
        return issuer;
    }

    public Instant thisUpdate() {
        return thisUpdate;
    }

    public Optional<Instant> nextUpdate() {
        return nextUpdate;
    }

    public Extensions extensions() {
        return extensions;
    }

    public List<Fault> faults() {
        return faults;
    }

    /// The bytes over which the signature was made.
    public Bytes content() {
        return content;
    }

    public Bytes signature() {
        return signature;
    }

    public boolean isDelta() {
        return extensions.find(Oids.DELTA_CRL_INDICATOR).isPresent();
    }

    public Optional<ExtensionValue.IssuingDistributionPoint> issuingDistributionPoint() {
        return extensions.find(ExtensionValue.IssuingDistributionPoint.class);
    }

    public Optional<BigInteger> crlNumber() {
        return extensions
                .find(ExtensionValue.CrlNumber.class)
                .map(ExtensionValue.CrlNumber::number);
    }

    public Optional<Bytes> authorityKeyIdentifier() {
        return extensions
                .find(ExtensionValue.AuthorityKeyIdentifier.class)
                .flatMap(ExtensionValue.AuthorityKeyIdentifier::keyIdentifier);
    }

    /// Each entry in turn.
    ///
    /// @throws Malformed at the first entry that cannot be read
    public void forEach(Consumer<RevokedCertificate> action) throws Malformed {
        EntryCursor cursor = new EntryCursor(Optional.empty());
        while (cursor.hasNext()) {
            cursor.next().ifPresent(action);
        }
    }

    /// How many entries there are.
    public int count() throws Malformed {
        int[] count = {0};
        forEach(entry -> count[0]++);
        return count[0];
    }

    /// The entry for a certificate of `certificateIssuer`, the last one when there are several.
    public Optional<RevokedCertificate> find(
            BigInteger serialNumber, DistinguishedName certificateIssuer) throws Malformed {
        Optional<RevokedCertificate> found = Optional.empty();
        EntryCursor cursor = new EntryCursor(Optional.of(serialNumber));
        while (cursor.hasNext()) {
            Optional<RevokedCertificate> entry = cursor.next();
            if (entry.isPresent()
                    && entry.get().certificateIssuer().orElse(issuer).matches(certificateIssuer)) {
                found = entry;
            }
        }
        return found;
    }

    /// Walks the entries, carrying the certificate issuer of indirect lists along (RFC 5280 5.3.3).
    private final class EntryCursor {
        private final DerCursor cursor;
        private final Optional<BigInteger> wanted;
        private Optional<DistinguishedName> certificateIssuer = Optional.empty();

        EntryCursor(Optional<BigInteger> wanted) throws Malformed {
            this.wanted = wanted;
            this.cursor =
                    entries.isPresent()
                            ? entries.get().children()
                            : new DerCursor(encoded, 0, 0, 0, EnumSet.noneOf(Deviation.class));
        }

        boolean hasNext() {
            return cursor.hasNext();
        }

        /// Empty when it is not the wanted serial number.
        Optional<RevokedCertificate> next() throws Malformed {
            DerCursor fields = cursor.next().children(Der.SEQUENCE, "revokedCertificate");
            BigInteger serial = fields.next(Der.INTEGER, "userCertificate").integer("serial");
            Der date = fields.next();
            Extensions own = Extensions.NONE;
            if (fields.hasNext()) {
                own = Extensions.decode(fields.next(), new Faults());
                Optional<ExtensionValue.CertificateIssuer> issuerNames =
                        own.find(ExtensionValue.CertificateIssuer.class);
                for (GeneralName name :
                        issuerNames
                                .map(ExtensionValue.CertificateIssuer::names)
                                .orElse(List.of())) {
                    if (name instanceof GeneralName.DirectoryName(DistinguishedName directory)) {
                        certificateIssuer = Optional.of(directory);
                    }
                }
            }
            if (wanted.isPresent() && !wanted.get().equals(serial)) {
                return Optional.empty();
            }
            return Optional.of(
                    new RevokedCertificate(
                            serial, date.time("revocationDate"), own, certificateIssuer));
        }
    }
}
