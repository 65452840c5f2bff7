package io.muster.ownership;

import java.util.ArrayList;
import java.util.List;

/// Who answers for the files of a repository, as its `CODEOWNERS` says: of the lines that fit a
/// path the last one counts, as GitHub and GitLab read them.
///
/// Sections of GitLab (`[Name]`) are read as if their lines stood alone. What is no line of the
/// file format is left out.
public final class CodeOwners {
    /// Where the file lies, the first that is there counts.
    public static final List<String> PATHS =
            List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS");

    /// GitHub reads no larger ones.
    public static final int BYTES_MAX = 3 << 20;

    private static final int RULES_MAX = 20_000;
    private static final int OWNERS_MAX = 20;
    private static final int DEPTH_MAX = 64;

    private final List<Line> lines;

    private record Line(List<String> segments, boolean below, List<String> owners) {}

    private CodeOwners(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    public static CodeOwners parse(String text) {
        List<Line> lines = new ArrayList<>();
        for (String written : text.lines().limit(RULES_MAX).toList()) {
            String line = written.strip();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith("[")) {
                continue;
            }
            List<String> words = List.of(line.split("\\s+", -1));
            List<String> owners =
                    words.stream()
                            .skip(1)
                            .takeWhile(it -> !it.startsWith("#"))
                            .limit(OWNERS_MAX)
                            .toList();
            lines.add(line(words.getFirst(), owners));
        }
        return new CodeOwners(lines);
    }

    private static Line line(String pattern, List<String> owners) {
        String path = pattern.startsWith("/") ? pattern.substring(1) : pattern;
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        List<String> segments = new ArrayList<>();
        if (!pattern.startsWith("/") && bare.indexOf('/') < 0) {
            segments.add("**");
        }
        for (String segment : bare.split("/", DEPTH_MAX)) {
            segments.add(segment);
        }
        // `docs/*` is what lies in docs, `docs/` and `docs` all below.
        boolean below = bare.indexOf('/') < 0 || !bare.endsWith("/*");
        return new Line(List.copyOf(segments), below, owners);
    }

    /// The owners of the file at `path`, such as `services/pay/key.pem`, as they are written;
    /// nobody when no line fits, or the last that does names nobody.
    public List<String> of(String path) {
        List<String> segments = List.of(path.split("/", DEPTH_MAX));
        for (Line line : lines.reversed()) {
            if (fits(line, segments)) {
                return line.owners();
            }
        }
        return List.of();
    }

    /// By the positions that the beginning of the pattern can reach: no more steps than the product
    /// of both lengths.
    private static boolean fits(Line line, List<String> path) {
        boolean[] reached = new boolean[path.size() + 1];
        reached[0] = true;
        for (String segment : line.segments()) {
            boolean[] next = new boolean[path.size() + 1];
            for (int i = 0; i <= path.size(); i++) {
                if (segment.equals("**")) {
                    next[i] = reached[i] || (i > 0 && next[i - 1]);
                } else if (i > 0 && reached[i - 1]) {
                    next[i] = fits(segment, path.get(i - 1));
                }
            }
            reached = next;
        }
        if (reached[path.size()]) {
            return true;
        }
        for (int i = 1; line.below() && i < path.size(); i++) {
            if (reached[i]) {
                return true;
            }
        }
        return false;
    }

    /// `*` is any characters, `?` one.
    private static boolean fits(String pattern, String name) {
        boolean[] reached = new boolean[name.length() + 1];
        reached[0] = true;
        for (int p = 0; p < pattern.length(); p++) {
            char wanted = pattern.charAt(p);
            boolean[] next = new boolean[name.length() + 1];
            for (int i = 0; i <= name.length(); i++) {
                if (wanted == '*') {
                    next[i] = reached[i] || (i > 0 && next[i - 1]);
                } else if (i > 0 && reached[i - 1]) {
                    next[i] = wanted == '?' || wanted == name.charAt(i - 1);
                }
            }
            reached = next;
        }
        return reached[name.length()];
    }
}
