package io.muster.x509.path;

/// Mailboxes in certificates and their constraints (RFC 5280 4.2.1.6, 4.2.1.10, RFC 5321 4.1.2).
/// Only plain local parts are read; a quoted one matches nothing, which fails closed.
final class Mailboxes {
    private Mailboxes() {}

    static boolean isMailbox(String text) {
        int at = text.indexOf('@');
        return at > 0
                && at == text.lastIndexOf('@')
                && text.chars().limit(at).allMatch(Mailboxes::isLocal)
                && DnsNames.isSyntax(text.substring(at + 1));
    }

    private static boolean isLocal(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-/=?^_`{|}~.".indexOf(c) >= 0;
    }

    /// The local part counts with case, the host without.
    static boolean same(String one, String other) {
        int at = one.indexOf('@');
        return isMailbox(one)
                && isMailbox(other)
                && other.indexOf('@') == at
                && one.substring(0, at).equals(other.substring(0, at))
                && one.substring(at).equalsIgnoreCase(other.substring(at));
    }

    /// A mailbox, a host, or `.domain` for all hosts below it.
    static boolean isConstraint(String text) {
        if (text.indexOf('@') >= 0) {
            return isMailbox(text);
        }
        return text.isEmpty() || DnsNames.isSyntax(text.startsWith(".") ? text.substring(1) : text);
    }

    static boolean isWithin(String mailbox, String constraint) {
        if (constraint.indexOf('@') >= 0) {
            return same(mailbox, constraint);
        }
        return hostIsWithin(mailbox.substring(mailbox.indexOf('@') + 1), constraint);
    }

    /// Host constraints of mailboxes and URIs: `.domain` is every host below, anything else that
    /// host.
    static boolean hostIsWithin(String host, String constraint) {
        if (constraint.startsWith(".")) {
            return host.length() > constraint.length()
                    && DnsNames.isWithin(host, constraint.substring(1));
        }
        return constraint.isEmpty() || host.equalsIgnoreCase(constraint);
    }
}
