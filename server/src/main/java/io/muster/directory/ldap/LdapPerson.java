package io.muster.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import io.muster.directory.Snapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.UUID;

/// An entry as a person.
record LdapPerson(Entry entry, LdapTree tree) {
    /// What says that somebody may not come in.
    static final List<String> LOCKS =
            List.of("userAccountControl", "pwdAccountLockedTime", "nsAccountLock");

    /// ACCOUNTDISABLE of Active Directory ([MS-ADTS], 2.2.16).
    private static final int DISABLED = 0x2;

    /// Locked by an administrator and not by wrong passwords, which anybody could type
    /// (draft-behera-ldap-password-policy, 5.3.3).
    private static final String FOR_EVER = "000001010000Z";

    private static final int TEXT_MAX = 1000;

    Snapshot.Somebody somebody() throws IOException {
        String userName = text(entry, tree.userName(), "");
        if (userName.isEmpty()) {
            throw new IOException(
                    "%s has no %s; narrow ldap.people-filter to those who have one"
                            .formatted(entry.getDN(), tree.userName()));
        }
        return new Snapshot.Somebody(
                id(entry, tree.id()),
                userName,
                text(entry, tree.name(), text(entry, "cn", userName)),
                text(entry, tree.mail(), ""),
                isActive());
    }

    private boolean isActive() {
        Integer control = entry.getAttributeValueAsInteger("userAccountControl");
        return (control == null || (control & DISABLED) == 0)
                && !FOR_EVER.equals(entry.getAttributeValue("pwdAccountLockedTime"))
                && !"true".equalsIgnoreCase(entry.getAttributeValue("nsAccountLock"));
    }

    /// What names an entry for ever. The 16 bytes of Active Directory are written as it writes
    /// them.
    static String id(Entry entry, String attribute) throws IOException {
        byte[] bytes = entry.getAttributeValueBytes(attribute);
        if (bytes == null || bytes.length == 0 || bytes.length > TEXT_MAX) {
            throw new IOException(
                    "%s has no %s; name an attribute that each has in ldap.id-attribute"
                            .formatted(entry.getDN(), attribute));
        }
        if (attribute.equalsIgnoreCase("objectGUID") && bytes.length == 16) {
            ByteBuffer guid = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            long first =
                    ((long) guid.getInt() << 32)
                            | ((guid.getShort() & 0xffffL) << 16)
                            | (guid.getShort() & 0xffffL);
            return new UUID(first, guid.order(ByteOrder.BIG_ENDIAN).getLong()).toString();
        }
        return text(entry, attribute, "");
    }

    static String text(Entry entry, String attribute, String otherwise) {
        String value = entry.getAttributeValue(attribute);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        String text = value.replaceAll("\\p{Cntrl}", " ").strip();
        return text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text;
    }
}
