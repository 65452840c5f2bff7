package io.muster.keystore;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads Java's own keystores, JKS and JCEKS, byte by byte; nothing is ever deserialised.
///
/// Their certificates are readable by anybody; the password protects the keys and the file's
/// integrity, which is not checked.
public final class JavaKeystore {
    public static final int JKS = 0xfeedfeed;
    public static final int JCEKS = 0xcececece;

    private static final int CHAIN_MAX = 100;

    private final ByteCursor in;
    private final Passwords passwords;
    private final List<Keystore.Item> items = new ArrayList<>();

    private JavaKeystore(Bytes content, Passwords passwords) {
        this.in = new ByteCursor(content.toArray());
        this.passwords = passwords;
    }

    /// Reads what begins with [#JKS] or [#JCEKS].
    ///
    /// @throws Malformed when not even the first entry can be read
    public static Keystore read(Bytes content, Passwords passwords) throws Malformed {
        JavaKeystore reader = new JavaKeystore(content, passwords);
        int magic = reader.in.int32();
        if (magic != JKS && magic != JCEKS) {
            throw new Malformed("not a Java keystore");
        }
        String format = magic == JKS ? "JKS" : "JCEKS";
        int version = reader.in.int32();
        if (version != 1 && version != 2) {
            throw new Malformed("a Java keystore of unknown version");
        }
        int count = reader.in.int32();
        for (int i = 0; i < count; i++) {
            try {
                reader.entry(version);
            } catch (Malformed e) {
                if (reader.items.isEmpty()) {
                    throw e;
                }
                reader.items.add(new Keystore.Unreadable("", e.reason()));
                break;
            }
        }
        return new Keystore(format, reader.items, false);
    }

    private void entry(int version) throws Malformed {
        if (items.size() >= Keystore.ITEMS_MAX) {
            throw new Malformed("more entries than are read");
        }
        int tag = in.int32();
        String alias = Keystore.cut(in.text());
        in.skip(Long.BYTES);
        switch (tag) {
            case 1 -> privateKey(version, alias);
            case 2 -> items.add(new Keystore.StoredCertificate(alias, certificate(version), true));
            case 3 -> {
                SerializedObject.skip(in);
                items.add(new Keystore.SecretKey(alias));
            }
            default -> throw new Malformed("an entry of unknown kind in a Java keystore");
        }
    }

    private void privateKey(int version, String alias) throws Malformed {
        Bytes locked = in.bytes(in.int32());
        int length = in.int32();
        if (length < 0 || length > CHAIN_MAX) {
            throw new Malformed("a chain of more than " + CHAIN_MAX + " certificates");
        }
        List<Keystore.Item> chain = new ArrayList<>();
        Optional<Bytes> leaf = Optional.empty();
        for (int i = 0; i < length; i++) {
            Bytes der = certificate(version);
            leaf = leaf.or(() -> Optional.of(der));
            chain.add(new Keystore.StoredCertificate(alias, der, false));
        }
        items.add(opened(alias, locked, leaf));
        items.addAll(chain);
    }

    private Keystore.Item opened(String alias, Bytes locked, Optional<Bytes> leaf) {
        try {
            Optional<EncryptedPrivateKey.Opened> opened = JavaKeyProtector.open(locked, passwords);
            if (opened.isPresent()) {
                Keystore.Protection protection =
                        opened.get().wellKnownPassword()
                                ? Keystore.Protection.WELL_KNOWN_PASSWORD
                                : Keystore.Protection.PASSWORD;
                return new Keystore.OpenKey(alias, opened.get().spki(), protection);
            }
        } catch (Malformed e) {
            return new Keystore.Unreadable(alias, e.reason());
        }
        return new Keystore.LockedKey(alias, leaf);
    }

    /// Version 1 leaves the certificate's type out; it is always X.509.
    private Bytes certificate(int version) throws Malformed {
        if (version == 2) {
            in.text();
        }
        return in.bytes(in.int32());
    }
}
