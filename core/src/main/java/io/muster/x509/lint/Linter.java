package io.muster.x509.lint;

import io.muster.x509.Certificate;
import io.muster.x509.lint.Lint.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Runs the checks.
public final class Linter {
    private static final List<Lint> ALL =
            Stream.of(
                            FieldLints.ALL,
                            SubjectLints.ALL,
                            NameLints.ALL,
                            ExtensionLints.ALL,
                            PolicyLints.ALL,
                            CaLints.ALL,
                            KeyLints.ALL,
                            WebPkiLints.ALL,
                            SpiffeLints.ALL)
                    .flatMap(List::stream)
                    .toList();

    private Linter() {}

    /// All checks, in the order in which they run.
    public static List<Lint> all() {
        return ALL;
    }

    /// The checks of these scopes that `certificate` violates.
    public static List<Lint> lint(Certificate certificate, Set<Scope> scopes) {
        List<Lint> violated = new ArrayList<>();
        for (Lint lint : ALL) {
            if (scopes.contains(lint.scope()) && lint.violatedBy().test(certificate)) {
                violated.add(lint);
            }
        }
        return List.copyOf(violated);
    }
}
