package io.muster.keystore;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Keys and certificates made for tests, by other code than that under test.
public final class KeyFixtures {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2036-01-01T00:00:00Z");

    private KeyFixtures() {}

    public static KeyPair pair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair pair(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A self-signed authority.
    public static X509Certificate root(String name, KeyPair key) {
        return certificate(name, name, key, key.getPrivate(), BigInteger.ONE, true);
    }

    /// A certificate of `issuer` for somebody who is no authority.
    public static X509Certificate leaf(String name, KeyPair key, String issuer, PrivateKey signer) {
        return certificate(name, issuer, key, signer, BigInteger.TWO, false);
    }

    private static X509Certificate certificate(
            String name,
            String issuer,
            KeyPair key,
            PrivateKey signer,
            BigInteger serialNumber,
            boolean authority) {
        try {
            var builder =
                    new JcaX509v3CertificateBuilder(
                            new X500Name("CN=" + issuer),
                            serialNumber,
                            Date.from(START),
                            Date.from(END),
                            new X500Name("CN=" + name),
                            key.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            String algorithm = signer.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "Ed25519";
            algorithm = signer.getAlgorithm().equals("EC") ? "SHA256withECDSA" : algorithm;
            var content = new JcaContentSignerBuilder(algorithm).build(signer);
            return new JcaX509CertificateConverter().getCertificate(builder.build(content));
        } catch (GeneralSecurityException | IOException | OperatorException e) {
            throw new IllegalStateException(e);
        }
    }
}
