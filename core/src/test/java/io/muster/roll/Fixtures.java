package io.muster.roll;

import io.muster.discovery.Observation;
import io.muster.model.Algorithm;
import io.muster.model.Anchor;
import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.Facts;
import io.muster.model.Fingerprint;
import io.muster.model.JsonWebKey;
import io.muster.model.KeyId;
import io.muster.model.Name;
import io.muster.model.Place;
import io.muster.model.PublicKey;
import io.muster.model.Role;
import io.muster.model.Secret;
import io.muster.model.Sighting;
import io.muster.model.SshKey;
import io.muster.model.X509Certificate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Credentials as values, without their cryptography: whose something is does not depend on it.
final class Fixtures {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final Algorithm P256 =
            new Algorithm(
                    "EC", "1.2.840.10045.2.1", "P-256", Algorithm.Strength.QUANTUM_VULNERABLE, 128);

    private Fixtures() {}

    static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static KeyId key(String label) {
        return KeyId.ofSpki(bytes("spki " + label));
    }

    static PublicKey publicKey(String label) {
        return new PublicKey(bytes("spki " + label), P256);
    }

    static SshKey sshKey(String label) {
        return new SshKey(bytes("ssh " + label), "ssh-ed25519", P256, Optional.of(key(label)));
    }

    static JsonWebKey jwk(String label) {
        return new JsonWebKey(
                bytes("jwk " + label).sha256(), "EC", label, "sig", P256, Optional.of(key(label)));
    }

    static Secret secret(String label, Optional<String> publicId) {
        return new Secret(
                new Fingerprint.HmacSha256("1", bytes(label).sha256()),
                publicId.isPresent() ? "aws-access-key" : "password",
                publicId,
                "****",
                Optional.empty());
    }

    static CertificateDraft certificate(String key) {
        return new CertificateDraft(key);
    }

    /// A certificate in the making.
    static final class CertificateDraft {
        private final String key;
        private String subject = "";
        private String issuer = "CN=Some CA";
        private String issuerKey = "some ca";
        private String serialNumber = "01";
        private final List<Name> names = new ArrayList<>();
        private Instant notBefore = Instant.parse("2026-01-01T00:00:00Z");
        private Duration lifetime = Duration.ofDays(90);
        private boolean authority;
        private boolean precertificate;
        private final Set<String> extendedKeyUsage = new HashSet<>();

        private CertificateDraft(String key) {
            this.key = key;
        }

        CertificateDraft subject(String written) {
            subject = written;
            return this;
        }

        CertificateDraft issuer(String written, String itsKey) {
            issuer = written;
            issuerKey = itsKey;
            return this;
        }

        CertificateDraft selfSigned(String written) {
            subject = written;
            return issuer(written, key);
        }

        CertificateDraft serialNumber(String hex) {
            serialNumber = hex;
            return this;
        }

        CertificateDraft dns(String... some) {
            for (String one : some) {
                names.add(new Name.Dns(one));
            }
            return this;
        }

        CertificateDraft ip(String address) {
            names.add(new Name.Ip(address));
            return this;
        }

        CertificateDraft uri(String uri) {
            names.add(new Name.Uri(uri));
            return this;
        }

        CertificateDraft from(String instant) {
            return from(Instant.parse(instant));
        }

        CertificateDraft from(Instant instant) {
            notBefore = instant;
            return this;
        }

        CertificateDraft lasting(Duration duration) {
            lifetime = duration;
            return this;
        }

        CertificateDraft authority() {
            authority = true;
            return this;
        }

        CertificateDraft precertificate() {
            precertificate = true;
            return this;
        }

        CertificateDraft extendedKeyUsage(String usage) {
            extendedKeyUsage.add(usage);
            return this;
        }

        X509Certificate build() {
            String content =
                    String.join(
                            "|",
                            key,
                            subject,
                            issuer,
                            issuerKey,
                            serialNumber,
                            names.toString(),
                            notBefore.toString(),
                            lifetime.toString(),
                            String.valueOf(precertificate));
            return new X509Certificate(
                    bytes(content),
                    subject,
                    issuer,
                    serialNumber,
                    names,
                    new X509Certificate.Validity(notBefore, notBefore.plus(lifetime)),
                    new X509Certificate.Keys(
                            key(key),
                            P256,
                            P256,
                            Optional.of(bytes(key)),
                            Optional.of(bytes(issuerKey))),
                    new X509Certificate.Usage(
                            authority,
                            Set.of(),
                            extendedKeyUsage,
                            precertificate,
                            subject.equals(issuer)),
                    List.of());
        }
    }

    static Observation.Sighted seen(
            Credential credential, Role role, String place, Anchor... stated) {
        return seen(credential, role, place, NOW, Facts.NONE, stated);
    }

    static Observation.Sighted seen(
            Credential credential,
            Role role,
            String place,
            Instant at,
            Facts facts,
            Anchor... stated) {
        String source = place.startsWith("file") ? "files" : place.substring(0, place.indexOf(':'));
        return new Observation.Sighted(
                credential,
                new Sighting(credential.id(), new Place(place), role, source, at, facts),
                List.of(stated));
    }
}
