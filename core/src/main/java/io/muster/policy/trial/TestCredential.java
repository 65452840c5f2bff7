package io.muster.policy.trial;

import io.muster.model.AgeKey;
import io.muster.model.Algorithm;
import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.CredentialType;
import io.muster.model.Fingerprint;
import io.muster.model.JsonWebKey;
import io.muster.model.KeyId;
import io.muster.model.Malformed;
import io.muster.model.ManagedKey;
import io.muster.model.Name;
import io.muster.model.PgpKey;
import io.muster.model.PublicKey;
import io.muster.model.SealedContainer;
import io.muster.model.Secret;
import io.muster.model.SshCertificate;
import io.muster.model.SshKey;
import io.muster.model.X509Certificate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A credential that is nothing but what a test says of it. What it does not say is what gives a
/// rule no reason to complain: a P-256 key, and for a certificate 90 days from yesterday.
final class TestCredential {
    private static final Algorithm P256 =
            new Algorithm("EC", "", "P-256", Algorithm.Strength.QUANTUM_VULNERABLE, 128);
    private static final Algorithm ECDSA =
            new Algorithm("ECDSA-with-SHA256", "", "", Algorithm.Strength.QUANTUM_VULNERABLE, 128);
    private static final Bytes SOMETHING = Bytes.of("test".getBytes(StandardCharsets.US_ASCII));
    private static final Duration AGE = Duration.ofDays(1);
    private static final Duration LIFE = Duration.ofDays(90);

    private TestCredential() {}

    /// From when to when, where it says so.
    private record Life(Optional<Instant> notBefore, Optional<Instant> notAfter) {}

    static Credential read(String type, Members members, Instant at) throws Malformed {
        Algorithm algorithm = algorithm(members.map("algorithm"), P256);
        Life life = life(members, at);
        return switch (type(type)) {
            case X509_CERTIFICATE -> certificate(members, algorithm, life, at);
            case SSH_CERTIFICATE -> sshCertificate(members, algorithm, life);
            case SSH_KEY -> sshKey(algorithm);
            case PUBLIC_KEY -> new PublicKey(SOMETHING, algorithm);
            case PGP_KEY ->
                    new PgpKey(
                            SOMETHING,
                            "00",
                            List.of(),
                            algorithm,
                            life.notBefore().orElse(at.minus(AGE)),
                            life.notAfter(),
                            Optional.empty());
            case AGE_KEY -> new AgeKey("age1test", algorithm, Optional.empty());
            case JSON_WEB_KEY ->
                    new JsonWebKey(
                            SOMETHING.sha256(), "EC", "test", "sig", algorithm, Optional.empty());
            case SECRET ->
                    new Secret(
                            Fingerprint.of(SOMETHING),
                            members.text("kind").orElse("secret"),
                            Optional.empty(),
                            "****",
                            life.notAfter());
            case MANAGED_KEY ->
                    new ManagedKey("test", "key", "1", Optional.of(algorithm), Optional.empty());
            case SEALED_CONTAINER ->
                    new SealedContainer(
                            SOMETHING.sha256(), members.text("format").orElse("PKCS#12"));
        };
    }

    private static CredentialType type(String text) throws Malformed {
        for (CredentialType type : CredentialType.values()) {
            if (type.toString().equals(text)) {
                return type;
            }
        }
        throw new Malformed(
                "'type' is x509-certificate, ssh-key, secret …, account or source, not '"
                        + text
                        + "'");
    }

    /// By dates, or by `daysLeft` and `lifetimeDays`, as a condition sees it.
    private static Life life(Members members, Instant at) throws Malformed {
        Optional<Instant> end = members.instant("notAfter");
        Optional<Integer> left = members.number("daysLeft");
        if (left.isPresent()) {
            end = Optional.of(at.plus(Duration.ofDays(left.get())));
        }
        Optional<Instant> begin = members.instant("notBefore");
        Optional<Integer> days = members.number("lifetimeDays");
        if (days.isPresent()) {
            Duration life = Duration.ofDays(days.get());
            if (end.isEmpty()) {
                end = Optional.of(begin.orElse(at.minus(AGE)).plus(life));
            }
            begin = end.map(it -> it.minus(life));
        }
        return new Life(begin, end);
    }

    private static Algorithm algorithm(Members members, Algorithm usual) throws Malformed {
        Optional<String> strength = members.text("class");
        Algorithm algorithm =
                new Algorithm(
                        members.text("name").orElse(usual.name()),
                        "",
                        members.text("parameter").orElse(usual.parameter()),
                        strength.isEmpty() ? usual.strength() : strength(strength.get()),
                        members.number("bits").orElse(usual.bits()));
        members.end();
        return algorithm;
    }

    private static Algorithm.Strength strength(String text) throws Malformed {
        for (Algorithm.Strength strength : Algorithm.Strength.values()) {
            if (strength.toString().equals(text)) {
                return strength;
            }
        }
        throw new Malformed("'class' is broken, weak, quantum-vulnerable …, not '" + text + "'");
    }

    private static X509Certificate certificate(
            Members members, Algorithm algorithm, Life life, Instant at) throws Malformed {
        List<Name> names = new ArrayList<>();
        for (String name : members.texts("names").orElse(List.of("test.example.com"))) {
            names.add(name(name));
        }
        Instant end = life.notAfter().orElse(at.minus(AGE).plus(LIFE));
        Instant usualBegin = end.isAfter(at) ? at.minus(AGE) : end.minus(LIFE);
        Instant begin = life.notBefore().orElse(usualBegin);
        String subject = members.text("subject").orElse("CN=test");
        boolean selfIssued = members.flag("selfIssued");
        return new X509Certificate(
                SOMETHING,
                subject,
                members.text("issuer").orElse(selfIssued ? subject : "CN=Some CA"),
                "01",
                names,
                new X509Certificate.Validity(begin, end),
                new X509Certificate.Keys(
                        KeyId.ofSpki(SOMETHING),
                        algorithm,
                        algorithm(members.map("signatureAlgorithm"), ECDSA),
                        Optional.empty(),
                        Optional.empty()),
                new X509Certificate.Usage(
                        members.flag("certificateAuthority"),
                        Set.copyOf(members.texts("keyUsage").orElse(List.of())),
                        Set.copyOf(members.texts("extendedKeyUsage").orElse(List.of("serverAuth"))),
                        members.flag("precertificate"),
                        selfIssued),
                members.texts("faults").orElse(List.of()));
    }

    /// Its form follows from how it looks.
    private static Name name(String text) {
        if (text.contains("://")) {
            return new Name.Uri(text);
        }
        if (text.contains("@")) {
            return new Name.Email(text);
        }
        boolean address = text.matches("[0-9.]+") || text.contains(":");
        return address ? new Name.Ip(text) : new Name.Dns(text);
    }

    private static SshKey sshKey(Algorithm algorithm) {
        return new SshKey(SOMETHING, "ssh-ed25519", algorithm, Optional.empty());
    }

    private static SshCertificate sshCertificate(Members members, Algorithm algorithm, Life life)
            throws Malformed {
        SshCertificate.Holder holder =
                members.text("holder").filter("host"::equals).isPresent()
                        ? SshCertificate.Holder.HOST
                        : SshCertificate.Holder.USER;
        return new SshCertificate(
                SOMETHING,
                "ssh-ed25519-cert-v01@openssh.com",
                holder,
                "1",
                "test",
                members.texts("principals").orElse(List.of("test")),
                life.notBefore(),
                life.notAfter(),
                List.of(),
                List.of(),
                sshKey(algorithm),
                sshKey(algorithm));
    }
}
