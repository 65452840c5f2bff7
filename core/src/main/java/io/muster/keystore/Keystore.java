package io.muster.keystore;

import io.muster.model.Bytes;
import java.util.List;
import java.util.Optional;

/// What could be read of a file that holds several keys and certificates under names.
///
/// @param format `PKCS#12`, `JKS`, `JCEKS`, `BKS`, `UBER`, `BCFKS`
/// @param items in order; those that could not be opened are items too
/// @param sealed some part could not be opened, so that there may be more inside than `items`
public record Keystore(String format, List<Item> items, boolean sealed) {
    /// How many entries are read from one file.
    static final int ITEMS_MAX = 100_000;

    /// How long the name of an entry may be; the rest is cut off.
    static final int ALIAS_LENGTH_MAX = 256;

    public Keystore {
        items = List.copyOf(items);
    }

    /// One entry.
    public sealed interface Item {
        /// Its name, empty when it has none.
        String alias();
    }

    /// A certificate.
    ///
    /// @param trusted the file's owner relies on it: it stands for itself, not in the chain of a
    ///   key
    public record StoredCertificate(String alias, Bytes der, boolean trusted) implements Item {}

    /// A private key that was readable.
    ///
    /// @param spki its public half
    /// @param protection under what it lay
    public record OpenKey(String alias, Bytes spki, Protection protection) implements Item {}

    /// A private key that no password opened.
    ///
    /// @param certificate the certificate that the file puts beside it
    public record LockedKey(String alias, Optional<Bytes> certificate) implements Item {}

    /// A symmetric key, of which nothing is kept but that it is there.
    public record SecretKey(String alias) implements Item {}

    public record RevocationList(String alias, Bytes der) implements Item {}

    /// @param reason in words for a person
    public record Unreadable(String alias, String reason) implements Item {}

    /// What keeps a private key from somebody who has the file.
    public enum Protection {
        NONE,
        /// A password that everybody knows.
        WELL_KNOWN_PASSWORD,
        PASSWORD;

        static Protection by(String password) {
            return Passwords.isWellKnown(password) ? WELL_KNOWN_PASSWORD : PASSWORD;
        }
    }

    static String cut(String alias) {
        return alias.length() <= ALIAS_LENGTH_MAX ? alias : alias.substring(0, ALIAS_LENGTH_MAX);
    }
}
