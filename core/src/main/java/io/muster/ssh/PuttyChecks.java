package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// The integrity checks of `.ppk` files, with and without a passphrase.
final class PuttyChecks {
    /// PuTTY's default is 8 MiB; a key that wants more than this is not tried.
    private static final int MOST_MEMORY_KIB = 64 * 1024;

    /// Memory times passes, which is what a passphrase costs: some seconds.
    private static final long MOST_WORK_KIB = 2 * 1024 * 1024;

    private static final int MOST_LANES = 16;
    private static final int MOST_TRIES = 32;

    private PuttyChecks() {}

    /// How many passphrases are tried: fewer, the more each one costs.
    static int mostTries(PuttyFile file) {
        long work = file.argon2().map(it -> (long) it.memory() * it.passes()).orElse(1L);
        return Math.clamp(4 * MOST_WORK_KIB / Math.max(1, work), 1, MOST_TRIES);
    }

    /// Whether the check of an unencrypted file fits.
    static boolean isAuthentic(PuttyFile file) throws Malformed {
        return fits(file, file.privateBlob(), macKey(file, new byte[0]));
    }

    /// Whether `passphrase` opens an encrypted file.
    static boolean opens(PuttyFile file, byte[] passphrase) throws Malformed {
        int size = file.privateBlob().size();
        if (size == 0 || size % 16 != 0) {
            throw new Malformed("its private part does not fill whole blocks");
        }
        byte[] key;
        byte[] iv = new byte[16];
        byte[] macKey;
        if (file.version() == 3) {
            byte[] stretched = argon2(file, passphrase);
            key = Arrays.copyOfRange(stretched, 0, 32);
            iv = Arrays.copyOfRange(stretched, 32, 48);
            macKey = Arrays.copyOfRange(stretched, 48, 80);
        } else {
            key = olderKey(passphrase);
            macKey = macKey(file, passphrase);
        }
        return fits(file, decrypt(key, iv, file.privateBlob()), macKey);
    }

    private static byte[] macKey(PuttyFile file, byte[] passphrase) {
        if (file.version() == 3) {
            return new byte[0];
        }
        byte[] label = "putty-private-key-file-mac-key".getBytes(StandardCharsets.US_ASCII);
        return digest("SHA-1", label, passphrase);
    }

    private static byte[] olderKey(byte[] passphrase) {
        byte[] first = digest("SHA-1", new byte[4], passphrase);
        byte[] second = digest("SHA-1", new byte[] {0, 0, 0, 1}, passphrase);
        byte[] key = Arrays.copyOf(first, 32);
        System.arraycopy(second, 0, key, first.length, 32 - first.length);
        return key;
    }

    private static boolean fits(PuttyFile file, Bytes privateBlob, byte[] macKey) {
        byte[] checked =
                file.version() == 1
                        ? privateBlob.toArray()
                        : new WireWriter()
                                .string(file.keyType())
                                .string(file.encryption())
                                .string(file.comment())
                                .string(file.publicBlob())
                                .string(privateBlob)
                                .toArray();
        byte[] expected =
                switch (file.check()) {
                    case HASH -> digest("SHA-1", checked, new byte[0]);
                    case MAC ->
                            mac(file.version() == 3 ? "HmacSHA256" : "HmacSHA1", macKey, checked);
                };
        return MessageDigest.isEqual(expected, file.mac().toArray());
    }

    private static byte[] argon2(PuttyFile file, byte[] passphrase) throws Malformed {
        PuttyFile.Argon2 cost =
                file.argon2()
                        .orElseThrow(() -> new Malformed("it does not say how it is encrypted"));
        int variant =
                switch (cost.variant()) {
                    case "Argon2d" -> Argon2Parameters.ARGON2_d;
                    case "Argon2i" -> Argon2Parameters.ARGON2_i;
                    case "Argon2id" -> Argon2Parameters.ARGON2_id;
                    default ->
                            throw new Malformed(
                                    "its passphrase is stretched in a way that is not known");
                };
        if (cost.memory() > MOST_MEMORY_KIB
                || (long) cost.memory() * cost.passes() > MOST_WORK_KIB
                || cost.parallelism() > MOST_LANES) {
            throw new Malformed(
                    "its passphrase takes "
                            + cost.memory()
                            + " KiB, "
                            + cost.passes()
                            + " passes and "
                            + cost.parallelism()
                            + " lanes of Argon2, which is more than is spent on one");
        }
        if (cost.passes() < 1 || cost.parallelism() < 1 || cost.memory() < 8 * cost.parallelism()) {
            throw new Malformed("it gives Argon2 settings that are too small");
        }
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(variant)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(cost.memory())
                        .withIterations(cost.passes())
                        .withParallelism(cost.parallelism())
                        .withSalt(cost.salt().toArray())
                        .build());
        byte[] stretched = new byte[80];
        generator.generateBytes(passphrase, stretched);
        return stretched;
    }

    private static Bytes decrypt(byte[] key, byte[] iv, Bytes content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return Bytes.of(cipher.doFinal(content.toArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must support AES in CBC mode", e);
        }
    }

    private static byte[] mac(String algorithm, byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            // HMAC fills a short key with zeros, so one zero is the empty key that Java will not
            // have.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks " + algorithm, e);
        }
    }

    private static byte[] digest(String algorithm, byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(first);
            return digest.digest(second);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must support " + algorithm, e);
        }
    }
}
