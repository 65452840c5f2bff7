package io.muster.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A certificate with its chain and its key, as PEM (RFC 7468).
record KeyPairPem(List<X509Certificate> chain, PrivateKey key) {
    private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_END = "-----END PRIVATE KEY-----";
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    KeyPairPem {
        chain = List.copyOf(chain);
    }

    /// Reads certificates, leaf first, and a PKCS#8 key without a passphrase (RFC 5958).
    ///
    /// @throws IOException saying what is missing or does not belong together
    static KeyPairPem read(String certificates, String key) throws IOException {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (int from = certificates.indexOf(BEGIN); from >= 0; ) {
                int to = certificates.indexOf(END, from);
                if (to < 0) {
                    throw new IOException("a certificate of HTTPS is cut short");
                }
                byte[] pem =
                        certificates
                                .substring(from, to + END.length())
                                .getBytes(StandardCharsets.US_ASCII);
                chain.add(
                        (X509Certificate)
                                factory.generateCertificate(new ByteArrayInputStream(pem)));
                from = certificates.indexOf(BEGIN, to);
            }
            if (chain.isEmpty()) {
                throw new IOException("the file of the HTTPS certificate holds none");
            }
            return new KeyPairPem(chain, privateKey(key, chain.getFirst()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the HTTPS certificate or its key cannot be read", e);
        }
    }

    private static PrivateKey privateKey(String pem, X509Certificate leaf)
            throws IOException, GeneralSecurityException {
        int from = pem.indexOf(KEY_BEGIN);
        int to = pem.indexOf(KEY_END);
        if (from < 0 || to < from) {
            throw new IOException(
                    "the key of HTTPS must be PKCS#8 without a passphrase, '%s'"
                            .formatted(KEY_BEGIN));
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.substring(from + KEY_BEGIN.length(), to));
        PrivateKey key =
                KeyFactory.getInstance(leaf.getPublicKey().getAlgorithm())
                        .generatePrivate(new PKCS8EncodedKeySpec(der));
        if (!fits(key, leaf)) {
            throw new IOException("the key of HTTPS is not that of its certificate");
        }
        return key;
    }

    /// Signs with the one and verifies with the other.
    private static boolean fits(PrivateKey key, X509Certificate leaf)
            throws GeneralSecurityException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> key.getAlgorithm();
                };
        var signature = Signature.getInstance(algorithm);
        byte[] message = {1, 2, 3};
        signature.initSign(key);
        signature.update(message);
        byte[] signed = signature.sign();
        signature.initVerify(leaf.getPublicKey());
        signature.update(message);
        return signature.verify(signed);
    }

    /// Both in one text, so that they are replaced together.
    String text() {
        try {
            Base64.Encoder base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
            StringBuilder text = new StringBuilder();
            for (X509Certificate certificate : chain) {
                text.append(BEGIN).append('\n');
                text.append(base64.encodeToString(certificate.getEncoded())).append('\n');
                text.append(END).append('\n');
            }
            text.append(KEY_BEGIN).append('\n');
            text.append(base64.encodeToString(key.getEncoded())).append('\n');
            return text.append(KEY_END).append('\n').toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    @Override
    public String toString() {
        return chain.getFirst().getSubjectX500Principal().getName();
    }
}
