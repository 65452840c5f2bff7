package io.muster.x509.path;

import java.util.Locale;
import java.util.Set;

/// Host names in certificates: preferred name syntax (RFC 5280 4.2.1.6, RFC 1034 3.5), wildcards
/// (RFC 9525 6.3) and subtrees (RFC 5280 4.2.1.10).
final class DnsNames {
    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;

    /// Second-level labels under which registries of countries sell names, as in `co.uk`. An
    /// approximation of the public suffix list's ICANN part; its private part (hosting companies)
    /// is left out on purpose, since those companies use such wildcards themselves.
    private static final Set<String> REGISTRY_LABELS =
            Set.of(
                    "ac", "co", "com", "edu", "gob", "gov", "gouv", "ltd", "mil", "ne", "net",
                    "nom", "or", "org", "plc", "sch");

    private DnsNames() {}

    /// Letters, digits and hyphens in labels; the first label may be `*`.
    static boolean isPatternSyntax(String name) {
        return isSyntax(name.startsWith("*.") ? name.substring(2) : name);
    }

    static boolean isSyntax(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            return false;
        }
        String[] labels = name.split("\\.", -1);
        for (String label : labels) {
            if (!isLabel(label)) {
                return false;
            }
        }
        // An all-numeric last label is an address, not a host (RFC 1123 2.1).
        return !labels[labels.length - 1].chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isLabel(String label) {
        if (label.isEmpty()
                || label.length() > MAX_LABEL
                || label.startsWith("-")
                || label.endsWith("-")) {
            return false;
        }
        return label.chars()
                .allMatch(c ->
                        (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '-');
    }

    static boolean matches(String pattern, String host) {
        String lower = pattern.toLowerCase(Locale.ROOT);
        if (!isPatternSyntax(lower) || !isSyntax(host)) {
            return false;
        }
        if (!lower.startsWith("*.")) {
            return lower.equals(host);
        }
        String base = lower.substring(2);
        int dot = host.indexOf('.');
        return dot > 0 && host.substring(dot + 1).equals(base) && !isPublicSuffix(base);
    }

    static boolean isPublicSuffix(String name) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return true;
        }
        String country = name.substring(dot + 1);
        return country.length() == 2
                && country.indexOf('.') < 0
                && REGISTRY_LABELS.contains(name.substring(0, dot));
    }

    /// Zero or more labels added on the left of `base`; an empty base holds every name.
    static boolean isWithin(String name, String base) {
        String lower = name.toLowerCase(Locale.ROOT);
        String below = base.toLowerCase(Locale.ROOT);
        return below.isEmpty() || lower.equals(below) || lower.endsWith("." + below);
    }

    /// Whether a certificate's name might stand for something within `base`. `*.example.com` stands
    /// for `bar.example.com`, so it may not pass where that is excluded.
    static boolean overlaps(String pattern, String base) {
        if (!pattern.startsWith("*.")) {
            return isWithin(pattern, base);
        }
        String above = pattern.substring(2);
        if (isWithin(above, base)) {
            return true;
        }
        int dot = base.indexOf('.');
        return dot > 0 && base.substring(dot + 1).equalsIgnoreCase(above);
    }
}
