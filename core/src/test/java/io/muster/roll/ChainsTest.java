package io.muster.roll;

import static io.muster.roll.Fixtures.NOW;
import static io.muster.roll.Fixtures.P256;
import static io.muster.roll.Fixtures.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.Observation;
import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Place;
import io.muster.model.PublicKey;
import io.muster.model.Role;
import io.muster.model.X509Certificate;
import io.muster.spki.SubjectPublicKeyInfo;
import io.muster.x509.Certificate;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Issuers, trust, revocation and related keys, on real certificates.
class ChainsTest {
    private static KeyPair authorityKey;
    private static KeyPair otherKey;
    private static X509Certificate root;
    private static X509Certificate leaf;

    private final Roll roll =
            new Roll(Roll.Settings.of(Path.of(System.getProperty("java.io.tmpdir"))), NOW);

    @BeforeAll
    static void make() throws Exception {
        authorityKey = keyPair();
        otherKey = keyPair();
        root = issue("CN=Root", authorityKey, "CN=Root", authorityKey, 1, true);
        leaf = issue("CN=pay.example.com", keyPair(), "CN=Root", authorityKey, 2, false);
    }

    @AfterEach
    void close() {
        roll.close();
    }

    @Test
    void aLeafUnderATrustedRootIsValid() {
        roll.accept(seen(root, Role.TRUSTED, "file://h/usr/share/ca-certificates/root.crt"));
        roll.accept(seen(leaf, Role.STORED, "file://h/leaf.pem"));

        Facts facts = facts(leaf);

        assertThat(facts.text("chain")).contains("valid");
        assertThat(facts.list("chain.path"))
                .containsExactly(leaf.id().toString(), root.id().toString());
        assertThat(facts.text("issuedBy")).contains(root.id().toString());
        assertThat(facts.text("issuer.kind")).contains("public");
    }

    @Test
    void aLeafWhoseRootIsHereButNotTrustedIsUntrusted() {
        roll.accept(seen(root, Role.STORED, "file://h/root.pem"));
        roll.accept(seen(leaf, Role.STORED, "file://h/leaf.pem"));

        assertThat(facts(leaf).text("chain")).contains("untrusted");
        assertThat(facts(leaf).text("issuedBy")).contains(root.id().toString());
        assertThat(facts(root).text("chain")).contains("self-signed");
    }

    @Test
    void aLeafWithoutItsIssuerIsIncomplete() throws Exception {
        X509Certificate namesake = issue("CN=Root", otherKey, "CN=Root", otherKey, 1, true);
        roll.accept(seen(leaf, Role.STORED, "file://h/leaf.pem"));
        roll.accept(seen(namesake, Role.STORED, "file://h/namesake.pem"));

        assertThat(facts(leaf).text("chain")).contains("incomplete");
        assertThat(facts(leaf).has("issuedBy")).isFalse();
    }

    @Test
    void aRootThatIssuedSomethingHereIsInternal() {
        roll.accept(seen(root, Role.STORED, "file://h/root.pem"));
        assertThat(facts(root).text("issuer.kind")).contains("ad-hoc");

        roll.accept(seen(leaf, Role.STORED, "file://h/leaf.pem"));

        assertThat(facts(root).text("issuer.kind")).contains("internal");
        assertThat(facts(leaf).text("issuer.kind")).contains("internal");
    }

    @Test
    void aRootThatSomebodyAddedByHandIsInternal() {
        roll.accept(seen(root, Role.TRUSTED, "file://h/usr/local/share/ca-certificates/acme.crt"));
        roll.accept(seen(root, Role.TRUSTED, "file://h/etc/ssl/certs/acme.pem"));
        roll.accept(seen(leaf, Role.STORED, "file://h/leaf.pem"));

        assertThat(facts(leaf).text("chain")).contains("valid");
        assertThat(facts(leaf).text("issuer.kind")).contains("internal");
    }

    @Test
    void whatOnlyAProgramTrustsOrNobodySawIsOfNoKnownKind() {
        roll.accept(seen(leaf, Role.STORED, "file://h/leaf.pem"));
        assertThat(facts(leaf).has("issuer.kind")).isFalse();

        roll.accept(seen(root, Role.TRUSTED, "file://h/opt/app/truststore.jks"));

        assertThat(facts(leaf).text("chain")).contains("valid");
        assertThat(facts(leaf).has("issuer.kind")).isFalse();
    }

    @Test
    void anIssuerWhoseKeyIsHereIsOursWhoeverTrustsIt() {
        roll.accept(seen(root, Role.TRUSTED, "file://h/etc/ssl/certs/acme.pem"));
        roll.accept(seen(root, Role.PRIVATE_KEY, "file://ca/srv/root.key"));
        roll.accept(seen(leaf, Role.STORED, "file://h/leaf.pem"));

        assertThat(facts(leaf).text("issuer.kind")).contains("ours");
    }

    @Test
    void aRevocationListCountsWhenItsIssuerSignedIt() throws Exception {
        roll.accept(seen(root, Role.STORED, "file://h/root.pem"));
        roll.accept(seen(leaf, Role.STORED, "file://h/leaf.pem"));
        roll.accept(
                new Observation.RevocationList(
                        new Place("file://h/forged.crl"), revoking(otherKey)));
        assertThat(facts(leaf).has("revoked")).isFalse();
        assertThat(roll.result().unreadable()).hasSize(1);

        roll.accept(
                new Observation.RevocationList(
                        new Place("file://h/root.crl"), revoking(authorityKey)));

        assertThat(facts(leaf).flag("revoked")).contains(true);
        assertThat(facts(leaf).text("revokedAt")).contains(NOW.toString());
        assertThat(facts(root).has("revoked")).isFalse();
    }

    @Test
    void keysThatShareAPrimeAreWeak() throws Exception {
        Random random = new Random(7);
        BigInteger shared = BigInteger.probablePrime(512, random);
        List<PublicKey> keys =
                List.of(
                        rsa(shared.multiply(BigInteger.probablePrime(512, random))),
                        rsa(shared.multiply(BigInteger.probablePrime(512, random))),
                        rsa(
                                BigInteger.probablePrime(512, random)
                                        .multiply(BigInteger.probablePrime(512, random))));
        keys.forEach(it -> roll.accept(seen(it, Role.STORED, "file://h/" + it.id())));

        assertThat(facts(keys.get(0)).list("key.weak")).contains("shared-prime");
        assertThat(facts(keys.get(1)).list("key.weak")).contains("shared-prime");
        assertThat(facts(keys.get(2)).list("key.weak")).doesNotContain("shared-prime");
    }

    private Facts facts(Credential credential) {
        return roll.result()
                .entries()
                .filter(it -> it.credential().id().equals(credential.id()))
                .map(Entry::facts)
                .findFirst()
                .orElseThrow();
    }

    private static PublicKey rsa(BigInteger modulus) throws Exception {
        return SubjectPublicKeyInfo.rsa(modulus, BigInteger.valueOf(65537));
    }

    private static KeyPair keyPair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static X509Certificate issue(
            String subject,
            KeyPair key,
            String issuer,
            KeyPair issuerKey,
            int serial,
            boolean authority)
            throws Exception {
        Instant from = NOW.minus(Duration.ofDays(1));
        var builder =
                new JcaX509v3CertificateBuilder(
                        new X500Name(issuer),
                        BigInteger.valueOf(serial),
                        Date.from(from),
                        Date.from(from.plus(Duration.ofDays(30))),
                        new X500Name(subject),
                        key.getPublic());
        var extensions = new JcaX509ExtensionUtils();
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                extensions.createSubjectKeyIdentifier(key.getPublic()));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                extensions.createAuthorityKeyIdentifier(issuerKey.getPublic()));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(
                        authority
                                ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                                : KeyUsage.digitalSignature));
        if (!authority) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, "pay.example.com")));
        }
        byte[] der =
                builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(issuerKey.getPrivate()))
                        .getEncoded();
        Certificate parsed = Certificate.parse(der);
        return new X509Certificate(
                Bytes.of(der),
                subject,
                issuer,
                parsed.serialNumberHex(),
                List.of(),
                new X509Certificate.Validity(parsed.notBefore(), parsed.notAfter()),
                new X509Certificate.Keys(
                        parsed.publicKey().keyId(),
                        P256,
                        P256,
                        parsed.subjectKeyIdentifier(),
                        parsed.authorityKeyIdentifier()),
                new X509Certificate.Usage(
                        authority, Set.of(), Set.of(), false, subject.equals(issuer)),
                List.of());
    }

    private static Bytes revoking(KeyPair signer) throws Exception {
        var builder = new X509v2CRLBuilder(new X500Name("CN=Root"), Date.from(NOW));
        builder.setNextUpdate(Date.from(NOW.plus(Duration.ofDays(7))));
        builder.addCRLEntry(BigInteger.TWO, Date.from(NOW), 1);
        return Bytes.of(
                builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(signer.getPrivate()))
                        .getEncoded());
    }
}
