package io.muster.ssh;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// OpenBSD's bcrypt_pbkdf(3): how OpenSSH makes a key from a passphrase.
final class BcryptPbkdf {
    private static final byte[] MAGIC =
            "OxychromaticBlowfishSwatDynamite".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_BYTES = 32;

    private BcryptPbkdf() {}

    /// A key of `length` bytes. One round takes some milliseconds for each 32 bytes.
    static byte[] derive(byte[] passphrase, byte[] salt, int rounds, int length) {
        byte[] key = new byte[length];
        byte[] hashedPassphrase = sha512(passphrase);
        int blocks = (length + HASH_BYTES - 1) / HASH_BYTES;
        for (int block = 0; block < blocks; block++) {
            byte[] numbered =
                    ByteBuffer.allocate(salt.length + 4).put(salt).putInt(block + 1).array();
            byte[] round = hash(hashedPassphrase, sha512(numbered));
            byte[] sum = round.clone();
            for (int i = 1; i < rounds; i++) {
                round = hash(hashedPassphrase, sha512(round));
                for (int j = 0; j < sum.length; j++) {
                    sum[j] ^= round[j];
                }
            }
            // The bytes of a block are spread over the key, not put one after the other.
            for (int i = 0; i < HASH_BYTES && i * blocks + block < length; i++) {
                key[i * blocks + block] = sum[i];
            }
        }
        Arrays.fill(hashedPassphrase, (byte) 0);
        return key;
    }

    private static byte[] hash(byte[] passphrase, byte[] salt) {
        Blowfish blowfish = new Blowfish();
        blowfish.expand(salt, passphrase);
        for (int i = 0; i < 64; i++) {
            blowfish.expand(salt);
            blowfish.expand(passphrase);
        }
        int[] words = new int[HASH_BYTES / 4];
        ByteBuffer.wrap(MAGIC).asIntBuffer().get(words);
        for (int at = 0; at < words.length; at += 2) {
            for (int i = 0; i < 64; i++) {
                blowfish.encrypt(words, at);
            }
        }
        ByteBuffer out = ByteBuffer.allocate(HASH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.asIntBuffer().put(words);
        return out.array();
    }

    private static byte[] sha512(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks SHA-512", e);
        }
    }
}
