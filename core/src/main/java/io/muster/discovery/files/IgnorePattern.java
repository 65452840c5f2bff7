package io.muster.discovery.files;

import java.util.List;
import java.util.Optional;

/// One line of an ignore file, as gitignore(5) defines it.
///
/// @param negated takes back what an earlier line ignored
/// @param foldersOnly the line ended with `/`
/// @param anchored it names a path from its folder on; otherwise it names one part at any depth
/// @param parts what stood between the slashes
record IgnorePattern(boolean negated, boolean foldersOnly, boolean anchored, List<String> parts) {
    private static final String ANY_DEPTH = "**";

    IgnorePattern {
        parts = List.copyOf(parts);
    }

    /// Empty for a blank line or a comment.
    static Optional<IgnorePattern> parse(String line) {
        String rest = withoutTrailingSpaces(line);
        if (rest.isEmpty() || rest.charAt(0) == '#') {
            return Optional.empty();
        }
        boolean negated = rest.charAt(0) == '!';
        rest = negated ? rest.substring(1) : rest;
        boolean foldersOnly = rest.endsWith("/");
        rest = foldersOnly ? rest.substring(0, rest.length() - 1) : rest;
        boolean anchored = rest.contains("/");
        rest = rest.startsWith("/") ? rest.substring(1) : rest;
        return rest.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new IgnorePattern(
                                negated, foldersOnly, anchored, List.of(rest.split("/", -1))));
    }

    private static String withoutTrailingSpaces(String line) {
        int end = line.length();
        while (end > 0 && " \t\r".indexOf(line.charAt(end - 1)) >= 0) {
            boolean kept = end > 1 && line.charAt(end - 2) == '\\';
            if (kept) {
                break;
            }
            end--;
        }
        return line.substring(0, end);
    }

    /// Whether it names the file or folder `names`, of which the first `skip` are the folder that
    /// the line was written in.
    boolean matches(List<String> names, int skip, boolean folder) {
        if (foldersOnly && !folder) {
            return false;
        }
        if (!anchored) {
            return Glob.matches(parts.getFirst(), names.getLast());
        }
        return matchesPath(names.subList(skip, names.size()));
    }

    /// As [Glob#matches] does it with characters: after a mismatch, the last `**` takes one name
    /// more.
    private boolean matchesPath(List<String> names) {
        int part = 0;
        int name = 0;
        int starPart = -1;
        int starName = -1;
        while (name < names.size()) {
            if (part < parts.size() && parts.get(part).equals(ANY_DEPTH)) {
                starPart = part++;
                starName = name;
                if (part == parts.size()) {
                    return true;
                }
            } else if (part < parts.size() && Glob.matches(parts.get(part), names.get(name))) {
                part++;
                name++;
            } else if (starPart >= 0) {
                part = starPart + 1;
                name = ++starName;
            } else {
                return false;
            }
        }
        return part == parts.size();
    }
}
