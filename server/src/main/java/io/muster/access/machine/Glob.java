package io.muster.access.machine;

import java.util.regex.Pattern;

/// A name, or a form of names: `*` stands for any characters within one part of it, which ends at a
/// dot, a slash or a colon. `*.example.com` means `a.example.com` and not `a.b.example.com`.
public record Glob(String text) {

    /// @throws IllegalArgumentException when it means everything
    public Glob {
        if (text.replaceAll("[*./:]", "").isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' means anything; say more of it");
        }
    }

    /// Whether `name` has this form.
    boolean fits(String name) {
        return Pattern.compile(
                        "\\Q" + text.replace("\\E", "").replace("*", "\\E[^./:]*+\\Q") + "\\E")
                .matcher(name)
                .matches();
    }
}
