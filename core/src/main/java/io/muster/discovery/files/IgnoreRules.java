package io.muster.discovery.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the ignore files of a folder and of those above it say. The nearest file decides, and in it
/// the last line that matches.
///
/// @param outer of the folder above
/// @param depth how many names the path of the folder has, in which the lines were written
record IgnoreRules(Optional<IgnoreRules> outer, int depth, List<IgnorePattern> patterns) {
    /// The names of ignore files; a later one decides over an earlier one in the same folder.
    static final List<String> FILE_NAMES = List.of(".gitignore", ".ignore");

    /// More lines than any person writes; a file of more is somebody's attempt to keep us busy.
    static final int LINES_MAX = 5000;

    static final IgnoreRules NONE = new IgnoreRules(Optional.empty(), 0, List.of());

    IgnoreRules {
        patterns = List.copyOf(patterns);
    }

    /// The lines of settings: `/…` is an absolute path, any other line matches at any depth.
    static IgnoreRules absolute(List<String> lines) {
        List<IgnorePattern> patterns = new ArrayList<>();
        for (String line : lines) {
            boolean negated = line.startsWith("!");
            String rest = negated ? line.substring(1) : line;
            boolean anywhere = !rest.startsWith("/") && rest.indexOf('/') < rest.length() - 1;
            IgnorePattern.parse((negated ? "!" : "") + (anywhere ? "**/" : "") + rest)
                    .ifPresent(patterns::add);
        }
        return new IgnoreRules(Optional.empty(), 0, patterns);
    }

    /// These rules and those of the lines that `folder` holds.
    IgnoreRules with(Path folder, List<String> lines) {
        List<IgnorePattern> more = new ArrayList<>();
        lines.stream().limit(LINES_MAX).forEach(it -> IgnorePattern.parse(it).ifPresent(more::add));
        return more.isEmpty()
                ? this
                : new IgnoreRules(Optional.of(this), folder.getNameCount(), more);
    }

    boolean isEmpty() {
        return outer.isEmpty() && patterns.isEmpty();
    }

    /// @param names the parts of an absolute path
    boolean ignore(List<String> names, boolean folder) {
        for (Optional<IgnoreRules> rules = Optional.of(this);
                rules.isPresent();
                rules = rules.get().outer) {
            IgnoreRules here = rules.get();
            for (IgnorePattern pattern : here.patterns.reversed()) {
                if (pattern.matches(names, here.depth, folder)) {
                    return !pattern.negated();
                }
            }
        }
        return false;
    }
}
