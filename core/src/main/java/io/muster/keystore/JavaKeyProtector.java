package io.muster.keystore;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.x509.Der;
import io.muster.x509.DerCursor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/// Opens private keys as JKS locks them: a stream of SHA-1 over password and salt, with a digest
/// that says whether it fits.
final class JavaKeyProtector {
    private static final String JKS = "1.3.6.1.4.1.42.2.17.1.1";
    private static final int DIGEST = 20;

    private JavaKeyProtector() {}

    /// @return nothing when no password fits or the way of locking is another one (that of JCEKS)
    static Optional<EncryptedPrivateKey.Opened> open(Bytes locked, Passwords passwords)
            throws Malformed {
        DerCursor fields =
                Der.read(locked.toArray()).children(Der.SEQUENCE, "encrypted private key");
        DerCursor scheme = fields.next(Der.SEQUENCE, "protection").children();
        byte[] content = fields.next(Der.OCTET_STRING, "encrypted private key").contents();
        if (!scheme.next().oid("protection").dotted().equals(JKS) || content.length < 2 * DIGEST) {
            return Optional.empty();
        }
        for (String password : passwords.values()) {
            byte[] bytes = password.getBytes(StandardCharsets.UTF_16BE);
            byte[] plain = unlock(content, bytes);
            byte[] check = Arrays.copyOfRange(content, content.length - DIGEST, content.length);
            MessageDigest sha1 = Digests.of("SHA-1");
            sha1.update(bytes);
            if (MessageDigest.isEqual(sha1.digest(plain), check)) {
                Bytes spki = PrivateKeyInfo.publicHalfOfPkcs8(Bytes.of(plain));
                return Optional.of(
                        new EncryptedPrivateKey.Opened(spki, Passwords.isWellKnown(password)));
            }
        }
        return Optional.empty();
    }

    private static byte[] unlock(byte[] content, byte[] password) {
        byte[] plain = Arrays.copyOfRange(content, DIGEST, content.length - DIGEST);
        byte[] stream = Arrays.copyOf(content, DIGEST);
        MessageDigest sha1 = Digests.of("SHA-1");
        for (int i = 0; i < plain.length; i++) {
            if (i % DIGEST == 0) {
                sha1.update(password);
                stream = sha1.digest(stream);
            }
            plain[i] ^= stream[i % DIGEST];
        }
        return plain;
    }
}
