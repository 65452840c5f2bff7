package io.muster.discovery.files;

/// Matches one name with `*`, `?`, `[a-z]`, `[!a-z]` and `\`, in time that grows with the product
/// of the two lengths.
final class Glob {
    private Glob() {}

    static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int starPattern = -1;
        int starName = -1;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                starPattern = p++;
                starName = n;
                continue;
            }
            int after = p < pattern.length() ? afterOne(pattern, p, name.charAt(n)) : -1;
            if (after >= 0) {
                p = after;
                n++;
            } else if (starPattern >= 0) {
                p = starPattern + 1;
                n = ++starName;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /// Where the pattern goes on when what stands at `p` matches `c`, or -1.
    private static int afterOne(String pattern, int p, char c) {
        return switch (pattern.charAt(p)) {
            case '?' -> p + 1;
            case '[' -> afterClass(pattern, p, c);
            case '\\' -> p + 1 < pattern.length() && pattern.charAt(p + 1) == c ? p + 2 : -1;
            default -> pattern.charAt(p) == c ? p + 1 : -1;
        };
    }

    private static int afterClass(String pattern, int open, char c) {
        int p = open + 1;
        boolean negated = p < pattern.length() && "!^".indexOf(pattern.charAt(p)) >= 0;
        p = negated ? p + 1 : p;
        int first = p;
        boolean found = false;
        while (p < pattern.length() && (pattern.charAt(p) != ']' || p == first)) {
            char low = pattern.charAt(p);
            if (p + 2 < pattern.length()
                    && pattern.charAt(p + 1) == '-'
                    && pattern.charAt(p + 2) != ']') {
                found |= low <= c && c <= pattern.charAt(p + 2);
                p += 3;
            } else {
                found |= low == c;
                p++;
            }
        }
        boolean closed = p < pattern.length();
        return closed && found != negated ? p + 1 : -1;
    }
}
