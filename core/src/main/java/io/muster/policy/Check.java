package io.muster.policy;

import io.muster.model.Account;
import io.muster.model.Entry;
import java.time.Instant;
import java.util.stream.Stream;

/// The question that a rule asks of one entry or account. A record whose components are its
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
}
