package io.muster.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// An immutable run of bytes that is a value: equal when its content is equal, which an array is
/// not.
public final class Bytes implements Comparable<Bytes> {
    /// No bytes.
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    /// The address under which these bytes were asked for last, for nearly every credential is of
    /// one type only. Asked for dozens of times where a key is shared, and dear before the digest
    /// is compiled. Threads that meet here at worst compute it twice.
    private @Nullable Address address;

    private record Address(CredentialType type, CredentialId id) {}

    private Bytes(byte[] content) {
        this.content = content;
    }

    /// A copy of `content`.
    public static Bytes of(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content.clone());
    }

    /// A copy of `length` bytes of `content` that start at `from`.
    public static Bytes of(byte[] content, int from, int length) {
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(content, from, from + length));
    }

    /// The bytes that `hex` writes, without separators.
    ///
    /// @throws IllegalArgumentException when `hex` is not hexadecimal
    public static Bytes ofHex(String hex) {
        return new Bytes(HexFormat.of().parseHex(hex));
    }

    /// Takes `content` without a copy, for an array that nobody else holds.
    static Bytes owned(byte[] content) {
        return new Bytes(content);
    }

    /// How many bytes there are.
    public int size() {
        return content.length;
    }

    public boolean isEmpty() {
        return content.length == 0;
    }

    /// The byte at `index`, 0 to 255.
    public int at(int index) {
        return content[index] & 0xff;
    }

    /// The bytes from `from` to before `to`.
    public Bytes slice(int from, int to) {
        return from == 0 && to == content.length ? this : of(content, from, to - from);
    }

    public boolean startsWith(Bytes prefix) {
        return size() >= prefix.size()
                && Arrays.equals(content, 0, prefix.size(), prefix.content, 0, prefix.size());
    }

    /// A copy, the caller's to change.
    public byte[] toArray() {
        return content.clone();
    }

    /// Lower-case hexadecimal without separators.
    public String toHex() {
        return HexFormat.of().formatHex(content);
    }

    /// The SHA-256 digest (FIPS 180-4) of these bytes.
    public Bytes sha256() {
        return owned(newSha256().digest(content));
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must support SHA-256", e);
        }
    }

    /// The id of the credential of `type` whose canonical bytes these are.
    CredentialId id(CredentialType type) {
        Address known = address;
        if (known == null || known.type != type) {
            MessageDigest sha256 = newSha256();
            sha256.update(type.toString().getBytes(StandardCharsets.US_ASCII));
            sha256.update((byte) 0);
            known = new Address(type, new CredentialId(owned(sha256.digest(content))));
            address = known;
        }
        return known.id;
    }

    /// Unsigned, byte by byte; a prefix comes first.
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /// The number of bytes, never the bytes: they may be somebody's secret.
    @Override
    public String toString() {
        return "Bytes[" + content.length + "]";
    }
}
