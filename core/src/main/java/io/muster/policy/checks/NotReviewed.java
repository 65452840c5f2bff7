package io.muster.policy.checks;

import io.muster.model.Account;
import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/// An account that is older than `days` days was not reviewed for so long: nobody has said that it
/// is still needed and may still do what it may do.
///
/// The day is the fact `lastReviewed`, which people write at the account as a label, an annotation
/// or a tag.
public record NotReviewed(int days) implements Check {

    /// Credentials are replaced, not reviewed.
    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return Stream.empty();
    }

    @Override
    public Stream<Verdict> check(Account account, Instant now) {
        return Ask.lastDone(
                account, "lastReviewed", now, Duration.ofDays(days), "was last reviewed");
    }
}
