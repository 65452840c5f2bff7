package io.muster.inventory.verdicts;

import io.muster.model.Finding;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where [Judging] finds what is to be judged, and keeps what comes of it.
public interface Verdicts {

    /// What is to be judged as of `now`, the longest overdue first: what has just changed, and what
    /// the clock may have changed.
    List<Due> due(Instant now, int limit);

    /// Opens, keeps, resolves and reopens findings. What has changed since it was read, or was
    /// judged by another node meanwhile, is left out.
    ///
    /// @return how many findings were opened, reopened or resolved
    int keep(Unit unit, List<Verdict> verdicts, Instant now);

    /// Whether `activation` is the last one, and will be until the end of the unit.
    ///
    /// @param judged how many have been judged by it now, for those who watch the progress
    boolean holds(Unit unit, long activation, int judged);

    /// The policy that everything was last judged by; empty before the first.
    Optional<String> judgedBy();

    /// From now on everything is judged by `policy`.
    void judgedBy(Unit unit, String policy);

    /// Finds due what is judged already: some rows after `after`, whose numbers count from 1. With
    /// 0 the progress begins anew.
    ///
    /// @return where to go on; 0 when there is nothing more
    long judgeAgain(Unit unit, long after, Instant now);

    /// Certificates whose issuer came after them are joined with it.
    ///
    /// @return how many; call again until there are none
    int joinIssuers(Unit unit);

    /// @param findings what is wrong; none for what is over
    /// @param again when the answer may be another one
    record Verdict(Due due, List<Finding> findings, Instant again) {
        public Verdict {
            findings = List.copyOf(findings);
        }
    }
}
