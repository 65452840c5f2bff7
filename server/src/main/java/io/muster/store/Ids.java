package io.muster.store;

import io.muster.inventory.Refused;
import io.muster.model.Bytes;
import java.sql.SQLException;

/// Ids of credentials (32 bytes) and identities (16 bytes) as the outside writes them: lower-case
/// hexadecimal.
public final class Ids {
    private Ids() {}

    /// The id in `column`; empty when there is none.
    public static String text(Row row, int column) throws SQLException {
        byte[] bytes = row.bytes(column);
        return bytes == null ? "" : Bytes.of(bytes).toHex();
    }

    /// @throws Refused when `text` is no id
    public static Bytes parse(String text) {
        try {
            return Bytes.ofHex(text);
        } catch (IllegalArgumentException _) {
            throw new Refused(Refused.Kind.UNKNOWN, "no id has that form: hexadecimal digits only");
        }
    }
}
