package io.muster.directory.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.muster.directory.Groups;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Values of an attribute that has so many that Active Directory tells them in parts
/// (`member;range=0-1499`), and all others.
final class LdapRanges {
    private static final Pattern RANGE = Pattern.compile("([^;]+);range=(\\d{1,9})-(\\d{1,9}|\\*)");

    private LdapRanges() {}

    /// All values of `attribute`.
    ///
    /// @throws LDAPException when a part of them cannot be read
    static List<String> values(LDAPConnection connection, Entry entry, String attribute)
            throws LDAPException {
        List<String> values = new ArrayList<>();
        add(values, entry.getAttribute(attribute));
        Optional<Attribute> part = part(entry, attribute);
        while (part.isPresent()) {
            add(values, part.get());
            Matcher range = matched(part.get().getName());
            if (range.group(3).equals("*")) {
                return values;
            }
            if (values.size() > Groups.MEMBERS_MAX) {
                throw new LDAPException(
                        ResultCode.LOCAL_ERROR, entry.getDN() + " has more than 100,000 members");
            }
            String next = "%s;range=%d-*".formatted(attribute, Long.parseLong(range.group(3)) + 1);
            Entry more = connection.getEntry(entry.getDN(), next);
            part = more == null ? Optional.empty() : part(more, attribute);
            if (part.isEmpty()) {
                throw new LDAPException(
                        ResultCode.LOCAL_ERROR, "the rest of " + entry.getDN() + " was not told");
            }
        }
        return values;
    }

    private static void add(List<String> values, @Nullable Attribute attribute) {
        if (attribute != null) {
            values.addAll(List.of(attribute.getValues()));
        }
    }

    private static Optional<Attribute> part(Entry entry, String attribute) {
        return entry.getAttributes().stream()
                .filter(it -> {
                    Matcher range = RANGE.matcher(it.getName().toLowerCase(Locale.ROOT));
                    return range.matches()
                            && range.group(1).equals(attribute.toLowerCase(Locale.ROOT));
                })
                .findFirst();
    }

    private static Matcher matched(String name) {
        Matcher range = RANGE.matcher(name.toLowerCase(Locale.ROOT));
        if (!range.matches()) {
            throw new IllegalStateException(name);
        }
        return range;
    }
}
