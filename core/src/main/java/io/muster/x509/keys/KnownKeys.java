package io.muster.x509.keys;

import io.muster.model.Bytes;
import io.muster.model.KeyId;
import io.muster.model.Malformed;
import io.muster.x509.PublicKeyInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/// Keys whose private half is public knowledge, from lists that others publish. A list is text, one
/// key a line, `#` starts a comment:
///
/// - 64 hexadecimal digits: SHA-256 of the SubjectPublicKeyInfo (pwnedkeys, badkeys);
/// - 20 hexadecimal digits: the last 80 bits of a digest, as Debian listed the keys of
///   CVE-2008-0166: in `openssl-blacklist` the SHA-1 of the line `Modulus=HEX`, in
///   `openssh-blacklist` the MD5 of the SSH public key.
///
/// No list comes with the product: Debian no longer ships its own, and the lists are large.
public final class KnownKeys {
    public static final KnownKeys NONE = new KnownKeys(Set.of());

    private static final int MAX_ENTRIES = 10_000_000;

    private static final int SPKI_DIGITS = 64;
    private static final int DEBIAN_DIGITS = 20;
    private static final int DEBIAN_BYTES = DEBIAN_DIGITS / 2;

    private final Set<Bytes> entries;

    private KnownKeys(Set<Bytes> entries) {
        this.entries = entries;
    }

    /// @throws Malformed when a line is neither form, or the list is too long
    public static KnownKeys read(Reader list) throws IOException, Malformed {
        Set<Bytes> entries = new HashSet<>();
        BufferedReader lines = new BufferedReader(list);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String entry = line.strip();
            if (entry.isEmpty() || entry.startsWith("#")) {
                continue;
            }
            boolean hex = entry.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
            if (!hex || (entry.length() != SPKI_DIGITS && entry.length() != DEBIAN_DIGITS)) {
                throw new Malformed("line " + number + ": neither 64 nor 20 hexadecimal digits");
            }
            entries.add(Bytes.ofHex(entry));
            if (entries.size() > MAX_ENTRIES) {
                throw new Malformed("more than " + MAX_ENTRIES + " keys");
            }
        }
        return new KnownKeys(entries);
    }

    /// The keys of both lists.
    ///
    /// @throws Malformed when they are too many
    public KnownKeys and(KnownKeys others) throws Malformed {
        Set<Bytes> all = new HashSet<>(entries);
        all.addAll(others.entries);
        if (all.size() > MAX_ENTRIES) {
            throw new Malformed("more than " + MAX_ENTRIES + " known keys");
        }
        return new KnownKeys(all);
    }

    public int size() {
        return entries.size();
    }

    public boolean contains(PublicKeyInfo key) {
        if (entries.isEmpty()) {
            return false;
        }
        return entries.contains(key.encoded().sha256())
                || key.rsa().map(rsa -> entries.contains(debian(rsa.modulus()))).orElse(false);
    }

    /// Whether the list has `key`, whatever wraps it.
    public boolean contains(KeyId key) {
        return entries.contains(key.spki().digest());
    }

    /// Whether the list has the SSH key that is written so (RFC 4253, 6.6).
    public boolean containsSsh(Bytes blob) {
        return !entries.isEmpty() && entries.contains(ending("MD5", blob.toArray()));
    }

    private static Bytes debian(BigInteger modulus) {
        byte[] magnitude = modulus.toByteArray();
        int from = magnitude[0] == 0 ? 1 : 0;
        String hex = HexFormat.of().formatHex(magnitude, from, magnitude.length);
        String line = "Modulus=" + hex.toUpperCase(Locale.ROOT) + "\n";
        return ending("SHA-1", line.getBytes(StandardCharsets.US_ASCII));
    }

    /// MD5 and SHA-1 are the lists' formats here, not a security decision.
    private static Bytes ending(String algorithm, byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(content);
            return Bytes.of(digest, digest.length - DEBIAN_BYTES, DEBIAN_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must support " + algorithm, e);
        }
    }
}
