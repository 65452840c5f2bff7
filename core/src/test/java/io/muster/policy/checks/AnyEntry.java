package io.muster.policy.checks;

import static io.muster.policy.checks.EntryDraft.bytes;

import io.muster.model.Account;
import io.muster.model.AgeKey;
import io.muster.model.Algorithm;
import io.muster.model.Algorithm.Strength;
import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.CredentialType;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Fingerprint;
import io.muster.model.Identity;
import io.muster.model.JsonWebKey;
import io.muster.model.KeyId;
import io.muster.model.ManagedKey;
import io.muster.model.Name;
import io.muster.model.PgpKey;
import io.muster.model.Place;
import io.muster.model.PublicKey;
import io.muster.model.Role;
import io.muster.model.SealedContainer;
import io.muster.model.Secret;
import io.muster.model.Sighting;
import io.muster.model.SshCertificate;
import io.muster.model.Watch;
import io.muster.model.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Lines of the roll that nobody would think of: every type and role, facts of the wrong kind,
/// dates at the ends of time, text that would like to control a terminal.
record AnyEntry(RandomGenerator random) {
    /// Every fact that a check asks for, with a value at which one is broken.
    private static final List<Map.Entry<String, Object>> FACTS =
            List.of(
                    Map.entry("key.weak", List.of("roca", "exponent", "explicit-parameters")),
                    Map.entry("key.sharedTypes", List.of("ssh-key")),
                    Map.entry("key.sharedSameType", 2L),
                    Map.entry("key.hosts", 2L),
                    Map.entry("key.beside", true),
                    Map.entry("secret.places", 2L),
                    Map.entry("chain", "untrusted"),
                    Map.entry("chain.reason", "no root\u001b"),
                    Map.entry("revoked", true),
                    Map.entry("revokedAt", "2026"),
                    Map.entry("label.env", "prod"),
                    Map.entry("nameMatches", false),
                    Map.entry("protocols", List.of("TLSv1")),
                    Map.entry("weakCiphers", List.of("RC4\u0007")),
                    Map.entry("groups", List.of("x25519")),
                    Map.entry("kex", List.of("diffie-hellman-group1-sha1")),
                    Map.entry("hostKeyAlgorithms", List.of("ssh-rsa")),
                    Map.entry("terrapin", true),
                    Map.entry("mode", "0644"),
                    Map.entry("encrypted", false),
                    Map.entry("root", true),
                    Map.entry("options", List.of("no-pty")),
                    Map.entry("proof", "certain"),
                    Map.entry("proof", "medium"),
                    Map.entry("created", "2026-01-01T00:00:00Z"),
                    Map.entry("lastUsed", "2026-01-01"),
                    Map.entry("lastReviewed", "2024-01-01"),
                    Map.entry("keys", 0L),
                    Map.entry("inHead", false),
                    Map.entry("author", "\u001b[31mA"),
                    Map.entry("position", 1L));

    private static final List<Object> VALUES =
            List.of(
                    "",
                    "prod",
                    "Production",
                    "0644",
                    "07777777777",
                    "low",
                    "\u001b[31mred\u202e\r\n",
                    "2026-01-01T00:00:00Z",
                    "2026-01-01",
                    "2026-13-99",
                    "-1000000000-01-01T00:00:00Z",
                    true,
                    false,
                    0L,
                    1L,
                    -1L,
                    Long.MAX_VALUE,
                    Long.MIN_VALUE,
                    List.of(),
                    List.of("roca", "debian", "\u0007"),
                    List.of("command=\"x\"", "=", ""),
                    List.of("dev", "prod"));

    private static final List<Instant> INSTANTS =
            List.of(
                    Instant.MIN,
                    Instant.EPOCH,
                    Instant.parse("2026-01-01T00:00:00Z"),
                    Instant.parse("0000-01-01T00:00:00Z"),
                    Instant.parse("2026-03-15T00:00:00Z"),
                    EntryDraft.NOW,
                    EntryDraft.NOW.plusSeconds(86_400),
                    EntryDraft.NOW.plusSeconds(20 * 86_400),
                    Instant.parse("9999-12-31T23:59:59Z"),
                    Instant.MAX);

    private static final List<String> PLACES =
            List.of(
                    "file://web-3/root/.ssh/id_ed25519",
                    "file://web-3/etc/ssh/ssh_host_rsa_key",
                    "git://repo@0123456789ab:a/.env#L3",
                    "tls://[::1]:443",
                    "x://");

    Entry next() {
        Credential credential = credential(pick(List.of(CredentialType.values())));
        List<Sighting> sightings = new ArrayList<>();
        for (int i = random.nextInt(9); i > 0; i--) {
            sightings.add(
                    new Sighting(
                            credential.id(),
                            new Place(pick(PLACES)),
                            pick(List.of(Role.values())),
                            "files",
                            pick(INSTANTS),
                            facts()));
        }
        Anchor anchor = new Anchor(pick(List.of(Anchor.Kind.values())), "", "\u001b]0;x");
        return new Entry(
                credential,
                random.nextBoolean(),
                random.nextBoolean()
                        ? List.of()
                        : List.of(new Identity(anchor, "some-rule", List.of())),
                sightings,
                facts());
    }

    /// An account that was listed as `entry` was seen.
    static Account account(Entry entry) {
        Anchor anchor = new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "", "\u001b]0;x");
        return new Account(
                new Identity(anchor, "registered", List.of()),
                entry.foreign() ? List.of() : List.of(entry.credential().id()),
                entry.sightings());
    }

    /// A source that is counted on, perhaps since before there was time.
    Watch watch() {
        return new Watch(
                "lan",
                Duration.ofMinutes(random.nextInt(1, 100_000)),
                instant(),
                random.nextBoolean() ? Optional.of(instant()) : Optional.empty(),
                random.nextBoolean() ? Optional.of("failed: \u001b[2J") : Optional.empty());
    }

    private Instant instant() {
        return pick(INSTANTS);
    }

    /// Mostly today.
    Instant now() {
        return random.nextBoolean() ? EntryDraft.NOW : pick(INSTANTS);
    }

    private Facts facts() {
        Facts facts = Facts.NONE;
        for (int i = random.nextInt(FACTS.size()); i > 0; i--) {
            Map.Entry<String, Object> fact = pick(FACTS);
            facts =
                    facts.with(
                            fact.getKey(), random.nextInt(3) == 0 ? pick(VALUES) : fact.getValue());
        }
        return facts;
    }

    private Credential credential(CredentialType type) {
        return switch (type) {
            case X509_CERTIFICATE -> certificate();
            case PUBLIC_KEY -> new PublicKey(bytes("spki"), algorithm());
            case SSH_KEY -> EntryDraft.sshKey("ssh", algorithm());
            case SSH_CERTIFICATE -> sshCertificate();
            case PGP_KEY ->
                    new PgpKey(
                            bytes("pgp"),
                            "00",
                            List.of(),
                            algorithm(),
                            instant(),
                            perhaps(instant()),
                            Optional.empty());
            case AGE_KEY -> new AgeKey("age1x", algorithm(), Optional.empty());
            case JSON_WEB_KEY ->
                    new JsonWebKey(
                            bytes("jwk").sha256(), "EC", "", "", algorithm(), Optional.empty());
            case SECRET ->
                    new Secret(
                            new Fingerprint.HmacSha256("1", bytes("secret").sha256()),
                            "token\u001b[2J",
                            Optional.empty(),
                            "****",
                            perhaps(instant()));
            case MANAGED_KEY ->
                    new ManagedKey("aws-kms", "arn:x", "", perhaps(algorithm()), Optional.empty());
            case SEALED_CONTAINER -> new SealedContainer(bytes("locked").sha256(), "PKCS#12\u0000");
        };
    }

    private X509Certificate certificate() {
        return new X509Certificate(
                bytes("certificate"),
                "CN=\u001b[31m",
                "",
                "-01",
                random.nextBoolean()
                        ? List.of()
                        : List.of(new Name.Dns("*.\u202e\u001b.example"), new Name.Ip("::1")),
                new X509Certificate.Validity(instant(), instant()),
                new X509Certificate.Keys(
                        KeyId.ofSpki(bytes("key")),
                        algorithm(),
                        algorithm(),
                        Optional.empty(),
                        Optional.empty()),
                new X509Certificate.Usage(
                        random.nextBoolean(),
                        Set.of(),
                        random.nextBoolean() ? Set.of("serverAuth") : Set.of(),
                        random.nextBoolean(),
                        random.nextBoolean()),
                random.nextBoolean() ? List.of() : List.of("odd\u0000"));
    }

    private SshCertificate sshCertificate() {
        return EntryDraft.sshCertificate(
                random.nextBoolean() ? List.of() : List.of("root"), perhaps(instant()));
    }

    private Algorithm algorithm() {
        return new Algorithm(
                "RSA\u001b", "", "2048", pick(List.of(Strength.values())), random.nextInt(-1, 300));
    }

    private <T> Optional<T> perhaps(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
