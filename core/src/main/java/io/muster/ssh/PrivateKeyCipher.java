package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The ciphers with which OpenSSH encrypts private keys.
enum PrivateKeyCipher {
    NONE("none", "", 0, 0, 8),
    AES_256_CTR("aes256-ctr", "AES/CTR/NoPadding", 32, 16, 16),
    AES_192_CTR("aes192-ctr", "AES/CTR/NoPadding", 24, 16, 16),
    AES_128_CTR("aes128-ctr", "AES/CTR/NoPadding", 16, 16, 16),
    AES_256_CBC("aes256-cbc", "AES/CBC/NoPadding", 32, 16, 16),
    AES_192_CBC("aes192-cbc", "AES/CBC/NoPadding", 24, 16, 16),
    AES_128_CBC("aes128-cbc", "AES/CBC/NoPadding", 16, 16, 16),
    TRIPLE_DES_CBC("3des-cbc", "DESede/CBC/NoPadding", 24, 8, 8),
    AES_256_GCM("aes256-gcm@openssh.com", "AES/GCM/NoPadding", 32, 12, 16),
    AES_128_GCM("aes128-gcm@openssh.com", "AES/GCM/NoPadding", 16, 12, 16),
    /// Two keys, of which the second encrypts lengths and is not used here.
    CHACHA20_POLY1305("chacha20-poly1305@openssh.com", "ChaCha20", 64, 0, 8);

    private final String text;
    private final String transformation;
    private final int keyBytes;
    private final int ivBytes;
    private final int blockBytes;

    PrivateKeyCipher(
            String text, String transformation, int keyBytes, int ivBytes, int blockBytes) {
        this.text = text;
        this.transformation = transformation;
        this.keyBytes = keyBytes;
        this.ivBytes = ivBytes;
        this.blockBytes = blockBytes;
    }

    static PrivateKeyCipher named(String name) throws Malformed {
        return Arrays.stream(values())
                .filter(it -> it.text.equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new Malformed("it is encrypted with a cipher that is not known"));
    }

    int keyBytes() {
        return keyBytes;
    }

    int ivBytes() {
        return ivBytes;
    }

    int blockBytes() {
        return blockBytes;
    }

    void requireShape(Bytes sealed, Bytes tag) throws Malformed {
        if (sealed.size() < blockBytes || sealed.size() % blockBytes != 0) {
            throw new Malformed("its private part does not fill whole blocks");
        }
        if (tag.size() != (isAuthenticated() ? 16 : 0)) {
            throw new Malformed("there are too many or too few bytes after its private part");
        }
    }

    private boolean isAuthenticated() {
        return this == AES_128_GCM || this == AES_256_GCM || this == CHACHA20_POLY1305;
    }

    /// The content, or nothing when the cipher itself can tell that the key is wrong.
    Optional<Bytes> decrypt(byte[] keyAndIv, Bytes sealed, Bytes tag) {
        try {
            Cipher cipher = Cipher.getInstance(transformation);
            cipher.init(Cipher.DECRYPT_MODE, key(keyAndIv), parameters(keyAndIv));
            byte[] input = sealed.toArray();
            if (this == AES_128_GCM || this == AES_256_GCM) {
                input = new WireWriter().raw(sealed).raw(tag).toArray();
            }
            return Optional.of(Bytes.of(cipher.doFinal(input)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks " + transformation, e);
        }
    }

    private SecretKeySpec key(byte[] keyAndIv) {
        String algorithm = transformation.split("/", 2)[0];
        int length = this == CHACHA20_POLY1305 ? 32 : keyBytes;
        return new SecretKeySpec(keyAndIv, 0, length, algorithm);
    }

    private AlgorithmParameterSpec parameters(byte[] keyAndIv) {
        return switch (this) {
            case AES_128_GCM, AES_256_GCM -> new GCMParameterSpec(128, keyAndIv, keyBytes, ivBytes);
            case CHACHA20_POLY1305 -> new ChaCha20ParameterSpec(new byte[12], 1);
            case NONE,
                    AES_256_CTR,
                    AES_192_CTR,
                    AES_128_CTR,
                    AES_256_CBC,
                    AES_192_CBC,
                    AES_128_CBC,
                    TRIPLE_DES_CBC ->
                    new IvParameterSpec(keyAndIv, keyBytes, ivBytes);
        };
    }
}
