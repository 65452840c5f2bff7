package io.muster.export;

import io.muster.catalog.Policies;
import io.muster.model.Account;
import io.muster.model.Algorithm;
import io.muster.model.Anchor;
import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.Declaration;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Fingerprint;
import io.muster.model.Grant;
import io.muster.model.Identity;
import io.muster.model.KeyId;
import io.muster.model.Name;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.SealedContainer;
import io.muster.model.Secret;
import io.muster.model.Severity;
import io.muster.model.Sighting;
import io.muster.model.SshKey;
import io.muster.model.X509Certificate;
import io.muster.policy.Policy;
import io.muster.roll.Reconciliation;
import io.muster.scan.Judged;
import io.muster.scan.JudgedAccount;
import io.muster.scan.ScanResult;
import io.muster.scan.Summary;
import io.muster.scan.Unreadable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A small result with one credential of several kinds, hostile names included.
final class Results {
    static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final Algorithm P256 =
            new Algorithm(
                    "EC", "1.2.840.10045.2.1", "P-256", Algorithm.Strength.QUANTUM_VULNERABLE, 128);
    private static final Algorithm SIGNATURE =
            new Algorithm(
                    "ecdsa-with-SHA256",
                    "1.2.840.10045.4.3.2",
                    "",
                    Algorithm.Strength.QUANTUM_VULNERABLE,
                    128);

    private Results() {}

    static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static X509Certificate certificate(String name) {
        return new X509Certificate(
                bytes("certificate of " + name),
                "CN=" + name,
                "CN=Example Issuing CA",
                "0a1b",
                List.of(new Name.Dns(name)),
                new X509Certificate.Validity(NOW.minusSeconds(86_400), NOW.plusSeconds(86_400)),
                new X509Certificate.Keys(
                        KeyId.ofSpki(bytes("key of " + name)),
                        P256,
                        SIGNATURE,
                        Optional.empty(),
                        Optional.of(bytes("issuer"))),
                new X509Certificate.Usage(
                        false, Set.of("digitalSignature"), Set.of("serverAuth"), false, false),
                List.of());
    }

    static X509Certificate authority() {
        X509Certificate like = certificate("ca.example.com");
        return new X509Certificate(
                bytes("certificate of the authority"),
                "CN=Example Issuing CA",
                "CN=Example Issuing CA",
                "01",
                List.of(),
                like.validity(),
                like.keys(),
                new X509Certificate.Usage(true, Set.of("keyCertSign"), Set.of(), false, true),
                List.of());
    }

    static Entry entry(Credential credential, String place, Role role, Facts facts) {
        return new Entry(
                credential,
                false,
                List.of(
                        new Identity(
                                new Anchor(Anchor.Kind.SERVICE, "example.com", "pay.example.com"),
                                "certificate-names",
                                List.of("dns:pay.example.com"))),
                List.of(new Sighting(credential.id(), new Place(place), role, "files", NOW, facts)),
                Facts.NONE);
    }

    static ScanResult of(Entry... entries) {
        var policy = Policies.baseline();
        List<Judged> judged =
                List.of(entries).stream()
                        .map(it -> new Judged(it, policy.judge(it, NOW, (_, _) -> {})))
                        .toList();
        return new ScanResult(
                new ScanResult.About("0.1.0", NOW, "web-3", List.of("/etc"), policy, "abcd"),
                new Summary(
                        1, entries.length, 0, 4, 1, 0, Map.of(Severity.HIGH, 1L), 7, 1234, 0, 56),
                entries[0].identities(),
                judged::stream,
                List.of(account(policy)),
                List.of(
                        new Grant(
                                entries[0].credential().id(),
                                "login",
                                "root@web-3",
                                Facts.of("from", List.of("10.0.0.0/8")),
                                new Place("file://web-3/root/.ssh/authorized_keys#L1"))),
                List.of(new Unreadable(new Place("file://web-3/etc/shadow"), "permission denied")),
                List.of(new ScanResult.Unjudged("some-rule", "label.env", 3)),
                List.of(),
                Optional.of(
                        new ScanResult.Reconciled(
                                new Reconciliation(
                                        List.of(),
                                        List.of(entries[0].credential().id()),
                                        List.of(declared()),
                                        List.of()),
                                List.of(new Place("file://web-3/list.csv#L7")))));
    }

    private static JudgedAccount account(Policy policy) {
        Anchor anchor =
                new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "aws:123456789012", "user/\u001b[31mci");
        Place place = new Place("aws://123456789012/user/ci");
        Facts facts =
                Facts.of(Map.of("created", "2024-01-01", "lastUsed", "2024-02-01", "keys", 0L));
        Account account =
                new Account(
                        new Identity(anchor, "registered", List.of("a provider lists it")),
                        List.of(),
                        List.of(
                                new Sighting(
                                        anchor, place, Role.REGISTERED, "exports", NOW, facts)));
        return new JudgedAccount(account, policy.judge(account, NOW, (_, _) -> {}));
    }

    private static Declaration declared() {
        return new Declaration(
                new Place("file://web-3/list.csv#L2"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("old.example.com"),
                Optional.of("old.example.com:443"),
                Optional.of("team pay"),
                Optional.empty(),
                Optional.empty());
    }

    static ScanResult sample() {
        Secret secret =
                new Secret(
                        new Fingerprint.HmacSha256("1", bytes("x").sha256()),
                        "github-token",
                        Optional.empty(),
                        "ghp_********",
                        Optional.empty());
        Entry served =
                entry(
                        certificate("pay.example.com"),
                        "tls://10.0.0.7:443",
                        Role.SERVED,
                        Facts.NONE);
        return of(
                new Entry(
                        served.credential(),
                        false,
                        served.identities(),
                        served.sightings(),
                        Facts.of("issuedBy", authority().id().toString())),
                entry(authority(), "file://web-3/etc/ssl/ca.pem", Role.STORED, Facts.NONE),
                entry(
                        certificate("\u001b[31mred\u202e.example"),
                        "file://web-3/etc/ssl/pay cert.pem",
                        Role.STORED,
                        Facts.of("mode", "0644")),
                entry(
                        secret,
                        "file://web-3/srv/app/.env#L3",
                        Role.STORED,
                        Facts.of("line", 3L).with("proof", "certain")),
                entry(
                        new SshKey(bytes("blob"), "ssh-ed25519", P256, Optional.empty()),
                        "file://web-3/root/.ssh/id_ed25519",
                        Role.PRIVATE_KEY,
                        Facts.of("mode", "0644").with("encrypted", false)),
                entry(
                        new SealedContainer(bytes("locked").sha256(), "PKCS#12"),
                        "file://web-3/etc/keys.p12",
                        Role.STORED,
                        Facts.NONE));
    }
}
