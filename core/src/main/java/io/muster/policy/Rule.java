package io.muster.policy;

import io.muster.model.Account;
import io.muster.model.Entry;
import io.muster.model.Finding;
import io.muster.model.Severity;
import io.muster.model.Watch;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// One row of a policy: a question, and what it means when the answer is bad.
///
/// @param id stable, in kebab case; findings, baselines and exceptions refer to it
/// @param title what must hold, in one line
/// @param explanation why it matters, in a few sentences
/// @param remedy what to do, in one sentence
/// @param references clauses of standards, for people
public record Rule(
        String id,
        Severity severity,
        String title,
        String explanation,
        String remedy,
        List<String> references,
        Check check) {
    public Rule {
        references = List.copyOf(references);
    }

    /// Judges `entry` as of `now`.
    ///
    /// @param missing is told each fact for want of which the rule cannot judge
    List<Finding> judge(Entry entry, Instant now, Consumer<String> missing) {
        return findings(check.check(entry, now), missing);
    }

    /// Judges `account` as of `now`.
    ///
    /// @param missing is told each fact for want of which the rule cannot judge
    List<Finding> judge(Account account, Instant now, Consumer<String> missing) {
        return findings(check.check(account, now), missing);
    }

    /// Judges `watch` as of `now`. All that there is to know of a source is known.
    List<Finding> judge(Watch watch, Instant now) {
        return findings(check.check(watch, now), _ -> {});
    }

    private List<Finding> findings(Stream<Verdict> verdicts, Consumer<String> missing) {
        return verdicts.<Finding>mapMulti(
                        (verdict, findings) -> {
                            switch (verdict) {
                                case Verdict.Broken broken ->
                                        findings.accept(
                                                new Finding(
                                                        id, severity, broken.message(), remedy));
                                case Verdict.CannotJudge cannot -> missing.accept(cannot.fact());
                            }
                        })
                .toList();
    }
}
