package io.muster.http;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// The certificate that the HTTPS listener presents. It can be replaced at any time: connections
/// that are open go on, the next handshake presents the new one.
public final class PresentedCertificate {
    private static final String ALIAS = "server";

    private volatile Current current;

    /// @param chain leaf first
    public PresentedCertificate(List<X509Certificate> chain, PrivateKey key) {
        current = new Current(chain, key);
    }

    /// Presents another one from now on.
    public void replace(List<X509Certificate> chain, PrivateKey key) {
        current = new Current(chain, key);
    }

    /// The one that is presented now.
    public X509Certificate leaf() {
        return current.chain().getFirst();
    }

    /// @param authorities those that clients are told their certificate should be of
    SSLContext context(List<X509Certificate> authorities) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {new Presenting()},
                    new TrustManager[] {new Listening(authorities)},
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    /// Chain and key change together or not at all, hence one reference.
    private record Current(List<X509Certificate> chain, PrivateKey key) {
        Current {
            chain = List.copyOf(chain);
        }

        @Override
        public String toString() {
            return chain.getFirst().getSubjectX500Principal().getName();
        }
    }

    private final class Presenting extends X509ExtendedKeyManager {

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return keyType.equals(current.key().getAlgorithm()) ? ALIAS : null;
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return chooseServerAlias(keyType, issuers, null);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return current.chain().toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return current.key();
        }

        @Override
        public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String @Nullable [] getClientAliases(
                String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }
}
