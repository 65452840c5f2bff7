package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What sshd's `RevokedKeys` no longer accepts (OpenSSH's PROTOCOL.krl).
///
/// @param number rises with every change, unsigned
/// @param keys blobs of revoked keys
/// @param sha1 digests of revoked keys' blobs
/// @param sha256 digests of revoked keys' blobs
/// @param certificates what is revoked of each authority
public record KeyRevocationList(
        String number,
        Instant generated,
        String comment,
        Set<Bytes> keys,
        Set<Bytes> sha1,
        Set<Bytes> sha256,
        List<Certificates> certificates) {
    /// The most entries that are read.
    public static final int MOST_ENTRIES = 1_000_000;

    private static final Bytes MAGIC = Bytes.of("SSHKRL\n\0".getBytes(StandardCharsets.US_ASCII));
    private static final long LAST_SECOND = 253_402_300_799L;

    public KeyRevocationList {
        keys = Set.copyOf(keys);
        sha1 = Set.copyOf(sha1);
        sha256 = Set.copyOf(sha256);
        certificates = List.copyOf(certificates);
    }

    /// Revoked certificates of one authority.
    ///
    /// @param authority blob of its key; empty for all authorities
    /// @param keyIdentities the key ids that are revoked
    public record Certificates(
            Optional<Bytes> authority, List<Serials> serials, Set<String> keyIdentities) {
        public Certificates {
            serials = List.copyOf(serials);
            keyIdentities = Set.copyOf(keyIdentities);
        }

        boolean revokes(SshSignedKey certificate) {
            if (authority.isPresent()
                    && !authority.get().equals(certificate.signer().credential().blob())) {
                return false;
            }
            BigInteger serial = new BigInteger(certificate.credential().serial());
            return keyIdentities.contains(certificate.credential().keyIdentity())
                    || (serial.signum() > 0
                            && serials.stream().anyMatch(it -> it.contains(serial)));
        }
    }

    /// Serial numbers that are revoked.
    public sealed interface Serials {
        boolean contains(BigInteger serial);

        /// All from `first` to `last`.
        record Range(BigInteger first, BigInteger last) implements Serials {
            @Override
            public boolean contains(BigInteger serial) {
                return first.compareTo(serial) <= 0 && serial.compareTo(last) <= 0;
            }
        }

        /// `offset` plus the number of each bit that is set.
        record Bitmap(BigInteger offset, BigInteger bits) implements Serials {
            @Override
            public boolean contains(BigInteger serial) {
                BigInteger bit = serial.subtract(offset);
                return bit.signum() >= 0
                        && bit.bitLength() < 32
                        && bit.intValueExact() >= 0
                        && bits.testBit(bit.intValueExact());
            }
        }
    }

    /// Whether `content` begins as such a list does.
    public static boolean recognizes(Bytes content) {
        return content.startsWith(MAGIC);
    }

    /// Reads a list.
    public static KeyRevocationList parse(Bytes content) throws Malformed {
        return Guard.reading("key revocation list", () -> new Reader().read(content));
    }

    /// Whether sshd would refuse `blob` because of this list: the key, the certified key, its
    /// authority's key or the certificate.
    public boolean revokes(PublicBlob blob) {
        return switch (blob) {
            case SshPublicKey key -> revokesKey(key.credential().blob());
            case SshSignedKey certificate ->
                    revokesKey(certificate.subject().credential().blob())
                            || revokesKey(certificate.signer().credential().blob())
                            || certificates.stream().anyMatch(it -> it.revokes(certificate));
        };
    }

    private boolean revokesKey(Bytes blob) {
        return keys.contains(blob) || sha256.contains(blob.sha256()) || sha1.contains(sha1Of(blob));
    }

    private static Bytes sha1Of(Bytes content) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-1").digest(content.toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must support SHA-1", e);
        }
    }

    /// Gathers the sections.
    private static final class Reader {
        private final Set<Bytes> keys = new HashSet<>();
        private final Set<Bytes> sha1 = new HashSet<>();
        private final Set<Bytes> sha256 = new HashSet<>();
        private final List<Certificates> certificates = new ArrayList<>();
        private int entries;

        KeyRevocationList read(Bytes content) throws Malformed {
            if (!recognizes(content)) {
                throw new Malformed("it does not begin with SSHKRL");
            }
            Wire wire = new Wire(content);
            wire.take(MAGIC.size());
            if (wire.uint32() != 1) {
                throw new Malformed("a version of key revocation lists that is not known");
            }
            String number = Long.toUnsignedString(wire.uint64());
            long generated = wire.uint64();
            if (Long.compareUnsigned(generated, LAST_SECOND) > 0) {
                throw new Malformed("its date is after the year 9999");
            }
            wire.uint64(); // flags, of which none is defined
            wire.string(); // reserved
            String comment = wire.text();
            while (wire.hasMore()) {
                int type = wire.uint8();
                section(type, wire.nested());
            }
            return new KeyRevocationList(
                    number,
                    Instant.ofEpochSecond(generated),
                    comment,
                    keys,
                    sha1,
                    sha256,
                    certificates);
        }

        private void section(int type, Wire section) throws Malformed {
            switch (type) {
                case 1 -> certificates.add(certificates(section));
                case 2 -> strings(section, keys, 0);
                case 3 -> strings(section, sha1, 20);
                case 5 -> strings(section, sha256, 32);
                case 4 ->
                        throw new Malformed(
                                "it has a signature inside; OpenSSH refuses that since 9.4");
                case 255 -> extension(section);
                default -> throw new Malformed("it has a section of a type that is not known");
            }
        }

        private void strings(Wire section, Set<Bytes> into, int length) throws Malformed {
            while (section.hasMore()) {
                count();
                Bytes value = section.string();
                if (value.isEmpty() || (length != 0 && value.size() != length)) {
                    throw new Malformed("a revoked key has the wrong length");
                }
                into.add(value);
            }
        }

        private Certificates certificates(Wire section) throws Malformed {
            Bytes authority = section.string();
            section.string(); // reserved
            List<Serials> serials = new ArrayList<>();
            Set<String> identities = new HashSet<>();
            while (section.hasMore()) {
                int type = section.uint8();
                Wire part = section.nested();
                switch (type) {
                    case 0x20 -> serialList(part, serials);
                    case 0x21 -> {
                        serials.add(range(unsigned(part), unsigned(part)));
                        part.end();
                    }
                    case 0x22 -> {
                        count();
                        serials.add(new Serials.Bitmap(unsigned(part), part.mpint()));
                        part.end();
                    }
                    case 0x23 -> {
                        while (part.hasMore()) {
                            count();
                            identities.add(part.text());
                        }
                    }
                    case 0x39 -> extension(part);
                    default ->
                            throw new Malformed(
                                    "it revokes certificates in a way that is not known");
                }
            }
            return new Certificates(
                    authority.isEmpty() ? Optional.empty() : Optional.of(authority),
                    serials,
                    identities);
        }

        private void serialList(Wire part, List<Serials> serials) throws Malformed {
            while (part.hasMore()) {
                BigInteger serial = unsigned(part);
                serials.add(range(serial, serial));
            }
        }

        private Serials range(BigInteger first, BigInteger last) throws Malformed {
            count();
            if (first.compareTo(last) > 0) {
                throw new Malformed("a range of serial numbers ends before it begins");
            }
            return new Serials.Range(first, last);
        }

        private static void extension(Wire extension) throws Malformed {
            extension.string(); // its name
            if (extension.bool()) {
                throw new Malformed("it has a critical extension that is not known");
            }
            extension.string();
            extension.end();
        }

        private static BigInteger unsigned(Wire wire) throws Malformed {
            return new BigInteger(1, wire.take(8).toArray());
        }

        private void count() throws Malformed {
            if (++entries > MOST_ENTRIES) {
                throw new Malformed("it revokes more than " + MOST_ENTRIES + " things");
            }
        }
    }
}
