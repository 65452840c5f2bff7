package io.muster.http;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate for a listener in a test: P-256, self-signed.
public record TestCertificate(X509Certificate certificate, KeyPair key) {

    public static TestCertificate named(String name) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return named(name, generator.generateKeyPair(), "SHA256withECDSA");
    }

    /// With an RSA key: GnuTLS reads no EC key as Java writes it.
    public static TestCertificate rsa(String name) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return named(name, generator.generateKeyPair(), "SHA256withRSA");
    }

    private static TestCertificate named(String name, KeyPair key, String algorithm)
            throws Exception {
        X500Principal subject = new X500Principal("CN=" + name);
        var holder =
                new JcaX509v3CertificateBuilder(
                                subject,
                                BigInteger.ONE,
                                Date.from(Instant.parse("2020-01-01T00:00:00Z")),
                                Date.from(Instant.parse("2120-01-01T00:00:00Z")),
                                subject,
                                key.getPublic())
                        .build(new JcaContentSignerBuilder(algorithm).build(key.getPrivate()));
        return new TestCertificate(new JcaX509CertificateConverter().getCertificate(holder), key);
    }

    PresentedCertificate presented() {
        return new PresentedCertificate(List.of(certificate), key.getPrivate());
    }
}
