package io.muster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.age.AgeText;
import io.muster.model.Account;
import io.muster.model.Anchor;
import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.CredentialType;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Fingerprint;
import io.muster.model.Grant;
import io.muster.model.Identity;
import io.muster.model.JsonWebKey;
import io.muster.model.KeyId;
import io.muster.model.Malformed;
import io.muster.model.ManagedKey;
import io.muster.model.PgpKey;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.SealedContainer;
import io.muster.model.Secret;
import io.muster.model.Sighting;
import io.muster.model.Subject;
import io.muster.pgp.Keyring;
import io.muster.scan.Unreadable;
import io.muster.testing.Mutations;
import io.muster.testing.Samples;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Anchor PAY = new Anchor(Anchor.Kind.SERVICE, "", "pay.example.com");

    static Stream<Credential> everyType() throws Malformed {
        return Stream.of(
                Samples.certificate(
                        "pay.example.com", "Example CA", NOW, NOW.plusSeconds(86_400 * 90)),
                Samples.publicKey("one"),
                Samples.sshKey("one"),
                pgp(),
                ((AgeText.Recipient)
                                AgeText.parse(
                                        "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"))
                        .key(),
                new JsonWebKey(
                        Samples.digest("jwk"),
                        "EC",
                        "k1",
                        "sig",
                        Samples.algorithm(),
                        Optional.of(new KeyId(Fingerprint.of(Samples.digest("spki"))))),
                Samples.secret("hunter2"),
                new Secret(
                        new Fingerprint.HmacSha256("v1", Samples.digest("x")),
                        "aws-access-key",
                        Optional.of("AKIAEXAMPLE"),
                        "AKIA****",
                        Optional.of(NOW)),
                new ManagedKey(
                        "aws-kms",
                        "arn:aws:kms:eu-west-1:1:key/1",
                        "",
                        Optional.of(Samples.algorithm()),
                        Optional.empty()),
                new SealedContainer(Samples.digest("p12"), "PKCS#12"));
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void aCredentialOfEveryTypeComesBackAsItWas(Credential credential) throws Malformed {
        Line line = new Line.OfEntry(entry(credential));
        assertThat(Line.parse(line.text())).isEqualTo(line);
        assertThat(line.text()).isEqualTo(Line.parse(line.text()).text()).matches("\\p{ASCII}*");
    }

    @Test
    void allTypesButTheSshCertificateAreAmongTheSamples() throws Malformed {
        TreeSet<CredentialType> types = new TreeSet<>();
        everyType().forEach(it -> types.add(it.type()));
        assertThat(types)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(CredentialType.values())
                                .filter(it -> it != CredentialType.SSH_CERTIFICATE)
                                .toList());
    }

    @Test
    void whatIsNoCredentialComesBackAsItWas() throws Malformed {
        Place place = new Place("file://web-3/root/.ssh/authorized_keys#L1");
        for (Line line :
                List.of(
                        new Line.OfAccount(
                                new Account(
                                        identity(),
                                        List.of(Samples.sshKey("one").id()),
                                        List.of(sighting(PAY, 1)))),
                        new Line.OfGrant(
                                new Grant(
                                        Samples.sshKey("one").id(),
                                        "login",
                                        "root@web-3",
                                        Facts.of("options", List.of("no-pty")),
                                        place)),
                        new Line.OfGrant(new Grant(PAY, "login", "root", Facts.NONE, place)),
                        new Line.OfUnreadable(new Unreadable(place, "permission denied")))) {
            assertThat(Line.parse(line.text())).isEqualTo(line);
        }
    }

    @Test
    void anIdThatDoesNotFitTheBytesIsRefused() {
        String one = new Line.OfEntry(entry(Samples.sshKey("one"))).text();
        String two = Samples.sshKey("two").id().toString();
        assertThatThrownBy(
                        () -> Line.parse(one.replace(Samples.sshKey("one").id().toString(), two)))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("its id is not that of its content");
    }

    @Test
    void aTypeThatDoesNotFitTheBytesIsRefused() {
        String line = new Line.OfEntry(entry(Samples.sshKey("one"))).text();
        assertThatThrownBy(() -> Line.parse(line.replace("\"ssh-key\"", "\"ssh-certificate\"")))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void aSecretUnderAPlainDigestIsRefused() {
        String line = new Line.OfEntry(entry(Samples.secret("hunter2"))).text();
        assertThatThrownBy(() -> Line.parse(line.replace("hmac:test:", "sha256:")))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("made under a key");
    }

    @Test
    void anAgeIdentityIsRefusedBecauseItIsSecret() {
        assertThatThrownBy(() ->
                        Line.parse(
                                "{\"entry\":{\"credential\":{\"type\":\"age-key\",\"id\":\"\",\"recipient\":"
                                        + "\"AGE-PLUGIN-YUBIKEY-1QQQQQQQQQQQQQQQQ6GJGQ2\"}}}"))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void aCredentialSeenEverywhereIsSeveralLines() {
        List<Sighting> sightings = new ArrayList<>();
        for (int i = 0; i < 2 * Line.SIGHTINGS_MAX + 1; i++) {
            sightings.add(sighting(Samples.sshKey("one").id(), i));
        }
        Entry entry = new Entry(Samples.sshKey("one"), false, List.of(), sightings, Facts.NONE);
        assertThat(Line.of(entry)).hasSize(3);
        assertThat(Line.of(entry).mapToInt(it -> ((Line.OfEntry) it).entry().sightings().size()))
                .containsExactly(1000, 1000, 1);
        assertThat(
                        Line.of(
                                new Entry(
                                        Samples.sshKey("one"),
                                        true,
                                        List.of(),
                                        List.of(),
                                        Facts.NONE)))
                .hasSize(1);
    }

    @Test
    void whatIsNotALineIsRefusedInWords() {
        for (String text :
                List.of(
                        "",
                        "[]",
                        "{}",
                        "null",
                        "{\"entry\":{}}",
                        "{\"entry\":1}",
                        "{\"other\":{}}",
                        "{\"entry\":{},\"grant\":{}}",
                        "{\"entry\":{}} {}",
                        "{\"entry\":{\"foreign\":true,\"foreign\":true}}",
                        "{\"a\":".repeat(10_000),
                        "{\"unreadable\":{\"place\":\"nowhere\",\"reason\":\"\"}}",
                        "{\"unreadable\":{\"place\":\"a://b\",\"reason\":99999999999999999999}}")) {
            assertThatThrownBy(() -> Line.parse(text)).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void changedLinesAreReadOrRefusedAndNothingElse() {
        Line line = new Line.OfEntry(entry(Samples.certificate("a", "b", NOW, NOW)));
        Mutations.each(line.text(), 3000, 20261122, Line::parse);
    }

    private static Entry entry(Credential credential) {
        return new Entry(
                credential,
                false,
                List.of(identity()),
                List.of(sighting(credential.id(), 1), sighting(credential.id(), 2)),
                Facts.of(
                        Map.of(
                                "chain",
                                "valid",
                                "key.places",
                                3L,
                                "key.beside",
                                true,
                                "key.privateAt",
                                List.of("file://a/b"))));
    }

    private static Identity identity() {
        return new Identity(PAY, "certificate-names", List.of("dns pay.example.com", "\u202e"));
    }

    private static Sighting sighting(Subject subject, int line) {
        return new Sighting(
                subject,
                new Place("file://web-3/etc/ssl/päy.pem#L" + line),
                Role.STORED,
                "files",
                NOW,
                Facts.of("mode", "0644").with("line", (long) line));
    }

    /// A version 4 Ed25519 key (RFC 9580, 5.5.5.9).
    private static Credential pgp() throws Malformed {
        ByteBuffer body = ByteBuffer.allocate(38).put((byte) 4).putInt(1_700_000_000);
        body.put((byte) 27).put(Samples.digest("pgp").toArray());
        byte[] packet =
                ByteBuffer.allocate(40).put((byte) 0xc6).put((byte) 38).put(body.array()).array();
        PgpKey key = ((Keyring.Found) Keyring.parse(packet).getFirst()).key();
        return new PgpKey(
                Bytes.of(body.array()),
                key.pgpFingerprint(),
                List.of("Pay <pay@example.com>"),
                key.publicKey(),
                key.created(),
                Optional.of(NOW),
                key.keyId());
    }
}
