package io.muster.policy;

import io.muster.model.Account;
import io.muster.model.Entry;
import io.muster.model.Watch;
import java.time.Instant;
import java.util.stream.Stream;

/// The question that a rule asks of one entry, account or source. A record whose components are its
/// settings in the policy file.
///
/// Total and pure: no clock, no input or output, no state, no exception for any of them.
@FunctionalInterface
public interface Check {

    /// The answers, none when there is nothing to say.
    Stream<Verdict> check(Entry entry, Instant now);

    /// The answers about an account; none when the question is not one about accounts.
    default Stream<Verdict> check(Account account, Instant now) {
        return Stream.empty();
    }

    /// The answers about a source that is counted on; none when the question is not one about
    /// sources.
    default Stream<Verdict> check(Watch watch, Instant now) {
        return Stream.empty();
    }
}
