package io.muster.secret;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What a team has looked at and does not want to hear about again: the file `.muster-allow`.
///
/// One entry a line; a blank line or what follows ` #` is a remark. An entry is one or more of
/// `fingerprint:hmac:…`, `detector:<id>` and `path:<glob>`, separated by blanks; all of them must
/// fit. In a glob `*` stays within a folder, `**` does not, `?` is one character.
public final class AllowList {
    /// No more entries than this, and no longer ones.
    public static final int ENTRIES_MAX = 100_000;

    /// The longest line that is read.
    public static final int LINE_LENGTH_MAX = 4096;

    /// All patterns of paths together: each is tried on each path.
    public static final int PATHS_LENGTH_MAX = 1 << 16;

    /// @param pathLength of the pattern as written
    private record Entry(
            Optional<String> fingerprint,
            Optional<String> detector,
            Optional<PathGlob> path,
            int pathLength) {
        boolean fits(String detectorId, String where, String value) {
            return fingerprint.map(value::equals).orElse(true)
                    && detector.map(detectorId::equals).orElse(true)
                    && path.map(it -> it.matches(where)).orElse(true);
        }
    }

    private final List<Entry> entries;

    private AllowList(List<Entry> entries) {
        this.entries = entries;
    }

    /// Allows nothing.
    public static AllowList empty() {
        return new AllowList(List.of());
    }

    /// @throws IllegalArgumentException with the number of the line that is no entry
    public static AllowList parse(List<String> lines) {
        if (lines.size() > ENTRIES_MAX) {
            throw new IllegalArgumentException("more than " + ENTRIES_MAX + " entries");
        }
        var entries = new ArrayList<Entry>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = withoutRemark(lines.get(number - 1));
            if (!line.isEmpty()) {
                entries.add(entry(line, number));
            }
        }
        if (entries.stream().mapToInt(Entry::pathLength).sum() > PATHS_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "the patterns of paths are longer than " + PATHS_LENGTH_MAX + " characters");
        }
        return new AllowList(List.copyOf(entries));
    }

    /// Allows what one of `lists` allows.
    public static AllowList of(Collection<AllowList> lists) {
        return new AllowList(lists.stream().flatMap(it -> it.entries.stream()).toList());
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /// @param detectorId the id of the detector that hit
    /// @param path the path of the file, with `/`
    /// @param fingerprint the keyed fingerprint of the value
    public boolean allows(String detectorId, String path, String fingerprint) {
        return entries.stream().anyMatch(it -> it.fits(detectorId, path, fingerprint));
    }

    private static String withoutRemark(String line) {
        int remark = line.startsWith("#") ? 0 : line.indexOf(" #");
        return (remark < 0 ? line : line.substring(0, remark)).strip();
    }

    private static Entry entry(String line, int number) {
        Optional<String> fingerprint = Optional.empty();
        Optional<String> detector = Optional.empty();
        Optional<PathGlob> path = Optional.empty();
        int pathLength = 0;
        if (line.length() > LINE_LENGTH_MAX) {
            throw new IllegalArgumentException("line " + number + " is too long");
        }
        for (String part : line.split("\\s+", -1)) {
            String value = part.substring(part.indexOf(':') + 1);
            switch (part.substring(0, Math.max(0, part.indexOf(':')))) {
                case "fingerprint" -> fingerprint = Optional.of(value);
                case "detector" -> detector = Optional.of(value);
                case "path" -> {
                    path = Optional.of(PathGlob.of(value));
                    pathLength = value.length();
                }
                default ->
                        throw new IllegalArgumentException(
                                "line %d: write fingerprint:…, detector:… or path:…"
                                        .formatted(number));
            }
        }
        return new Entry(fingerprint, detector, path, pathLength);
    }
}
