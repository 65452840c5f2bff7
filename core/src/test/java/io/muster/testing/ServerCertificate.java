package io.muster.testing;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A key and a certificate for a server of a test, signed by itself.
public record ServerCertificate(PrivateKey key, X509Certificate certificate) {

    /// @param algorithm `RSA` (2048 bits) or `EC` (P-256)
    /// @param host the only name in it
    public static ServerCertificate of(String algorithm, String host) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=" + host);
        Instant now = Instant.now();
        var builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.valueOf(now.toEpochMilli()),
                        Date.from(now.minusSeconds(60)),
                        Date.from(now.plusSeconds(3600)),
                        name,
                        pair.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
        String signature = algorithm.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        var signer = new JcaContentSignerBuilder(signature).build(pair.getPrivate());
        return new ServerCertificate(
                pair.getPrivate(),
                new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
    }

    /// Writes the certificate, with `others` behind it, and the key as `name.pem` and `name.key`.
    public void write(Path folder, String name, ServerCertificate... others) throws Exception {
        StringBuilder chain = new StringBuilder(pem("CERTIFICATE", certificate.getEncoded()));
        for (ServerCertificate other : others) {
            chain.append(pem("CERTIFICATE", other.certificate.getEncoded()));
        }
        Files.writeString(folder.resolve(name + ".pem"), chain);
        Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", key.getEncoded()));
    }

    /// A context for a server that shows this certificate.
    public SSLContext context() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, new char[0]);
        Certificate[] chain = {certificate};
        store.setKeyEntry("server", key, new char[0], chain);
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static String pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return String.join(
                "\n",
                List.of(
                        "-----BEGIN " + label + "-----",
                        base64,
                        "-----END " + label + "-----",
                        ""));
    }

    @Override
    public String toString() {
        return certificate.getSubjectX500Principal().getName();
    }
}
