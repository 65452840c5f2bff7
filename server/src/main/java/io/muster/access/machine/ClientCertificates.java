package io.muster.access.machine;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.x509.Certificate;
import io.muster.x509.path.PathValidator;
import io.muster.x509.path.Profile;
import io.muster.x509.path.Reason;
import io.muster.x509.path.Requirements;
import io.muster.x509.path.Validation;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/// Holds certificates of clients to RFC 5280, section 6: up to an anchor that is configured, of
/// now, for authentication of clients, and not revoked. The handshake has proved already that the
/// client has the key.
///
/// An anchor is held to its own validity and constraints as any authority is; the platform would
/// not look at them.
///
/// Nothing is fetched: lists of revoked certificates are files. Once there is one, every authority
/// in a chain needs one that is of now.
///
/// @param revoked the lists as they are now; none when nobody looks at revocation
public record ClientCertificates(
        List<X509Certificate> anchors, Supplier<List<X509CRL>> revoked, InstantSource clock) {
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final int CHAIN_MAX = 8;

    /// @throws IllegalArgumentException when an anchor cannot be read
    public ClientCertificates {
        anchors = List.copyOf(anchors);
        try {
            read(anchors, new HashMap<>());
        } catch (CertificateEncodingException | Malformed e) {
            throw new IllegalArgumentException(
                    "a certificate of machines.anchors cannot be read: " + e.getMessage(), e);
        }
    }

    /// The certificate of the client, when it is to be believed.
    ///
    /// @param chain as it was shown, the client's own first
    /// @return the certificate
    X509Certificate believed(List<X509Certificate> chain) throws Unbelieved {
        if (chain.size() > CHAIN_MAX) {
            throw new Unbelieved("Your chain has more than 8 certificates.");
        }
        X509Certificate leaf = chain.getFirst();
        checkTime(leaf);
        checkUse(leaf);
        checkPath(leaf, chain);
        return leaf;
    }

    private void checkTime(X509Certificate leaf) throws Unbelieved {
        Instant now = clock.instant();
        try {
            leaf.checkValidity(Date.from(now));
        } catch (CertificateExpiredException _) {
            throw new Unbelieved(
                    "Your certificate expired at %s; renew it."
                            .formatted(leaf.getNotAfter().toInstant()));
        } catch (CertificateNotYetValidException _) {
            throw new Unbelieved(
                    "Your certificate is good from %s on; one of the clocks is wrong."
                            .formatted(leaf.getNotBefore().toInstant()));
        }
    }

    private static void checkUse(X509Certificate leaf) throws Unbelieved {
        if (leaf.getBasicConstraints() >= 0) {
            throw new Unbelieved("An authority's certificate signs nobody in; show one of yours.");
        }
        boolean[] use = leaf.getKeyUsage();
        if (use != null && !use[0]) {
            throw new Unbelieved("Your certificate's keyUsage lacks digitalSignature.");
        }
        try {
            List<String> extended = leaf.getExtendedKeyUsage();
            if (extended == null || !extended.contains(CLIENT_AUTHENTICATION)) {
                throw new Unbelieved(
                        "Your certificate is not for authentication of clients: its extKeyUsage lacks clientAuth; have it issued anew.");
            }
        } catch (CertificateParsingException e) {
            throw new Unbelieved("Your certificate cannot be read.");
        }
    }

    private void checkPath(X509Certificate leaf, List<X509Certificate> chain) throws Unbelieved {
        List<X509Certificate> path = path(leaf, chain);
        List<X509CRL> lists = revoked.get();
        if (!lists.isEmpty()) {
            checkRevocation(path, lists);
        }
    }

    /// The path that holds, from the client's certificate to the anchor.
    private List<X509Certificate> path(X509Certificate leaf, List<X509Certificate> chain)
            throws Unbelieved {
        Map<Certificate, X509Certificate> known = new HashMap<>();
        Requirements requirements = Requirements.at(clock.instant(), Profile.RFC5280_PATH);
        try {
            var validator = new PathValidator(read(anchors, known), read(chain, known));
            return switch (validator.validate(read(leaf), requirements)) {
                case Validation.Valid(List<Certificate> path, var _) ->
                        path.stream().map(known::get).map(Objects::requireNonNull).toList();
                case Validation.Invalid(Reason reason, var _, var _)
                        when reason == Reason.NO_TRUSTED_PATH ->
                        throw new Unbelieved(
                                "Your certificate is of '%s', which leads to none of the authorities in machines.anchors; send what lies between, or use another."
                                        .formatted(leaf.getIssuerX500Principal().getName()));
                case Validation.Invalid(var _, var _, String why) ->
                        throw new Unbelieved("Your certificate's chain does not hold: " + why);
            };
        } catch (CertificateEncodingException | Malformed _) {
            throw new Unbelieved("A certificate of your chain cannot be read.");
        }
    }

    private static List<Certificate> read(
            List<X509Certificate> certificates, Map<Certificate, X509Certificate> known)
            throws CertificateEncodingException, Malformed {
        List<Certificate> read = new ArrayList<>();
        for (X509Certificate one : certificates) {
            Certificate parsed = read(one);
            known.put(parsed, one);
            read.add(parsed);
        }
        return read;
    }

    private static Certificate read(X509Certificate certificate)
            throws CertificateEncodingException, Malformed {
        return Certificate.parse(Bytes.of(certificate.getEncoded()));
    }

    private void checkRevocation(List<X509Certificate> path, List<X509CRL> lists)
            throws Unbelieved {
        try {
            TrustAnchor anchor = new TrustAnchor(path.getLast(), null);
            PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
            parameters.setDate(Date.from(clock.instant()));
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
            CertPathValidator validator = CertPathValidator.getInstance("PKIX");
            PKIXRevocationChecker checker =
                    (PKIXRevocationChecker) validator.getRevocationChecker();
            checker.setOptions(
                    EnumSet.of(
                            PKIXRevocationChecker.Option.PREFER_CRLS,
                            PKIXRevocationChecker.Option.NO_FALLBACK));
            parameters.addCertPathChecker(checker);
            validator.validate(
                    CertificateFactory.getInstance("X.509")
                            .generateCertPath(path.subList(0, path.size() - 1)),
                    parameters);
        } catch (CertPathValidatorException e) {
            throw new Unbelieved(reason(e));
        } catch (GeneralSecurityException e) {
            throw new Unbelieved("Your certificate cannot be checked.");
        }
    }

    private static String reason(CertPathValidatorException e) {
        if (e.getReason() == BasicReason.REVOKED) {
            return "Your certificate, or one above it, was revoked; get another.";
        }
        if (e.getReason() == BasicReason.UNDETERMINED_REVOCATION_STATUS) {
            return "Whether your certificate was revoked cannot be known: machines.crls lacks a list of its issuer that is of now. Tell whoever runs this server.";
        }
        return "Your certificate's chain does not hold: " + e.getMessage() + ".";
    }
}
