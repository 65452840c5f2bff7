package io.muster.keystore;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.x509.Der;
import io.muster.x509.DerCursor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// Private keys under a password: PKCS#8 EncryptedPrivateKeyInfo (RFC 5958, 3) and the older
/// encryption of PEM (RFC 1421).
public final class EncryptedPrivateKey {

    /// A key that a password opened.
    ///
    /// @param spki the public half
    /// @param wellKnownPassword the password is one that everybody knows
    public record Opened(Bytes spki, boolean wellKnownPassword) {}

    private EncryptedPrivateKey() {}

    /// @return nothing when no password fits
    /// @throws Malformed when it is no EncryptedPrivateKeyInfo, costs too much to try, or holds no
    ///   key that is understood
    public static Optional<Opened> openPkcs8(Bytes der, Passwords passwords) throws Malformed {
        return openPkcs8(der, passwords, new Cost());
    }

    static Optional<Opened> openPkcs8(Bytes der, Passwords passwords, Cost cost) throws Malformed {
        DerCursor fields = Der.read(der.toArray()).children(Der.SEQUENCE, "encrypted private key");
        Der scheme = fields.next(Der.SEQUENCE, "encryption scheme");
        byte[] encrypted = fields.next().octets("encrypted private key");
        for (String password : passwords.values()) {
            try {
                byte[] key = PasswordEncryption.decrypt(scheme, encrypted, password, cost);
                if (PasswordEncryption.isSequence(key)) {
                    return Optional.of(
                            new Opened(
                                    PrivateKeyInfo.publicHalfOfPkcs8(Bytes.of(key)),
                                    Passwords.isWellKnown(password)));
                }
            } catch (Malformed wrongPassword) {
                if (wrongPassword.getCause() == null) {
                    throw wrongPassword;
                }
            }
        }
        return Optional.empty();
    }

    /// Whether `der` is two fields: an algorithm and an OCTET STRING.
    public static boolean looksLikePkcs8(Bytes der) {
        try {
            DerCursor fields =
                    Der.read(der.toArray()).children(Der.SEQUENCE, "encrypted private key");
            Der scheme = fields.next(Der.SEQUENCE, "encryption scheme");
            String oid = scheme.children().next().oid("encryption scheme").dotted();
            fields.next().octets("encrypted private key");
            return !fields.hasNext()
                    && (oid.startsWith("1.2.840.113549.1.5.")
                            || oid.startsWith("1.2.840.113549.1.12.1."));
        } catch (Malformed e) {
            return false;
        }
    }

    /// What `encrypted` holds when a password fits: the key is made by MD5 over password and the
    /// first 8 bytes of the IV.
    ///
    /// @param encryption content of the `DEK-Info` header: `AES-128-CBC,<hex>`
    public static Optional<Bytes> openPem(Bytes encrypted, String encryption, Passwords passwords)
            throws Malformed {
        int comma = encryption.indexOf(',');
        if (comma < 0) {
            throw new Malformed("a DEK-Info header without initial value");
        }
        byte[] initial;
        try {
            initial = HexFormat.of().parseHex(encryption.substring(comma + 1).strip());
        } catch (IllegalArgumentException e) {
            throw new Malformed("a DEK-Info header whose initial value is not hexadecimal", e);
        }
        String cipher = encryption.substring(0, comma).strip().toUpperCase(Locale.ROOT);
        int keyBytes =
                switch (cipher) {
                    case "AES-128-CBC" -> 16;
                    case "AES-192-CBC", "DES-EDE3-CBC" -> 24;
                    case "AES-256-CBC" -> 32;
                    case "DES-CBC" -> 8;
                    default -> throw new Malformed("encrypted with a cipher that is not known");
                };
        String name = cipher.startsWith("AES") ? "AES" : keyBytes == 24 ? "DESede" : "DES";
        if (initial.length < 8) {
            throw new Malformed("a DEK-Info header whose initial value is too short");
        }
        for (String password : passwords.values()) {
            byte[] key = opensslKey(password, Arrays.copyOf(initial, 8), keyBytes);
            try {
                byte[] plain = PasswordEncryption.cbc(name, key, initial, encrypted.toArray());
                if (PasswordEncryption.isSequence(plain)) {
                    return Optional.of(Bytes.of(plain));
                }
            } catch (GeneralSecurityException wrongPassword) {
                // The next one may fit.
            }
        }
        return Optional.empty();
    }

    /// OpenSSL's EVP_BytesToKey with MD5 and one round.
    private static byte[] opensslKey(String password, byte[] salt, int size) {
        byte[] key = new byte[0];
        byte[] last = new byte[0];
        MessageDigest md5 = Digests.of("MD5");
        while (key.length < size) {
            md5.update(last);
            md5.update(password.getBytes(StandardCharsets.UTF_8));
            last = md5.digest(salt);
            int from = key.length;
            key = Arrays.copyOf(key, from + last.length);
            System.arraycopy(last, 0, key, from, last.length);
        }
        return Arrays.copyOf(key, size);
    }
}
