package io.muster.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// An authority for tests that signs certificates of clients as they are wanted, wrong ones too.
public final class TestAuthority {
    private static final Duration LONG = Duration.ofDays(30);

    private final KeyPair key;
    private final X509Certificate certificate;

    private TestAuthority(KeyPair key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /// A certificate with its key, as two files.
    public record Held(Path certificate, Path key, X509Certificate parsed) {}

    /// What a certificate says.
    ///
    /// @param names such as `dns:web-1.example` or `uri:spiffe://example.org/web`
    public record Wanted(List<String> names, List<KeyPurposeId> uses, Instant from, Instant until) {
        /// One as it should be.
        public static Wanted good(String... names) {
            Instant now = Instant.now();
            return new Wanted(
                    List.of(names),
                    List.of(KeyPurposeId.id_kp_clientAuth),
                    now.minus(LONG),
                    now.plus(LONG));
        }
    }

    /// A root.
    public static TestAuthority root(String name) throws Exception {
        KeyPair key = pair();
        X500Principal subject = new X500Principal("CN=" + name);
        return new TestAuthority(key, authority(subject, key, subject, key));
    }

    /// An authority below this one.
    public TestAuthority below(String name) throws Exception {
        KeyPair inner = pair();
        return new TestAuthority(
                inner,
                authority(
                        new X500Principal("CN=" + name),
                        inner,
                        certificate.getSubjectX500Principal(),
                        key));
    }

    private static X509Certificate authority(
            X500Principal subject, KeyPair pair, X500Principal issuer, KeyPair by)
            throws Exception {
        Instant now = Instant.now();
        var builder =
                new JcaX509v3CertificateBuilder(
                        issuer,
                        BigInteger.valueOf(System.nanoTime()),
                        Date.from(now.minus(LONG)),
                        Date.from(now.plus(LONG)),
                        subject,
                        pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return signed(builder, by);
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, KeyPair by)
            throws Exception {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(by.getPrivate())));
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    /// Signs one.
    ///
    /// @param folder where both files go
    /// @param above what is sent with it
    public Held sign(Path folder, String file, Wanted wanted, X509Certificate... above)
            throws Exception {
        KeyPair pair = pair();
        var builder =
                new JcaX509v3CertificateBuilder(
                        certificate.getSubjectX500Principal(),
                        BigInteger.valueOf(System.nanoTime()),
                        Date.from(wanted.from()),
                        Date.from(wanted.until()),
                        new X500Principal("CN=machine"),
                        pair.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(
                        wanted.names().stream()
                                .map(TestAuthority::name)
                                .toArray(GeneralName[]::new)));
        if (!wanted.uses().isEmpty()) {
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(wanted.uses().toArray(KeyPurposeId[]::new)));
        }
        X509Certificate made = signed(builder, key);
        StringBuilder chain = new StringBuilder(pem("CERTIFICATE", made.getEncoded()));
        for (X509Certificate one : above) {
            chain.append(pem("CERTIFICATE", one.getEncoded()));
        }
        Path certificateFile = folder.resolve(file + ".pem");
        Path keyFile = folder.resolve(file + ".key");
        Files.writeString(certificateFile, chain);
        Files.writeString(keyFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        return new Held(certificateFile, keyFile, made);
    }

    private static GeneralName name(String text) {
        int colon = text.indexOf(':');
        return new GeneralName(
                text.startsWith("dns:")
                        ? GeneralName.dNSName
                        : GeneralName.uniformResourceIdentifier,
                text.substring(colon + 1));
    }

    /// Writes a list of what it has revoked.
    public void revoke(Path file, Instant nextUpdate, X509Certificate... revoked) throws Exception {
        Instant now = Instant.now();
        var builder =
                new JcaX509v2CRLBuilder(
                        certificate.getSubjectX500Principal(),
                        Date.from(now.minus(Duration.ofDays(2))));
        builder.setNextUpdate(Date.from(nextUpdate));
        for (X509Certificate one : revoked) {
            builder.addCRLEntry(one.getSerialNumber(), Date.from(now), CRLReason.keyCompromise);
        }
        Files.writeString(
                file,
                pem(
                        "X509 CRL",
                        new JcaX509CRLConverter()
                                .getCRL(
                                        builder.build(
                                                new JcaContentSignerBuilder("SHA256withECDSA")
                                                        .build(key.getPrivate())))
                                .getEncoded()));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /// Its own certificate and key, as if it was a client's.
    public Held itself(Path folder) throws Exception {
        Path file = folder.resolve("itself.pem");
        Path keyFile = folder.resolve("itself.key");
        Files.writeString(file, pem("CERTIFICATE", certificate.getEncoded()));
        Files.writeString(keyFile, pem("PRIVATE KEY", key.getPrivate().getEncoded()));
        return new Held(file, keyFile, certificate);
    }

    /// A file of its certificate.
    public Path write(Path file) throws IOException, CertificateException {
        return Files.writeString(file, pem("CERTIFICATE", certificate.getEncoded()));
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(content));
    }
}
