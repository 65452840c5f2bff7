package io.muster.app;

import io.muster.config.PrivateFile;
import io.muster.merkle.NoteKey;
import io.muster.secret.FingerprintKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/// The keys that a server makes for itself on its first start and never gives out, a file each in
/// the data folder. Nodes that share a database share these files.
///
/// A file that is there and cannot be used stops the start: making another key in silence would cut
/// everything off that the old one was for.
record Keys(Path folder, SecureRandom random) {
    private static final int FINGERPRINT_KEY_SIZE = 32;

    /// The key under which secrets are told apart.
    FingerprintKey fingerprint() throws IOException {
        PrivateFile file = new PrivateFile(folder.resolve("fingerprint.key"));
        if (!Files.exists(file.path())) {
            byte[] key = new byte[FINGERPRINT_KEY_SIZE];
            random.nextBytes(key);
            file.write(Base64.getEncoder().encodeToString(key) + "\n");
        }
        try {
            return FingerprintKey.of(Base64.getDecoder().decode(file.read().strip()));
        } catch (IllegalArgumentException e) {
            throw unusable(file, e);
        }
    }

    /// The key that signs the audit log.
    ///
    /// @param origin the log's name
    Signing audit(String origin) throws IOException {
        return signing("audit.key", origin);
    }

    /// The key that seals reports: whoever holds it cannot sign an audit log.
    ///
    /// @param name under which those who check know it
    Signing report(String name) throws IOException {
        return signing("report.key", name);
    }

    private Signing signing(String name, String origin) throws IOException {
        PrivateFile file = new PrivateFile(folder.resolve(name));
        try {
            if (!Files.exists(file.path())) {
                KeyPair made = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                file.write(
                        base64(made.getPrivate().getEncoded())
                                + base64(made.getPublic().getEncoded())
                                + origin
                                + "\n");
            }
            List<String> lines = file.read().lines().toList();
            if (lines.size() != 3) {
                throw new GeneralSecurityException("three lines are expected");
            }
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            return new Signing(
                    NoteKey.of(
                            lines.get(2),
                            factory.generatePublic(
                                    new X509EncodedKeySpec(
                                            Base64.getDecoder().decode(lines.get(1))))),
                    factory.generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(0)))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(file, e);
        }
    }

    /// @param name with the signer's name, for those who check
    record Signing(NoteKey name, PrivateKey privateKey) {}

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes) + "\n";
    }

    private static IOException unusable(PrivateFile file, Exception cause) {
        return new IOException(
                "the key in %s cannot be used; restore it from a backup".formatted(file.path()),
                cause);
    }
}
