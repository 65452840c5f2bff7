package io.muster.roll;

import io.muster.model.Bytes;
import io.muster.model.CredentialId;
import io.muster.model.CredentialType;
import io.muster.model.Malformed;
import io.muster.model.Sighting;
import io.muster.model.X509Certificate;
import io.muster.x509.Certificate;
import io.muster.x509.DistinguishedName;
import io.muster.x509.SignatureCheck;
import io.muster.x509.path.PathValidator;
import io.muster.x509.path.Profile;
import io.muster.x509.path.Reason;
import io.muster.x509.path.Requirements;
import io.muster.x509.path.Validation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Who issued what, and whether a path leads to something that is trusted here: the roots that this
/// run saw in trust stores.
///
/// A path is judged for a time at which the certificate itself is valid, so that "expired" is not
/// said twice. Issuers are found by name and proved by signature.
final class Chains {
    private static final int FEW = 16;

    private static final int PATH_MAX = 16;

    /// Authorities of one name that are tried; each costs a signature.
    private static final int CANDIDATES_MAX = 20;

    private final Instant now;
    private final Map<CredentialId, Certificate> certificates = new TreeMap<>();
    private final Map<String, List<Certificate>> authorities = new HashMap<>();
    private final IssuerKind kinds = new IssuerKind();

    /// @param now the time for which paths are judged
    Chains(Instant now) {
        this.now = now;
    }

    void add(X509Certificate credential, List<Sighting> sightings) {
        if (credential.usage().precertificate()) {
            return;
        }
        Certificate certificate;
        try {
            certificate = Certificate.parse(credential.der());
        } catch (Malformed _) {
            // Whoever found it could read it in another way; without a path it is just not judged
            // here.
            return;
        }
        certificates.put(credential.id(), certificate);
        if (certificate.isCa() || certificate.isSelfIssued()) {
            authorities
                    .computeIfAbsent(certificate.subject().toString(), _ -> new ArrayList<>())
                    .add(certificate);
        }
        kinds.add(credential.id(), sightings);
    }

    /// The facts `chain`, `chain.reason`, `chain.path`, `issuedBy` and `issuer.kind` of each
    /// certificate.
    Map<CredentialId, Map<String, Object>> facts(IssuerKind.Authority authority) {
        List<Certificate> anchors =
                certificates.entrySet().stream()
                        .filter(it -> kinds.trusted(it.getKey()))
                        .map(Map.Entry::getValue)
                        .toList();
        List<Certificate> all = authorities.values().stream().flatMap(List::stream).toList();
        PathValidator validator = new PathValidator(anchors, all);
        Map<CredentialId, Map<String, Object>> facts = new ConcurrentHashMap<>();
        // A few are done before other threads are there to help.
        Stream<Map.Entry<CredentialId, Certificate>> each = certificates.entrySet().stream();
        (certificates.size() < FEW ? each : each.parallel())
                .forEach(it -> facts.put(it.getKey(), facts(it.getValue(), validator, authority)));
        return facts;
    }

    private Map<String, Object> facts(
            Certificate certificate, PathValidator validator, IssuerKind.Authority authority) {
        Map<String, Object> facts = new TreeMap<>(Map.of("chain", "valid"));
        Validation validation =
                validator.validate(
                        certificate, Requirements.at(moment(certificate), Profile.RFC5280));
        switch (validation) {
            case Validation.Valid valid -> path(valid.path(), true, authority, facts);
            case Validation.Invalid invalid -> invalid(certificate, invalid, authority, facts);
        }
        return facts;
    }

    private Instant moment(Certificate certificate) {
        if (now.isAfter(certificate.notAfter())) {
            return certificate.notAfter();
        }
        return now.isBefore(certificate.notBefore()) ? certificate.notBefore() : now;
    }

    private void path(
            List<Certificate> path,
            boolean complete,
            IssuerKind.Authority authority,
            Map<String, Object> facts) {
        List<CredentialId> ids = path.stream().map(Chains::id).toList();
        facts.put("chain.path", ids.stream().map(CredentialId::toString).toList());
        if (ids.size() > 1) {
            facts.put("issuedBy", ids.get(1).toString());
        }
        kinds.of(ids, complete, authority).ifPresent(it -> facts.put("issuer.kind", it));
    }

    private void invalid(
            Certificate certificate,
            Validation.Invalid invalid,
            IssuerKind.Authority authority,
            Map<String, Object> facts) {
        List<Certificate> path = upwards(certificate);
        boolean toTheTop = signed(path.getLast(), path.getLast());
        String chain =
                lacksIssuer(certificate, invalid.reason())
                        ? withoutTrust(path.size(), toTheTop)
                        : "invalid";
        facts.put("chain", chain);
        facts.put("chain.reason", invalid.message());
        path(path, toTheTop, authority, facts);
    }

    /// A namesake of the issuer, with another key, is not the issuer: then it is not here.
    private boolean lacksIssuer(Certificate certificate, Reason reason) {
        return reason == Reason.NO_TRUSTED_PATH
                || (reason == Reason.WRONG_SIGNATURE
                        && authoritiesNamed(certificate.issuer()).stream()
                                .noneMatch(it -> keysMayFit(certificate, it)));
    }

    private static String withoutTrust(int length, boolean toTheTop) {
        if (!toTheTop) {
            return "incomplete";
        }
        return length == 1 ? "self-signed" : "untrusted";
    }

    /// Every certificate that could be read, by its id.
    Map<CredentialId, Certificate> certificates() {
        return Collections.unmodifiableMap(certificates);
    }

    /// The authorities named `subject`.
    List<Certificate> authoritiesNamed(DistinguishedName subject) {
        return List.copyOf(authorities.getOrDefault(subject.toString(), List.of()));
    }

    /// The issuers that signatures prove, as far up as they were seen.
    private List<Certificate> upwards(Certificate certificate) {
        List<Certificate> path = new ArrayList<>(List.of(certificate));
        Optional<Certificate> next = issuer(certificate);
        while (next.isPresent() && !path.contains(next.get()) && path.size() < PATH_MAX) {
            path.add(next.get());
            next = issuer(next.get());
        }
        return path;
    }

    private Optional<Certificate> issuer(Certificate certificate) {
        return authorities.getOrDefault(certificate.issuer().toString(), List.of()).stream()
                .limit(CANDIDATES_MAX)
                .filter(it -> !it.equals(certificate))
                .filter(it -> keysMayFit(certificate, it))
                .filter(it -> signed(certificate, it))
                .findFirst();
    }

    private static boolean keysMayFit(Certificate child, Certificate issuer) {
        Optional<Bytes> wanted = child.authorityKeyIdentifier();
        Optional<Bytes> has = issuer.subjectKeyIdentifier();
        return wanted.isEmpty() || has.isEmpty() || wanted.equals(has);
    }

    private static boolean signed(Certificate child, Certificate issuer) {
        return child.issuer().matches(issuer.subject())
                && SignatureCheck.verify(
                                child.signatureAlgorithm(),
                                issuer.publicKey(),
                                child.signed().content(),
                                child.signed().signature())
                        == SignatureCheck.Answer.VALID;
    }

    private static CredentialId id(Certificate certificate) {
        return CredentialId.of(CredentialType.X509_CERTIFICATE, certificate.encoded());
    }
}
