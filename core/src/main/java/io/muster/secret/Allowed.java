package io.muster.secret;

import java.util.List;

/// The remark on a line with which a person says: I know, this is none.
///
/// Ours is `muster:allow`. What people already wrote for other scanners is honoured as well.
final class Allowed {
    private static final List<String> REMARKS =
            List.of(
                    "muster:allow",
                    "gitleaks:allow",
                    "pragma: allowlist secret",
                    "trufflehog:ignore");

    private Allowed() {}

    static boolean onLine(Window window, int index) {
        int start = window.lineStart(index);
        String line = window.text(start, window.lineEnd(index));
        return REMARKS.stream().anyMatch(line::contains);
    }
}
