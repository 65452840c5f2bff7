package io.muster.discovery.files;

import java.util.List;

/// What is left alone, in lines as in `.gitignore`: one that starts with `/` is an absolute path,
/// any other matches at any depth; a later `!line` takes back an earlier one.
public final class Exclusions {
    public static final Exclusions NONE = of(List.of());

    private final IgnoreRules rules;

    private Exclusions(IgnoreRules rules) {
        this.rules = rules;
    }

    public static Exclusions of(List<String> lines) {
        return new Exclusions(IgnoreRules.absolute(lines));
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /// @param names the parts of an absolute path; what lies in an excluded folder is not known to
    ///   be excluded by its own path
    /// @param folder whether the path is that of a folder
    public boolean exclude(List<String> names, boolean folder) {
        return rules.ignore(names, folder);
    }
}
