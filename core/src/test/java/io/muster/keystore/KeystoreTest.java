package io.muster.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.keystore.Keystore.LockedKey;
import io.muster.keystore.Keystore.OpenKey;
import io.muster.keystore.Keystore.Protection;
import io.muster.keystore.Keystore.SecretKey;
import io.muster.keystore.Keystore.StoredCertificate;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.x509.DerBuilder;
import io.muster.x509.Oid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeystoreTest {
    private static final KeyPair PAIR = KeyFixtures.pair("EC", 256);
    private static final X509Certificate CERTIFICATE = KeyFixtures.root("store", PAIR);
    private static final Bytes PUBLIC_HALF = Bytes.of(PAIR.getPublic().getEncoded());

    @Test
    void aPkcs12UnderAWellKnownPasswordIsOpened() throws Exception {
        Keystore keystore = Pkcs12.read(store("PKCS12", "changeit"), Passwords.WELL_KNOWN);

        assertThat(keystore.sealed()).isFalse();
        assertThat(keystore.items())
                .contains(
                        new OpenKey("mine", PUBLIC_HALF, Protection.WELL_KNOWN_PASSWORD),
                        new StoredCertificate("mine", der(CERTIFICATE), false));
    }

    @Test
    void aPkcs12UnderAnotherPasswordStaysSealedUntilItIsGiven() throws Exception {
        Bytes content = store("PKCS12", "correct horse");

        Keystore sealed = Pkcs12.read(content, Passwords.WELL_KNOWN);
        Keystore opened =
                Pkcs12.read(content, Passwords.startingWith(List.of("wrong", "correct horse")));

        assertThat(sealed.sealed()).isTrue();
        assertThat(opened.items()).contains(new OpenKey("mine", PUBLIC_HALF, Protection.PASSWORD));
    }

    @Test
    void theOldCiphersOfPkcs12AreOpened() throws Exception {
        // Bouncy Castle writes RC2 with 40 bits for certificates and three-key DES for keys.
        Bytes content = store("PKCS12", "changeit", new BouncyCastleProvider());

        assertThat(Pkcs12.read(content, Passwords.WELL_KNOWN).items())
                .anyMatch(OpenKey.class::isInstance)
                .anyMatch(StoredCertificate.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JKS", "JCEKS"})
    void certificatesOfAJavaKeystoreNeedNoPassword(String type) throws Exception {
        Keystore keystore = JavaKeystore.read(store(type, "secret"), Passwords.WELL_KNOWN);

        assertThat(keystore.format()).isEqualTo(type);
        assertThat(keystore.items())
                .contains(
                        new LockedKey("mine", Optional.of(der(CERTIFICATE))),
                        new StoredCertificate("mine", der(CERTIFICATE), false),
                        new StoredCertificate("root", der(CERTIFICATE), true));
    }

    @Test
    void aKeyOfAJksIsOpenedByItsPassword() throws Exception {
        Keystore keystore =
                JavaKeystore.read(
                        store("JKS", "secret"), Passwords.startingWith(List.of("secret")));

        assertThat(keystore.items())
                .contains(new OpenKey("mine", PUBLIC_HALF, Protection.PASSWORD));
    }

    @Test
    void whatFollowsASecretKeyOfAJceksIsRead() throws Exception {
        KeyStore store = KeyStore.getInstance("JCEKS");
        store.load(null, null);
        var password = new KeyStore.PasswordProtection("p".toCharArray());
        for (String alias : List.of("a", "b", "c")) {
            var secret = new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[32], "AES"));
            store.setEntry(alias, secret, password);
            store.setCertificateEntry(alias + "-root", CERTIFICATE);
        }

        Keystore keystore = JavaKeystore.read(written(store, "p"), Passwords.WELL_KNOWN);

        assertThat(keystore.items()).filteredOn(SecretKey.class::isInstance).hasSize(3);
        assertThat(keystore.items()).filteredOn(StoredCertificate.class::isInstance).hasSize(3);
    }

    @Test
    void theCertificatesOfABksAreRead() throws Exception {
        Bytes content = store("BKS", "secret", new BouncyCastleProvider());

        assertThat(BouncyCastleKeystore.recognizes(content.slice(0, 128), content.size())).isTrue();
        Keystore keystore = BouncyCastleKeystore.read(content);
        assertThat(keystore.format()).isEqualTo("BKS");
        assertThat(keystore.items())
                .contains(
                        new LockedKey("mine", Optional.of(der(CERTIFICATE))),
                        new StoredCertificate("root", der(CERTIFICATE), true));
    }

    @Test
    void anUberKeystoreIsSealed() throws Exception {
        Bytes content = store("UBER", "secret", new BouncyCastleProvider());

        assertThat(BouncyCastleKeystore.read(content))
                .isEqualTo(new Keystore("UBER", List.of(), true));
    }

    @Test
    void aBcfksIsOpenedByItsPasswordAndElseSealed() throws Exception {
        Bytes content = store("BCFKS", "changeit", new BouncyCastleProvider());
        Bytes other = store("BCFKS", "another", new BouncyCastleProvider());

        assertThat(Bcfks.read(content, Passwords.WELL_KNOWN).items())
                .contains(
                        new OpenKey("mine", PUBLIC_HALF, Protection.WELL_KNOWN_PASSWORD),
                        new StoredCertificate("root", der(CERTIFICATE), true));
        assertThat(Bcfks.read(other, Passwords.WELL_KNOWN).sealed()).isTrue();
    }

    @Test
    void aKeyDerivationWithoutEndIsNotBegun() throws Malformed {
        Bytes endless =
                new DerBuilder()
                        .sequence(it ->
                                it.sequence(scheme -> pbes2(scheme, Integer.MAX_VALUE))
                                        .octets(Bytes.of(new byte[64])))
                        .toBytes();

        assertThatThrownBy(() -> EncryptedPrivateKey.openPkcs8(endless, Passwords.WELL_KNOWN))
                .hasMessageContaining("costs more");
    }

    @Test
    void passwordsAreNotShown() {
        assertThat(Passwords.startingWith(List.of("canary")).toString()).doesNotContain("canary");
    }

    private static void pbes2(DerBuilder scheme, int rounds) {
        scheme.oid(new Oid("1.2.840.113549.1.5.13"))
                .sequence(parameters ->
                        parameters
                                .sequence(kdf ->
                                        kdf.oid(new Oid("1.2.840.113549.1.5.12"))
                                                .sequence(it ->
                                                        it.octets(Bytes.of(new byte[8]))
                                                                .integer(
                                                                        BigInteger.valueOf(
                                                                                rounds))))
                                .sequence(cipher ->
                                        cipher.oid(new Oid("2.16.840.1.101.3.4.1.42"))
                                                .octets(Bytes.of(new byte[16]))));
    }

    private static Bytes store(String type, String password) throws Exception {
        return store(type, password, provider(type));
    }

    private static Provider provider(String type) throws GeneralSecurityException {
        return KeyStore.getInstance(type).getProvider();
    }

    private static Bytes store(String type, String password, Provider provider) throws Exception {
        KeyStore store = KeyStore.getInstance(type, provider);
        store.load(null, password.toCharArray());
        store.setKeyEntry(
                "mine", PAIR.getPrivate(), password.toCharArray(), new Certificate[] {CERTIFICATE});
        if (!type.equals("PKCS12")) {
            store.setCertificateEntry("root", CERTIFICATE);
        }
        return written(store, password);
    }

    private static Bytes written(KeyStore store, String password)
            throws GeneralSecurityException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, password.toCharArray());
        return Bytes.of(out.toByteArray());
    }

    private static Bytes der(X509Certificate certificate) throws GeneralSecurityException {
        return Bytes.of(certificate.getEncoded());
    }
}
