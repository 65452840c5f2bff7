package io.muster.discovery.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.Observation;
import io.muster.keystore.KeyFixtures;
import io.muster.keystore.Passwords;
import io.muster.model.Anchor;
import io.muster.model.Place;
import io.muster.model.PublicKey;
import io.muster.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecogniserTest {
    private static final KeyPair KEY = KeyFixtures.pair("EC", 256);
    private static final String ROOT = pem("CERTIFICATE", der("root"));
    private static final String PRIVATE = pem("PRIVATE KEY", KEY.getPrivate().getEncoded());

    @Test
    void aCertificateAndItsKeyInOneFileAreTwoSightingsOfOneKey() {
        Recognised found = Recognised.text("/etc/pay.pem", ROOT + PRIVATE);

        assertThat(found.seen())
                .containsExactlyInAnyOrder("x509-certificate stored", "public-key private-key");
        assertThat(found.sighted().stream().map(it -> it.credential().keyId()).distinct())
                .hasSize(1);
    }

    @Test
    void theLineOfEachBlockIsKnown() {
        Recognised found = Recognised.text("/etc/pay.pem", "# one\n\n" + PRIVATE);

        assertThat(found.facts().number("line")).hasValue(3L);
    }

    @Test
    void derIsReadWhateverItsNameSays() {
        assertThat(Recognised.bytes("/tmp/holiday.jpg", der("root")).seen())
                .containsExactly("x509-certificate stored");
    }

    @Test
    void aKeyInAStringOfSourceCodeIsTheKeyItself() {
        String escaped = PRIVATE.strip().replace("\n", "\\n");
        String concatenated = "\"" + PRIVATE.strip().replace("\n", "\\n\" +\n    \"") + "\"";

        for (String text :
                List.of(
                        "{\"key\": \"" + escaped + "\"}",
                        "KEY=\"" + escaped + "\"",
                        "String key = " + concatenated + ";",
                        "key: |\n  " + PRIVATE.replace("\n", "\n  "),
                        "# " + PRIVATE.replace("\n", "\n# "),
                        PRIVATE.replace("\n", "\r\n"),
                        "<k>" + PRIVATE.strip().replace("\n", "&#10;") + "</k>")) {
            assertThat(Recognised.text("/a/b", text).seen())
                    .as(text)
                    .containsExactly("public-key private-key");
        }
    }

    @Test
    void textInUtf16IsRead() {
        byte[] text = ("\ufeff" + ROOT).getBytes(StandardCharsets.UTF_16LE);

        assertThat(Recognised.bytes("/a/b.cer", text).seen())
                .containsExactly("x509-certificate stored");
    }

    @Test
    void severalRootsWithoutAKeyAreATrustStore() {
        String three = roots(3);

        assertThat(Recognised.text("/opt/app/some.pem", three).seen())
                .containsOnly("x509-certificate trusted");
        assertThat(Recognised.text("/opt/app/some.pem", three + PRIVATE).seen())
                .contains("x509-certificate stored")
                .doesNotContain("x509-certificate trusted");
    }

    @Test
    void aRootIsTrustedWhereSystemsKeepTheirsAndElsewhereStored() {
        assertThat(Recognised.text("/etc/ssl/certs/x.pem", ROOT).seen())
                .containsExactly("x509-certificate trusted");
        assertThat(Recognised.text("/srv/x.pem", ROOT).seen())
                .containsExactly("x509-certificate stored");
    }

    @Test
    void aChainThatAServerShowsIsStored() {
        KeyPair leaf = KeyFixtures.pair("EC", 256);
        String chain =
                pem("CERTIFICATE", encoded(KeyFixtures.leaf("a", leaf, "root", KEY.getPrivate())))
                        + ROOT;

        assertThat(Recognised.text("/etc/nginx/chain.pem", chain).seen())
                .containsOnly("x509-certificate stored");
    }

    @Test
    void certificatesOfAKubeconfigHaveTheirPart() {
        String config =
                """
                apiVersion: v1
                kind: Config
                clusters:
                - name: prod
                  cluster: {server: https://10.0.0.1:6443, certificate-authority-data: %s}
                users:
                - name: admin
                  user:
                    client-certificate-data: %s
                    client-key-data: %s
                    client-certificate: pki/other.crt
                """
                        .formatted(base64(ROOT), base64(ROOT), base64(PRIVATE));

        Recognised found = Recognised.text("/home/kim/.kube/config", config);

        assertThat(found.seen())
                .containsExactlyInAnyOrder(
                        "x509-certificate trusted",
                        "x509-certificate stored",
                        "public-key private-key");
        assertThat(found.referenced())
                .singleElement()
                .satisfies(it ->
                        assertThat(it.file().text())
                                .isEqualTo("file://web-3/home/kim/.kube/pki/other.crt"));
    }

    @Test
    void theValuesOfAKubernetesSecretAreContentOfTheirOwn() {
        String secret =
                """
                {"apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/tls",
                 "metadata": {"name": "web", "namespace": "pay"},
                 "data": {"tls.crt": "%s", "tls.key": "%s", "store.der": "%s"}}
                """
                        .formatted(
                                base64(ROOT),
                                base64(PRIVATE),
                                Base64.getEncoder().encodeToString(der("other")));

        Recognised found = Recognised.text("/m/secret.json", secret);

        assertThat(found.seen())
                .containsExactlyInAnyOrder(
                        "x509-certificate stored",
                        "public-key private-key",
                        "x509-certificate stored");
        assertThat(found.sighted().getFirst().sighting().place().text())
                .startsWith("file://web-3/m/secret.json#pay/web/");
    }

    @Test
    void aServiceAccountsKeySaysWhoseItIs() {
        String account =
                """
                {"type": "service_account", "project_id": "pay-prod",
                 "private_key_id": "0123456789abcdef0123456789abcdef01234567",
                 "private_key": "%s", "client_email": "ci@pay-prod.iam.gserviceaccount.com"}
                """
                        .formatted(PRIVATE.replace("\n", "\\n"));

        Recognised found = Recognised.text("/srv/key.json", account);

        assertThat(found.seen()).contains("public-key private-key");
        assertThat(found.sighted().stream().filter(it -> it.credential() instanceof PublicKey))
                .singleElement()
                .satisfies(it ->
                        assertThat(it.anchors())
                                .containsExactly(
                                        new Anchor(
                                                Anchor.Kind.SERVICE_ACCOUNT,
                                                "pay-prod",
                                                "ci@pay-prod.iam.gserviceaccount.com")));
    }

    @Test
    void aSecretIsSeenByItsLineAndNeverByItsValue() {
        String canary = "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";

        Recognised found = Recognised.text("/srv/.env", "A=1\nGITHUB_TOKEN=" + canary + "\n");

        assertThat(found.seen()).containsExactly("secret stored");
        assertThat(found.sighted().getFirst().credential()).isInstanceOf(Secret.class);
        assertThat(found.sighted().getFirst().sighting().place().text())
                .isEqualTo("file://web-3/srv/.env#L2");
        assertThat(found.facts().text("variable")).hasValue("GITHUB_TOKEN");
        assertThat(found.facts().text("proof")).hasValue("certain");
        assertThat(found.toString()).doesNotContain(canary.substring(4));
    }

    @Test
    void aSecretInACommitIsPlacedAsGitWritesLines() {
        byte[] text =
                "T=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".getBytes(StandardCharsets.US_ASCII);

        Recognised found =
                Recognised.bytes(
                        Recognised.RECOGNISER, new Place("git://repo@1a2b:src/.env"), text);

        assertThat(found.sighted().getFirst().sighting().place().text())
                .isEqualTo("git://repo@1a2b:src/.env#L1");
    }

    @Test
    void anEncryptedKeyIsSealedUntilItsPasswordIsGiven() {
        String key =
                """
                -----BEGIN ENCRYPTED PRIVATE KEY-----
                MIGjMF8GCSqGSIb3DQEFDTBSMDEGCSqGSIb3DQEFDDAkBBA
                -----END ENCRYPTED PRIVATE KEY-----
                """;

        assertThat(Recognised.text("/a/b", key).unreadable())
                .singleElement()
                .satisfies(it -> assertThat(it.place().text()).endsWith("/a/b#L1"));
        assertThat(Recognised.text("/a/b", key).sighted()).noneMatch(this::isKey);
    }

    private boolean isKey(Observation.Sighted sighted) {
        return sighted.credential() instanceof PublicKey;
    }

    @Test
    void authorizedKeysAreLoginsOfTheAccountInWhoseFolderTheyLie() {
        String key =
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK9ks7jkua5YWIwByRnnnc6UPJQWI75O0e/UJdPYU1JI";

        Recognised found =
                Recognised.text("/root/.ssh/authorized_keys", "restrict,pty " + key + " a@b\n");

        assertThat(found.seen()).containsExactly("ssh-key authorized");
        assertThat(found.facts().flag("root")).hasValue(true);
        assertThat(found.of(Observation.Granted.class))
                .singleElement()
                .satisfies(it -> assertThat(it.grant().resource()).isEqualTo("root@web-3"));
        assertThat(Recognised.text("/root/.ssh/id_ed25519.pub", key + " a@b\n").seen())
                .containsExactly("ssh-key stored");
        assertThat(Recognised.text("/etc/ssh/ssh_known_hosts", "web-1 " + key + "\n").seen())
                .containsExactly("ssh-key trusted");
        assertThat(Recognised.text("/root/user-data.yaml", "keys:\n  - " + key + "\n").seen())
                .containsExactly("ssh-key stored");
    }

    @Test
    void contentLargerThanAWindowIsReadToItsEnd() {
        StringBuilder text = new StringBuilder("x".repeat(99) + "\n");
        String line = "nothing to see on this line, nor on any other, but it takes its place\n";
        while (text.length() < Recogniser.WINDOW - 200) {
            text.append(line);
        }
        // This block lies across the edge of the first window.
        text.append(ROOT).append(line.repeat(1_000)).append(PRIVATE);
        long lineOfKey = text.substring(0, text.lastIndexOf("-----BEGIN")).lines().count() + 1;

        Recognised found = Recognised.text("/var/log/big", text.toString());

        assertThat(found.seen())
                .containsExactlyInAnyOrder("x509-certificate stored", "public-key private-key");
        assertThat(
                        found.sighted().stream()
                                .filter(it -> it.credential() instanceof PublicKey)
                                .map(it -> it.sighting().facts().number("line").orElseThrow()))
                .containsExactly(lineOfKey);
    }

    @Test
    void aBlockLargerThanAWindowIsSaidToBe() {
        byte[] text =
                ("-----BEGIN CERTIFICATE-----\n" + "A".repeat(2 * Recogniser.WINDOW))
                        .getBytes(StandardCharsets.US_ASCII);

        assertThat(Recognised.bytes("/tmp/huge.pem", text).unreadable())
                .extracting(Observation.Unreadable::reason)
                .containsExactly("a PEM block larger than 8 MB");
    }

    @Test
    void whatIsCutOffIsSaid() {
        Recogniser small =
                Recognised.recogniser(
                        new Settings(Recogniser.WINDOW, Passwords.WELL_KNOWN, Optional.empty()));
        byte[] text = new byte[Recogniser.WINDOW + 1];

        assertThat(Recognised.bytes(small, new Place("file://h/sparse"), text).unreadable())
                .extracting(Observation.Unreadable::reason)
                .containsExactly("larger than 8 MB; the rest was not read");
    }

    private static String roots(int count) {
        return IntStream.range(0, count)
                .mapToObj(it -> pem("CERTIFICATE", der("root " + it)))
                .collect(Collectors.joining());
    }

    private static byte[] der(String name) {
        return encoded(KeyFixtures.root(name, KEY));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN "
                + label
                + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END "
                + label
                + "-----\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
