package io.muster.policy.checks;

import io.muster.model.Algorithm;
import io.muster.model.Algorithm.Strength;
import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Fingerprint;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.SealedContainer;
import io.muster.model.Secret;
import io.muster.model.Sighting;
import io.muster.model.SshCertificate;
import io.muster.model.SshKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A line of the roll in the making.
final class EntryDraft {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Algorithm P256 =
            new Algorithm("EC", "1.2.840.10045.2.1", "P-256", Strength.QUANTUM_VULNERABLE, 128);

    private final Credential credential;
    private final List<Sighting> sightings = new ArrayList<>();
    private Facts facts = Facts.NONE;
    private boolean foreign;

    private EntryDraft(Credential credential) {
        this.credential = credential;
    }

    static EntryDraft of(Credential credential) {
        return new EntryDraft(credential);
    }

    static EntryDraft of(CertificateDraft certificate) {
        return new EntryDraft(certificate.build());
    }

    static EntryDraft ofSecret() {
        return new EntryDraft(
                new Secret(
                        new Fingerprint.HmacSha256("1", bytes("secret").sha256()),
                        "github-token",
                        Optional.empty(),
                        "ghp_****",
                        Optional.empty()));
    }

    static EntryDraft ofSshKey() {
        return new EntryDraft(sshKey("key", P256));
    }

    static EntryDraft ofContainer() {
        return new EntryDraft(new SealedContainer(bytes("locked").sha256(), "PKCS#12"));
    }

    static EntryDraft ofSshCertificate(List<String> principals, Optional<Instant> end) {
        return new EntryDraft(sshCertificate(principals, end));
    }

    static SshKey sshKey(String label, Algorithm algorithm) {
        return new SshKey(bytes(label), "ssh-ed25519", algorithm, Optional.empty());
    }

    static SshCertificate sshCertificate(List<String> principals, Optional<Instant> end) {
        return new SshCertificate(
                bytes("certificate"),
                "ssh-ed25519-cert-v01@openssh.com",
                SshCertificate.Holder.USER,
                "1",
                "somebody",
                principals,
                Optional.of(NOW),
                end,
                List.of(),
                List.of(),
                sshKey("key", P256),
                sshKey("signer", P256));
    }

    static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    EntryDraft seen(Role role, String place, Facts known) {
        sightings.add(new Sighting(credential.id(), new Place(place), role, "files", NOW, known));
        return this;
    }

    EntryDraft served(Facts known) {
        return seen(Role.SERVED, "tls://pay.example.com:443", known);
    }

    EntryDraft privateKeyAt(String place, Facts known) {
        return seen(Role.PRIVATE_KEY, place, known);
    }

    EntryDraft fact(String name, Object value) {
        facts = facts.with(name, value);
        return this;
    }

    EntryDraft foreign() {
        foreign = true;
        return this;
    }

    Entry build() {
        return new Entry(credential, foreign, List.of(), sightings, facts);
    }
}
