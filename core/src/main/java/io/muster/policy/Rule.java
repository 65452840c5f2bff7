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

    /// Judges `entry` as of `now`. Most rules find nothing in most entries, so nothing is gathered
    /// here.
    ///
    /// @param missing is told each fact for want of which the rule cannot judge
    void judge(Entry entry, Instant now, Consumer<Finding> broken, Consumer<String> missing) {
        tell(check.check(entry, now), broken, missing);
    }

    /// Judges `account` as of `now`.
    ///
    /// @param missing is told each fact for want of which the rule cannot judge
    void judge(Account account, Instant now, Consumer<Finding> broken, Consumer<String> missing) {
        tell(check.check(account, now), broken, missing);
    }

    /// Judges `watch` as of `now`. All that there is to know of a source is known.
    void judge(Watch watch, Instant now, Consumer<Finding> broken) {
        tell(check.check(watch, now), broken, _ -> {});
    }

    private void tell(
            Stream<Verdict> verdicts, Consumer<Finding> broken, Consumer<String> missing) {
        verdicts.forEach(verdict -> {
            switch (verdict) {
                case Verdict.Broken it ->
                        broken.accept(new Finding(id, severity, it.message(), remedy));
                case Verdict.CannotJudge it -> missing.accept(it.fact());
            }
        });
    }
}
