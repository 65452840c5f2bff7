package io.muster.keystore;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads Bouncy Castle's BKS, whose certificates are readable by anybody, and tells it from UBER,
/// which begins alike and is encrypted as a whole.
public final class BouncyCastleKeystore {
    private static final int SALT_MAX = 64;
    private static final int ROUNDS_MAX = 1 << 20;
    private static final int CHAIN_MAX = 100;

    private static final int END = 0;
    private static final int CERTIFICATE = 1;
    private static final int KEY = 2;
    private static final int SECRET = 3;
    private static final int SEALED = 4;

    private final ByteCursor in;
    private final List<Keystore.Item> items = new ArrayList<>();

    private BouncyCastleKeystore(Bytes content) {
        this.in = new ByteCursor(content.toArray());
    }

    /// Whether content that begins with `head` and has `size` bytes may be one: version, salt and
    /// rounds of its integrity check come first.
    public static boolean recognizes(Bytes head, long size) {
        ByteCursor in = new ByteCursor(head.toArray());
        try {
            int version = in.int32();
            int salt = in.int32();
            if (version < 0 || version > 2 || salt < 8 || salt > SALT_MAX) {
                return false;
            }
            in.skip(salt);
            int rounds = in.int32();
            return rounds >= 1_000 && rounds <= ROUNDS_MAX && size > 12L + salt;
        } catch (Malformed e) {
            return false;
        }
    }

    /// Reads what [#recognizes] took for one. What does not read on as BKS is UBER, sealed.
    public static Keystore read(Bytes content) {
        BouncyCastleKeystore reader = new BouncyCastleKeystore(content);
        try {
            reader.in.skip(Integer.BYTES);
            reader.in.skip(reader.in.int32());
            reader.in.skip(Integer.BYTES);
            for (int kind = reader.in.int8(); kind != END; kind = reader.in.int8()) {
                reader.entry(kind);
            }
            return new Keystore("BKS", reader.items, false);
        } catch (Malformed e) {
            return reader.items.isEmpty()
                    ? new Keystore("UBER", List.of(), true)
                    : new Keystore("BKS", reader.items, true);
        }
    }

    private void entry(int kind) throws Malformed {
        if (items.size() >= Keystore.ITEMS_MAX) {
            throw new Malformed("more entries than are read");
        }
        String alias = Keystore.cut(in.text());
        in.skip(Long.BYTES);
        int length = in.int32();
        if (length < 0 || length > CHAIN_MAX) {
            throw new Malformed("a chain of more than " + CHAIN_MAX + " certificates");
        }
        Optional<Bytes> leaf = Optional.empty();
        List<Keystore.Item> chain = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Bytes der = certificate();
            leaf = leaf.or(() -> Optional.of(der));
            chain.add(new Keystore.StoredCertificate(alias, der, false));
        }
        switch (kind) {
            case CERTIFICATE ->
                    items.add(new Keystore.StoredCertificate(alias, certificate(), true));
            case KEY -> {
                in.skip(1);
                in.text();
                in.text();
                in.skip(in.int32());
                items.add(new Keystore.LockedKey(alias, leaf));
            }
            case SECRET, SEALED -> {
                in.skip(in.int32());
                // A sealed entry without a chain is a secret key.
                items.add(
                        leaf.isPresent()
                                ? new Keystore.LockedKey(alias, leaf)
                                : new Keystore.SecretKey(alias));
            }
            default -> throw new Malformed("an entry of unknown kind");
        }
        items.addAll(chain);
    }

    private Bytes certificate() throws Malformed {
        in.text();
        return in.bytes(in.int32());
    }
}
