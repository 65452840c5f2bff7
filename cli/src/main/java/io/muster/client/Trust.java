package io.muster.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Whom to believe that they are the server. There is no "anybody".
///
/// @param certificates authorities, or the server's certificate itself; none: the authorities that
///   the Java runtime knows
public record Trust(List<Certificate> certificates) {
    /// The authorities that the Java runtime knows.
    public static final Trust USUAL = new Trust(List.of());

    private static final long BYTES_MAX = 1 << 20;
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");

    public Trust {
        certificates = List.copyOf(certificates);
    }

    /// Those whose certificates stand in the PEM file `file`; what else is in it is passed over.
    ///
    /// @throws IOException when there are none
    public static Trust in(Path file) throws IOException {
        if (Files.size(file) > BYTES_MAX) {
            throw new IOException(file + " is too large for a list of certificates");
        }
        List<Certificate> found = new ArrayList<>();
        Matcher pem =
                CERTIFICATE.matcher(
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (pem.find()) {
                byte[] text = pem.group().getBytes(StandardCharsets.US_ASCII);
                found.add(factory.generateCertificate(new ByteArrayInputStream(text)));
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("a certificate in " + file + " cannot be read", e);
        }
        if (found.isEmpty()) {
            throw new IOException(file + " holds no certificate in PEM");
        }
        return new Trust(found);
    }

    SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java runtime cannot check certificates", e);
        }
    }

    private TrustManagerFactory managers() throws GeneralSecurityException, IOException {
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (certificates.isEmpty()) {
            managers.init((KeyStore) null);
            return managers;
        }
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        for (int i = 0; i < certificates.size(); i++) {
            anchors.setCertificateEntry("anchor-" + i, certificates.get(i));
        }
        managers.init(anchors);
        return managers;
    }
}
