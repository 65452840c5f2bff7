package io.muster.scan;

import io.muster.model.Entry;
import io.muster.model.Finding;
import io.muster.model.Severity;
import java.util.List;
import java.util.Optional;

/// An entry of the roll with everything that policy has against it, worst first.
public record Judged(Entry entry, List<Finding> findings) {
    public Judged {
        findings = List.copyOf(findings);
    }

    /// Empty when nothing is wrong.
    public Optional<Severity> worst() {
        return findings.stream().map(Finding::severity).min(Severity::compareTo);
    }
}
