package io.muster.directory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which groups are teams, by their names.
///
/// @param patterns names; one `*` in each stands for the name of the team
public record TeamNames(List<String> patterns) {
    private static final int LENGTH_MAX = 100;

    public TeamNames {
        patterns = List.copyOf(patterns);
    }

    /// The id of the team that the group called `name` is; empty when it is none.
    public Optional<String> team(String name) {
        for (String pattern : patterns) {
            int star = pattern.indexOf('*');
            String before = star < 0 ? pattern : pattern.substring(0, star);
            String after = star < 0 ? "" : pattern.substring(star + 1);
            boolean fits =
                    star < 0
                            ? name.equals(pattern)
                            : name.length() >= before.length() + after.length()
                                    && name.startsWith(before)
                                    && name.endsWith(after);
            if (fits) {
                String part =
                        star < 0
                                ? name
                                : name.substring(before.length(), name.length() - after.length());
                return id(part);
            }
        }
        return Optional.empty();
    }

    /// A name as an id of ours: small letters, digits, dots and hyphens.
    public static Optional<String> id(String name) {
        String id =
                name.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9.]+", "-")
                        .replaceAll("^[-.]+|-+$", "");
        return id.isEmpty() || id.length() > LENGTH_MAX ? Optional.empty() : Optional.of(id);
    }

    /// How their names begin, to look for them.
    public List<String> beginnings() {
        return patterns.stream().map(it -> it.replaceFirst("[*].*$", "")).toList();
    }
}
