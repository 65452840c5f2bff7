package io.muster.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.cms.SignedData;
import io.muster.keystore.Keystore.OpenKey;
import io.muster.keystore.Keystore.StoredCertificate;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What openssl writes, which most of the containers out there are.
class OpensslContainersTest {
    private static final KeyPair PAIR = KeyFixtures.pair("EC", 256);
    private static final Bytes PUBLIC_HALF = Bytes.of(PAIR.getPublic().getEncoded());

    @TempDir static Path folder;

    @BeforeAll
    static void write() throws Exception {
        pem("key.pem", "PRIVATE KEY", PAIR.getPrivate().getEncoded());
        openssl("req -x509 -key key.pem -subj /CN=store -days 30 -out certificate.pem");
    }

    /// RFC 7292, B.1: the empty password is its terminator.
    @ParameterizedTest
    @CsvSource({
        "PBE-SHA1-3DES, ''",
        "PBE-SHA1-3DES, changeit",
        "PBE-SHA1-2DES, ''",
        "AES-128-CBC, ''",
        "AES-256-CBC, changeit",
        "NONE, changeit"
    })
    void eachSchemeOfPkcs12IsOpened(String scheme, String password) throws Exception {
        openssl(
                "pkcs12 -export -inkey key.pem -in certificate.pem -name mine -out store.p12"
                        + " -keypbe %1$s -certpbe %1$s".formatted(scheme),
                "-passout",
                "pass:" + password);

        Keystore keystore = Pkcs12.read(read("store.p12"), Passwords.WELL_KNOWN);

        assertThat(keystore.sealed()).isFalse();
        assertThat(keystore.items())
                .anyMatch(it -> it instanceof OpenKey key && key.spki().equals(PUBLIC_HALF))
                .anyMatch(StoredCertificate.class::isInstance);
    }

    /// RFC 7292, 4.2.2 and 5.1: letters beyond ASCII are two octets each, or UTF-8 under PBES2.
    @ParameterizedTest
    @ValueSource(strings = {"PBE-SHA1-3DES", "AES-256-CBC"})
    void aPasswordMayHaveAnyLetters(String scheme) throws Exception {
        openssl(
                "pkcs12 -export -inkey key.pem -in certificate.pem -name mine -out umlaut.p12"
                        + " -keypbe %1$s -certpbe %1$s".formatted(scheme),
                "-passout",
                "file:" + Files.writeString(folder.resolve("password"), "sch\u00f6n\n"));

        Keystore keystore =
                Pkcs12.read(read("umlaut.p12"), Passwords.startingWith(List.of("sch\u00f6n")));

        assertThat(keystore.items()).anyMatch(OpenKey.class::isInstance);
    }

    /// RFC 8018, 6.2 and A; RFC 7914, 7.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-v2 aes-128-cbc",
                "-v2 aes-192-cbc -v2prf hmacWithSHA1",
                "-v2 aes-256-cbc -v2prf hmacWithSHA512",
                "-v2 des3 -v2prf hmacWithSHA224",
                "-v2 aes-256-cbc -v2prf hmacWithSHA384",
                "-v2 aes-256-cbc -scrypt",
                "-v1 PBE-SHA1-3DES"
            })
    void eachSchemeOfPkcs8IsOpened(String options) throws Exception {
        openssl("pkcs8 -topk8 -in key.pem -outform DER -out key.p8 -passout pass:right " + options);

        Bytes content = read("key.p8");
        assertThat(EncryptedPrivateKey.looksLikePkcs8(content)).isTrue();
        assertThat(
                        EncryptedPrivateKey.openPkcs8(
                                content, Passwords.startingWith(List.of("wrong", "right"))))
                .hasValueSatisfying(it -> assertThat(it.spki()).isEqualTo(PUBLIC_HALF));
        assertThat(EncryptedPrivateKey.openPkcs8(content, Passwords.WELL_KNOWN)).isEmpty();
    }

    /// RFC 5915, 3, with the encryption that PEM had before PKCS#8.
    @ParameterizedTest
    @ValueSource(strings = {"-aes128", "-aes256", "-des3"})
    void aKeyInItsOldFormIsOpened(String cipher) throws Exception {
        openssl("ec -in key.pem -passout pass:right -out old.pem " + cipher);
        String pem = Files.readString(folder.resolve("old.pem"));
        String encryption = pem.replaceAll("(?s).*DEK-Info: ([^\\n]+)\\n.*", "$1");
        String body = pem.replaceAll("(?s).*\n\n(.*)-----END.*", "$1");
        Bytes encrypted = Bytes.of(Base64.getMimeDecoder().decode(body));

        var opened =
                EncryptedPrivateKey.openPem(
                        encrypted, encryption, Passwords.startingWith(List.of("right")));

        assertThat(PrivateKeyInfo.publicHalfOfSec1(opened.orElseThrow())).isEqualTo(PUBLIC_HALF);
        assertThat(EncryptedPrivateKey.openPem(encrypted, encryption, Passwords.WELL_KNOWN))
                .isEmpty();
    }

    /// RFC 5480, 2.1.1 forbids curves that a file brings along. Numbers of strangers are not
    /// multiplied with: the public key is the one that stands there.
    @Test
    void onACurveThatAFileBringsAlongNothingIsComputed() throws Exception {
        openssl("ecparam -name prime256v1 -genkey -noout -param_enc explicit -out own.pem");
        openssl("pkcs8 -topk8 -nocrypt -in own.pem -outform DER -out own.p8");

        openssl("pkey -in own.pem -pubout -outform DER -out own.pub");
        assertThat(PrivateKeyInfo.publicHalfOfPkcs8(read("own.p8"))).isEqualTo(read("own.pub"));
        openssl("ec -in own.pem -no_public -param_enc explicit -outform DER -out alone.der");
        assertThatThrownBy(() -> PrivateKeyInfo.publicHalfOfSec1(read("alone.der")))
                .isInstanceOf(Malformed.class);
    }

    /// RFC 5652, 5.3: a signer is named by issuer and serial number, or by its key's identifier.
    @ParameterizedTest
    @ValueSource(strings = {"", "-keyid", "-stream -indef", "-noattr", "-nocerts"})
    void signedDataNamesItsSigner(String options) throws Exception {
        Files.writeString(folder.resolve("content"), "signed");
        openssl(
                "cms -sign -binary -nodetach -in content -signer certificate.pem -inkey key.pem"
                        + " -outform DER -out signed.cms "
                        + options);

        SignedData signed = SignedData.read(read("signed.cms"));

        assertThat(signed.signers()).hasSize(1);
        boolean bag = !options.equals("-nocerts");
        assertThat(signed.certificates()).hasSize(bag ? 1 : 0);
        assertThat(signed.signers().getFirst().certificate().isPresent()).isEqualTo(bag);
        assertThat(signed.signers().getFirst().signingTime().isPresent())
                .isEqualTo(!options.equals("-noattr"));
    }

    /// RFC 5652, 5.1: certificates and lists without a signer.
    @Test
    void aBagOfCertificatesHasNoSigner() throws Exception {
        openssl("crl2pkcs7 -nocrl -certfile certificate.pem -outform DER -out bag.p7b");

        SignedData bag = SignedData.read(read("bag.p7b"));

        openssl("x509 -in certificate.pem -outform DER -out certificate.der");
        assertThat(bag.certificates()).containsExactly(read("certificate.der"));
        assertThat(bag.signers()).isEmpty();
    }

    private static void pem(String name, String label, byte[] content) throws Exception {
        Files.writeString(
                folder.resolve(name),
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                        .formatted(label, Base64.getMimeEncoder().encodeToString(content)));
    }

    private static Bytes read(String name) throws Exception {
        return Bytes.of(Files.readAllBytes(folder.resolve(name)));
    }

    private static void openssl(String words, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("/usr/bin/openssl"));
        command.addAll(List.of(words.strip().split(" +")));
        command.addAll(List.of(more));
        Process openssl =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        openssl.getOutputStream().close();
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(openssl.waitFor()).as(said).isZero();
    }
}
