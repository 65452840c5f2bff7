package io.muster.scan;

import io.muster.model.Account;
import io.muster.model.Finding;
import io.muster.model.Severity;
import java.util.List;
import java.util.Optional;

/// An account with everything that policy has against it, worst first. What is wrong with its
/// credentials stands with them.
public record JudgedAccount(Account account, List<Finding> findings) {
    public JudgedAccount {
        findings = List.copyOf(findings);
    }

    /// Empty when nothing is wrong.
    public Optional<Severity> worst() {
        return findings.stream().map(Finding::severity).min(Severity::compareTo);
    }
}
