package io.muster.access.machine;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPath;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Holds certificates of clients to RFC 5280, section 6: up to an anchor that is configured, of
/// now, for authentication of clients, and not revoked. The handshake has proved already that the
/// client has the key.
///
/// Nothing is fetched: lists of revoked certificates are files. Once there is one, every authority
/// in a chain needs one that is of now.
///
/// @param revoked the lists as they are now; none when nobody looks at revocation
public record ClientCertificates(
        List<X509Certificate> anchors, Supplier<List<X509CRL>> revoked, InstantSource clock) {
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final int CHAIN_MAX = 8;

    public ClientCertificates {
        anchors = List.copyOf(anchors);
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
        List<X509CRL> lists = revoked.get();
        try {
            CertPath path = path(leaf, chain);
            PKIXParameters parameters = new PKIXParameters(trusted());
            parameters.setDate(Date.from(clock.instant()));
            parameters.setRevocationEnabled(!lists.isEmpty());
            CertPathValidator validator = CertPathValidator.getInstance("PKIX");
            if (!lists.isEmpty()) {
                parameters.addCertStore(store(lists));
                PKIXRevocationChecker checker =
                        (PKIXRevocationChecker) validator.getRevocationChecker();
                checker.setOptions(
                        EnumSet.of(
                                PKIXRevocationChecker.Option.PREFER_CRLS,
                                PKIXRevocationChecker.Option.NO_FALLBACK));
                parameters.addCertPathChecker(checker);
            }
            validator.validate(path, parameters);
        } catch (CertPathBuilderException e) {
            throw new Unbelieved(
                    "Your certificate is of '%s', which leads to none of the authorities in machines.anchors; send what lies between, or use another."
                            .formatted(leaf.getIssuerX500Principal().getName()));
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

    private CertPath path(X509Certificate leaf, List<X509Certificate> chain)
            throws GeneralSecurityException {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(leaf);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted(), target);
        parameters.setDate(Date.from(clock.instant()));
        parameters.setRevocationEnabled(false);
        parameters.setMaxPathLength(CHAIN_MAX);
        parameters.addCertStore(store(new ArrayList<>(chain)));
        PKIXCertPathBuilderResult result =
                (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
        return result.getCertPath();
    }

    private Set<TrustAnchor> trusted() {
        Set<TrustAnchor> trusted = new HashSet<>();
        anchors.forEach(it -> trusted.add(new TrustAnchor(it, null)));
        return trusted;
    }

    private static CertStore store(Collection<?> content)
            throws InvalidAlgorithmParameterException, GeneralSecurityException {
        return CertStore.getInstance("Collection", new CollectionCertStoreParameters(content));
    }
}
