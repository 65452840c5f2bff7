package io.muster.inventory;

import io.muster.model.Finding;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;

/// Where [Judging] finds what is to be judged, and keeps what comes of it.
public interface Verdicts {

    /// What is to be judged as of `now`, the longest overdue first: what has just changed, and what
    /// the clock may have changed.
    List<Due> due(Instant now, int limit);

    /// Opens, keeps, resolves and reopens findings. A credential that has changed since it was read
    /// is left out: it is due again.
    ///
    /// @return how many findings were opened, reopened or resolved
    int keep(Unit unit, List<Verdict> verdicts, Instant now);

    /// Finds everything due at once, after the policy was changed.
    void judgeAllAgain(Unit unit, Instant now);

    /// Certificates whose issuer came after them are joined with it.
    ///
    /// @return how many; call again until there are none
    int joinIssuers(Unit unit);

    /// @param number of the credential's row
    /// @param mark tells whether it changed since it was read
    record Due(long number, long mark, Known known) {}

    /// @param findings what is wrong; none for what is nowhere any more
    /// @param again when the answer may be another one
    record Verdict(Due due, List<Finding> findings, Instant again) {
        public Verdict {
            findings = List.copyOf(findings);
        }
    }
}
