package io.muster.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Algorithm.Strength;
import io.muster.model.Bytes;
import io.muster.testing.Corpus;
import io.muster.testing.Mutations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshFormatsTest {
    private static final String SIGNATURES = "openssh/regress/unittests/sshsig/testdata/";
    private static final String CERTIFICATES = "openssh/regress/unittests/authopt/testdata/";

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsa",
                "ecdsa",
                "ed25519",
                "ecdsa_sk",
                "ed25519_sk",
                "ecdsa_sk_webauthn",
                "mldsa44-ed25519"
            })
    void aSignatureNamesItsSignerAndFitsWhatWasSigned(String name) throws Exception {
        SshSignature signature =
                SshSignature.parse(Files.readString(Corpus.path(SIGNATURES + name + ".sig")));
        var line = PublicKeyLine.parse(Files.readString(Corpus.path(SIGNATURES + name + ".pub")));
        assertThat(signature.signer()).isEqualTo(line.blob());
        assertThat(signature.namespace()).isEqualTo("unittest");
        byte[] data = Files.readAllBytes(Corpus.path(SIGNATURES + "signed-data"));
        String digest = signature.hashAlgorithm().equals("sha256") ? "SHA-256" : "SHA-512";
        Bytes hash = Bytes.of(MessageDigest.getInstance(digest).digest(data));
        assertThat(signature.check(hash)).isEqualTo(SignatureCheck.VALID);
        assertThat(signature.check(hash.sha256())).isEqualTo(SignatureCheck.INVALID);
    }

    @Test
    void theFieldsOfACertificateAreThoseThatWereSigned() throws Exception {
        String text = Files.readString(Corpus.path(CERTIFICATES + "sourceaddr.cert"));
        var certificate = ((SshSignedKey) PublicKeyLine.parse(text).blob()).credential();
        assertThat(certificate.holder()).hasToString("user");
        assertThat(certificate.serial()).isEqualTo("1");
        assertThat(certificate.keyIdentity()).isEqualTo("user");
        assertThat(certificate.principals()).containsExactly("user");
        assertThat(certificate.criticalOptions())
                .containsExactly("source-address=127.0.0.1/32,::1/128");
        assertThat(certificate.extensions()).contains("permit-pty");
        assertThat(certificate.validAfter()).isPresent();
        assertThat(certificate.key().keyType()).isEqualTo("ssh-ed25519");
    }

    @Test
    void aCertificateWithOneBitChangedIsNotValid() throws Exception {
        String text = Files.readString(Corpus.path(CERTIFICATES + "host.cert"));
        byte[] blob =
                ((SshSignedKey) PublicKeyLine.parse(text).blob()).credential().blob().toArray();
        blob[blob.length - 1] ^= 1;
        assertThat(((SshSignedKey) PublicBlob.parse(Bytes.of(blob))).signature())
                .isEqualTo(SignatureCheck.INVALID);
    }

    @Test
    void whatSshKeygenMakesIsRead() throws Exception {
        for (String type : List.of("rsa", "ecdsa", "ed25519")) {
            Path file = folder.resolve(type);
            keygen(
                    "-q",
                    "-t",
                    type,
                    "-N",
                    "pass word",
                    "-a",
                    "4",
                    "-C",
                    "me@here",
                    "-f",
                    file.toString());
            Bytes content = Armor.decode("OPENSSH PRIVATE KEY", Files.readString(file));
            var opened = OpenSshPrivateKey.parse(content, List.of("pass word"));
            assertThat(opened.passphrase()).isEqualTo(Passphrase.KNOWN);
            assertThat(opened.comment()).isEqualTo("me@here");
            assertThat(opened.rounds()).isEqualTo(4);
            var line = PublicKeyLine.parse(Files.readString(folder.resolve(type + ".pub")));
            assertThat(line.blob()).isEqualTo(opened.publicKey());
            keygen("-e", "-m", "RFC4716", "-f", file + ".pub");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aes128-ctr",
                "aes256-cbc",
                "3des-cbc",
                "aes256-gcm@openssh.com",
                "chacha20-poly1305@openssh.com"
            })
    void everyCipherOfOpenSshOpens(String cipher) throws Exception {
        Path file = folder.resolve("key");
        keygen(
                "-q",
                "-t",
                "ed25519",
                "-Z",
                cipher,
                "-N",
                "secret",
                "-a",
                "2",
                "-f",
                file.toString());
        Bytes content = Armor.decode("OPENSSH PRIVATE KEY", Files.readString(file));
        assertThat(OpenSshPrivateKey.parse(content, List.of("secret")).passphrase())
                .isEqualTo(Passphrase.KNOWN);
        assertThat(OpenSshPrivateKey.parse(content, List.of("Secret")).passphrase())
                .isEqualTo(Passphrase.NEEDED);
    }

    @Test
    void aRevocationListRevokesWhatSshKeygenPutIntoIt() throws Exception {
        String authority = make("authority");
        String revoked = make("revoked");
        String hashed = make("hashed");
        String good = make("good");
        keygen("-q", "-s", authority, "-I", "first", "-n", "root", "-z", "7", good + ".pub");
        Files.writeString(
                folder.resolve("spec"),
                "serial: 5-9\nid: somebody\nkey: "
                        + Files.readString(Path.of(revoked + ".pub"))
                        + "sha256: "
                        + Files.readString(Path.of(hashed + ".pub")));
        String list = folder.resolve("list").toString();
        keygen(
                "-q",
                "-k",
                "-f",
                list,
                "-s",
                authority + ".pub",
                "-z",
                "3",
                folder.resolve("spec").toString());
        var krl = KeyRevocationList.parse(Bytes.of(Files.readAllBytes(Path.of(list))));
        assertThat(krl.number()).isEqualTo("3");
        assertThat(krl.revokes(blob(revoked + ".pub"))).isTrue();
        assertThat(krl.revokes(blob(hashed + ".pub"))).isTrue();
        assertThat(krl.revokes(blob(good + ".pub"))).isFalse();
        assertThat(krl.revokes(blob(good + "-cert.pub"))).isTrue();
        Bytes content = Bytes.of(Files.readAllBytes(Path.of(list)));
        Mutations.each(content, 2000, 5, KeyRevocationList::parse);
    }

    @Test
    void aKeyOfRfc4716IsRead() throws Exception {
        Path file = Path.of(make("ssh2"));
        String text = keygen("-e", "-m", "RFC4716", "-f", file + ".pub");
        var key = Rfc4716PublicKey.parse(text);
        assertThat(key.blob()).isEqualTo(blob(file + ".pub"));
        assertThat(key.comment()).contains("ED25519");
        Mutations.each(text, 1000, 6, Rfc4716PublicKey::parse);
    }

    @Test
    void oneByteChangedInAnyFormatIsReadOrRefusedWithAReason() throws Exception {
        Path file = Path.of(make("key"));
        Bytes content = Armor.decode("OPENSSH PRIVATE KEY", Files.readString(file));
        Mutations.each(content, 3000, 1, it -> OpenSshPrivateKey.parse(it, List.of()));
        String certificate = Files.readString(Corpus.path(CERTIFICATES + "all_permit.cert"));
        Mutations.each(certificate, 2000, 2, PublicKeyLine::parse);
        String rsa =
                Files.readString(
                        Corpus.path("openssh/regress/unittests/sshkey/testdata/rsa_1-cert.pub"));
        Mutations.each(rsa, 2000, 3, PublicKeyLine::parse);
        String signature = Files.readString(Corpus.path(SIGNATURES + "ecdsa_sk_webauthn.sig"));
        Mutations.each(signature, 2000, 4, it -> SshSignature.parse(it).check(Bytes.EMPTY));
    }

    @Test
    void aConfigurationIsReadWithWhatItIncludes() {
        var main =
                file(
                        "main",
                        """
                        Port 22
                        Include sub/*.conf
                        Match User git
                          AuthorizedKeysFile="/srv/my keys" # odd
                        Match all
                        HostKey /a
                        HostKey /b
                        Nonsense
                        """);
        var included =
                file("sub", "TrustedUserCAKeys /etc/ssh/ca.pub\nMatch Group x\nRevokedKeys none\n");
        SshdConfig config =
                SshdConfig.read(
                        main,
                        pattern -> pattern.equals("sub/*.conf") ? List.of(included) : List.of());
        assertThat(config.all("TrustedUserCAKeys"))
                .containsExactly(
                        new SshdConfig.Setting(
                                "trustedusercakeys",
                                List.of("/etc/ssh/ca.pub"),
                                "sub",
                                1,
                                Optional.empty()));
        assertThat(config.all("revokedkeys").getFirst().match()).contains("Group x");
        assertThat(config.all("authorizedkeysfile").getFirst())
                .isEqualTo(
                        new SshdConfig.Setting(
                                "authorizedkeysfile",
                                List.of("/srv/my keys"),
                                "main",
                                4,
                                Optional.of("User git")));
        assertThat(config.all("hostkey")).hasSize(2).allMatch(it -> it.match().isEmpty());
        assertThat(config.refused()).extracting(SshdConfig.Refused::line).containsExactly(8L);
    }

    @Test
    void aConfigurationThatIncludesItselfEnds() {
        var main = file("main", "Include self\nInclude self\n");
        SshdConfig config = SshdConfig.read(main, pattern -> List.of(main));
        assertThat(config.refused()).isNotEmpty();
    }

    @Test
    void rsaInAListMeansSha1AndInAKeyMeansRsa() {
        var offered = SshAlgorithm.find(SshAlgorithm.Kind.HOST_KEY, "ssh-rsa").orElseThrow();
        assertThat(offered.verdict()).isEqualTo(SshAlgorithm.Verdict.FAIL);
        var hybrid =
                SshAlgorithm.find(SshAlgorithm.Kind.KEY_EXCHANGE, "mlkem768x25519-sha256")
                        .orElseThrow();
        assertThat(hybrid.strength()).isEqualTo(Strength.HYBRID);
        assertThat(SshAlgorithm.find(SshAlgorithm.Kind.MAC, "hmac-of-tomorrow")).isEmpty();
    }

    private static SshdConfig.File file(String name, String text) {
        return new SshdConfig.File(name, Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static PublicBlob blob(String file) throws Exception {
        return PublicKeyLine.parse(Files.readString(Path.of(file))).blob();
    }

    private String make(String name) throws Exception {
        String file = folder.resolve(name).toString();
        keygen("-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file);
        return file;
    }

    private static String keygen(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("ssh-keygen"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
