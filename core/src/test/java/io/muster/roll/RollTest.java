package io.muster.roll;

import static io.muster.roll.Fixtures.NOW;
import static io.muster.roll.Fixtures.certificate;
import static io.muster.roll.Fixtures.publicKey;
import static io.muster.roll.Fixtures.secret;
import static io.muster.roll.Fixtures.seen;
import static io.muster.roll.Fixtures.sshKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Role;
import io.muster.model.SshKey;
import io.muster.model.X509Certificate;
import io.muster.x509.keys.KnownKeys;
import java.io.StringReader;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the roll works out beside the golden cases.
class RollTest {
    private final Roll roll =
            new Roll(Roll.Settings.of(Path.of(System.getProperty("java.io.tmpdir"))), Fixtures.NOW);

    @AfterEach
    void close() {
        roll.close();
    }

    @Test
    void duplicateSightingsMergeAndKeepTheFactsOfBoth() {
        Credential key = sshKey("k");
        roll.accept(seen(key, Role.SERVED, "ssh://web-1:22", NOW, Facts.of("banner", "OpenSSH")));
        roll.accept(
                seen(
                        key,
                        Role.SERVED,
                        "ssh://web-1:22",
                        NOW.plusSeconds(5),
                        Facts.of("proven", true)));

        Entry entry = entry(key);

        assertThat(entry.sightings()).hasSize(1);
        assertThat(entry.sightings().getFirst().facts())
                .isEqualTo(Facts.of(Map.of("banner", "OpenSSH", "proven", true)));
        assertThat(entry.sightings().getFirst().at()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void localhostAndPrivateAddressesFallBackToTheKey() {
        for (int i = 0; i < 2; i++) {
            roll.accept(
                    seen(
                            certificate("k" + i).dns("localhost").ip("10.0.0.7").build(),
                            Role.STORED,
                            "file://h/" + i));
        }

        assertThat(roll.result().identities())
                .hasSize(2)
                .allMatch(it -> it.anchor().kind() == Anchor.Kind.KEY);
    }

    @Test
    void aNameThatIsOnlyUniqueWithinItsAuthorityCarriesThatAuthority() {
        roll.accept(
                seen(
                        certificate("a")
                                .dns("kubernetes.default.svc")
                                .issuer("CN=kubernetes", "cluster 1")
                                .build(),
                        Role.STORED,
                        "file://h/1"));
        roll.accept(
                seen(
                        certificate("b")
                                .dns("kubernetes.default.svc")
                                .issuer("CN=kubernetes", "cluster 2")
                                .build(),
                        Role.STORED,
                        "file://h/2"));
        roll.accept(
                seen(
                        certificate("c")
                                .dns("kubernetes.default.svc")
                                .issuer("CN=kubernetes", "cluster 2")
                                .build(),
                        Role.STORED,
                        "file://h/3"));

        assertThat(roll.result().identities()).hasSize(2);
    }

    @Test
    void aPrecertificateAndItsCertificateAreOne() {
        X509Certificate precertificate =
                certificate("k").dns("pay.example.com").serialNumber("0a").precertificate().build();
        X509Certificate certificate =
                certificate("k").dns("pay.example.com").serialNumber("0a").build();
        roll.accept(seen(precertificate, Role.STORED, "file://h/pre"));
        roll.accept(seen(certificate, Role.STORED, "file://h/final"));

        List<Entry> entries = roll.result().entries().toList();

        assertThat(entries).extracting(Entry::credential).containsExactly(certificate);
        assertThat(entries.getFirst().sightings())
                .hasSize(2)
                .allMatch(it -> it.subject().equals(certificate.id()));
    }

    @Test
    void aKnownHostWhosePrivateKeyLiesHereIsOurs() {
        Credential key = sshKey("k");
        roll.accept(seen(key, Role.TRUSTED, "file://web-1/home/app/.ssh/known_hosts:1"));
        assertThat(entry(key).foreign()).isTrue();

        roll.accept(seen(key, Role.PRIVATE_KEY, "file://web-2/etc/ssh/ssh_host_ed25519_key"));

        assertThat(entry(key).foreign()).isFalse();
        assertThat(entry(key).identities())
                .extracting(it -> it.anchor().name())
                .containsExactly("web-2");
    }

    @Test
    void oneHostKeyOnTwoClonedHostsIsBothHosts() {
        roll.accept(seen(sshKey("k"), Role.SERVED, "ssh://web-1.example.com:22"));
        roll.accept(seen(sshKey("k"), Role.SERVED, "ssh://web-2.example.com:22"));

        assertThat(entry(sshKey("k")).identities()).hasSize(2);
    }

    @Test
    void theHostKeysOfOnePrivateAddressAreOneIdentity() {
        roll.accept(seen(sshKey("rsa"), Role.SERVED, "ssh://10.0.0.7:22"));
        roll.accept(seen(sshKey("ed25519"), Role.SERVED, "ssh://10.0.0.7:22"));

        assertThat(roll.result().identities()).hasSize(1);
    }

    @Test
    void aUserKeyBelongsToTheAccountThatHoldsIt() {
        roll.accept(seen(sshKey("k"), Role.PRIVATE_KEY, "file://web-1/home/alice/.ssh/id_ed25519"));
        roll.accept(seen(sshKey("k"), Role.AUTHORIZED, "file://web-2/root/.ssh/authorized_keys:1"));

        assertThat(entry(sshKey("k")).identities())
                .extracting(it -> it.anchor())
                .containsExactly(new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "host:web-1", "alice"));
    }

    @Test
    void aSecretBelongsToTheRepositoryThatHoldsIt() {
        Credential secret = secret("s", Optional.empty());
        roll.accept(
                seen(
                        secret,
                        Role.STORED,
                        "git://github.com/acme/pay@0123456789ab:config.yml#L3",
                        NOW,
                        Facts.of("label.env", "dev")));
        roll.accept(
                seen(
                        secret,
                        Role.STORED,
                        "file://web-1/etc/pay/pay.conf:3",
                        NOW,
                        Facts.of(Map.of("label.env", "prod", "line", 3L))));

        Entry entry = entry(secret);

        assertThat(entry.identities())
                .extracting(it -> it.anchor().realm() + "/" + it.anchor().name())
                .containsExactly("/github.com/acme/pay", "host:web-1/pay");
        assertThat(entry.facts().number("secret.places")).contains(2L);
        assertThat(entry.facts().list("secret.environments")).containsExactly("dev", "prod");
    }

    @Test
    void anSshKeyOnDebiansListIsWeak() throws Exception {
        SshKey listed = sshKey("listed");
        SshKey other = sshKey("other");
        byte[] digest = MessageDigest.getInstance("MD5").digest(listed.blob().toArray());
        String line = HexFormat.of().formatHex(digest).substring(12);
        KnownKeys known = KnownKeys.read(new StringReader("# openssh-blacklist\n" + line + "\n"));

        assertThat(weaknesses(known, listed)).containsExactly("debian");
        assertThat(weaknesses(known, other)).isEmpty();
    }

    @Test
    void aKeyWhosePublicHalfIsListedIsWeakWhateverWrapsIt() throws Exception {
        SshKey listed = sshKey("listed");
        String line = listed.keyId().orElseThrow().spki().digest().toHex();

        assertThat(weaknesses(KnownKeys.read(new StringReader(line)), listed))
                .containsExactly("debian");
    }

    private static List<String> weaknesses(KnownKeys known, SshKey key) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try (Roll judged = new Roll(Roll.Settings.of(folder).withKnownKeys(known), NOW)) {
            judged.accept(seen(key, Role.AUTHORIZED, "file://h/home/a/.ssh/authorized_keys#L1"));
            return judged.result().entries().findFirst().orElseThrow().facts().list("key.weak");
        }
    }

    @Test
    void anAwsKeyIdTellsItsAccount() {
        Credential secret = secret("s", Optional.of("ASIAQNZGKIQY56JQ7WML"));
        roll.accept(seen(secret, Role.STORED, "file://web-1/srv/x/.env#L1"));

        assertThat(entry(secret).identities())
                .extracting(it -> it.anchor().realm())
                .containsExactly("aws:029608264753");
    }

    @Test
    void aKeySharedByTypesAndHostsIsSaidSo() {
        X509Certificate certificate = certificate("k").dns("pay.example.com").build();
        X509Certificate other = certificate("k").dns("shop.example.org").build();
        roll.accept(seen(certificate, Role.STORED, "file://web-1/etc/ssl/pay.pem"));
        roll.accept(seen(other, Role.STORED, "file://web-2/etc/ssl/shop.pem"));
        roll.accept(seen(publicKey("k"), Role.PRIVATE_KEY, "file://web-1/etc/ssl/pay.key"));
        roll.accept(seen(sshKey("k"), Role.SERVED, "ssh://web-3:22"));

        Facts facts = entry(certificate).facts();

        assertThat(facts.list("key.sharedWith"))
                .containsExactlyInAnyOrder(other.id().toString(), sshKey("k").id().toString());
        assertThat(facts.list("key.sharedTypes")).containsExactly("ssh-key");
        assertThat(facts.number("key.sharedSameType")).contains(1L);
        assertThat(facts.number("key.identities")).contains(3L);
        assertThat(facts.list("key.privateAt")).containsExactly("file://web-1/etc/ssl/pay.key");
        assertThat(facts.flag("key.beside")).contains(true);
        assertThat(entry(other).facts().flag("key.beside")).contains(false);
        assertThat(entry(publicKey("k")).identities()).hasSize(2);
    }

    @Test
    void sightingsBeyondMemoryComeBackFromTheTemporaryFile(@TempDir Path folder) throws Exception {
        try (Roll small = new Roll(new Roll.Settings(folder, 1, List.of(), KnownKeys.NONE), NOW)) {
            Credential key = sshKey("k");
            Facts facts =
                    Facts.of(
                            Map.of(
                                    "n",
                                    7L,
                                    "flag",
                                    true,
                                    "list",
                                    List.of("a", "ä"),
                                    "text",
                                    "x".repeat(100)));
            for (int i = 0; i < 20_000; i++) {
                small.accept(seen(key, Role.STORED, "file://h/" + i, NOW, facts));
            }

            List<Entry> entries = small.result().entries().toList();

            assertThat(entries.getFirst().sightings())
                    .hasSize(20_000)
                    .allMatch(it -> it.facts().equals(facts));
        }
        assertThat(folder.toFile().list()).isEmpty();
    }

    private Entry entry(Credential credential) {
        return roll.result()
                .entries()
                .filter(it -> it.credential().id().equals(credential.id()))
                .findFirst()
                .orElseThrow();
    }
}
