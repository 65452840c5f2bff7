package io.muster.pgp;

import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.PgpKey;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads keys from key blocks, armored or not, one at a time: a keyring of 100,000 keys costs the
/// memory of one.
public final class Keyring {
    private Keyring() {}

    /// What a keyring has in one place.
    public sealed interface Item {}

    /// A key.
    ///
    /// @param privateHalf of the primary key
    /// @param subkeys algorithm and fingerprint of each, in order
    /// @param revoked a signature of the key itself says that it is no longer in use (not verified)
    public record Found(PgpKey key, PrivateHalf privateHalf, List<Subkey> subkeys, boolean revoked)
            implements Item {
        public Found {
            subkeys = List.copyOf(subkeys);
        }

        /// Whether any private half lies there without a passphrase.
        public boolean hasOpenPrivateHalf() {
            return privateHalf == PrivateHalf.OPEN
                    || subkeys.stream().anyMatch(it -> it.privateHalf() == PrivateHalf.OPEN);
        }

        /// Whether any private half lies there, open or locked.
        public boolean hasPrivateHalf() {
            return isThere(privateHalf)
                    || subkeys.stream().anyMatch(it -> isThere(it.privateHalf()));
        }

        /// As `docs/reference/facts.md` names them.
        public Facts facts() {
            Facts facts = Facts.of("format", "OpenPGP");
            if (hasPrivateHalf()) {
                facts = facts.with("encrypted", !hasOpenPrivateHalf());
            }
            if (!subkeys.isEmpty()) {
                facts = facts.with("subkeys", subkeys.stream().map(Subkey::toString).toList());
            }
            return revoked ? facts.with("revoked", true) : facts;
        }

        private static boolean isThere(PrivateHalf half) {
            return half == PrivateHalf.OPEN || half == PrivateHalf.LOCKED;
        }
    }

    /// A subkey.
    public record Subkey(String algorithm, String pgpFingerprint, PrivateHalf privateHalf) {
        @Override
        public String toString() {
            return algorithm + " " + pgpFingerprint;
        }
    }

    /// A key that cannot be read.
    ///
    /// @param number of the key in the keyring, 1-based
    public record Refused(long number, String reason) implements Item {}

    /// Hands every key of `in` to `out`.
    ///
    /// @throws Malformed when what comes next cannot be told; the keys before it have been handed
    ///   over
    public static void read(InputStream in, Consumer<Item> out) throws IOException, Malformed {
        try {
            BufferedInputStream buffered = new BufferedInputStream(in);
            buffered.mark(1);
            int first = buffered.read();
            buffered.reset();
            if (first >= 0x80) {
                readPackets(buffered, out);
                return;
            }
            ArmoredBlocks blocks = new ArmoredBlocks(buffered);
            boolean found = false;
            while (blocks.next()) {
                found = true;
                readPackets(blocks.content(), out);
            }
            if (!found) {
                throw new Malformed("it has no OpenPGP key block");
            }
        } catch (EOFException e) {
            throw new Malformed("it ends too early", e);
        } catch (RuntimeException e) {
            throw new Malformed("these OpenPGP keys cannot be read", e);
        }
    }

    /// All keys of `content`.
    public static List<Item> parse(byte[] content) throws Malformed {
        List<Item> items = new ArrayList<>();
        try {
            read(new ByteArrayInputStream(content), items::add);
        } catch (IOException e) {
            throw new Malformed("its armor is not base64", e);
        }
        return items;
    }

    private static void readPackets(InputStream in, Consumer<Item> out)
            throws IOException, Malformed {
        PacketReader reader = new PacketReader(in);
        KeyBuilder builder = new KeyBuilder(out);
        Optional<Packet> packet = reader.next();
        if (packet.isPresent() && !packet.get().isPrimaryKey()) {
            throw new Malformed("it does not begin with a key");
        }
        while (packet.isPresent()) {
            builder.add(packet.get());
            packet = reader.next();
        }
        builder.finish();
    }
}
