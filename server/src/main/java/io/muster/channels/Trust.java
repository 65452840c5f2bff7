package io.muster.channels;

import io.muster.alerts.Channel.Undelivered;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// By whom the other side of TLS must be known.
///
/// @param authorities a PEM file; empty: those that the Java runtime trusts
public record Trust(Optional<Path> authorities) {

    /// What connections are made with.
    public SSLContext context() throws Undelivered {
        try {
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            if (authorities.isPresent()) {
                factory.init(store(authorities.get()));
            } else {
                factory.init((KeyStore) null);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new Undelivered(
                    authorities.map(Path::toString).orElse("the usual authorities")
                            + " cannot be read as certificates",
                    e);
        }
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            int n = 0;
            for (Certificate one :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + n++, one);
            }
            if (n == 0) {
                throw new IOException("no certificate in " + file);
            }
        }
        return store;
    }
}
