package io.muster.policy.trial;

import io.muster.model.Account;
import io.muster.model.Entry;
import io.muster.model.Finding;
import io.muster.model.Watch;
import io.muster.policy.Policy;
import java.time.Instant;
import java.util.List;

/// What a test asks a rule about.
public sealed interface TestSubject {

    /// What is wrong with it by `policy`; facts that are missed for that are added to `missing`.
    List<Finding> judged(Policy policy, Instant at, List<String> missing);

    /// A credential.
    record OfEntry(Entry entry) implements TestSubject {
        @Override
        public List<Finding> judged(Policy policy, Instant at, List<String> missing) {
            return policy.judge(entry, at, (_, fact) -> missing.add(fact));
        }
    }

    /// An account that a provider lists.
    record OfAccount(Account account) implements TestSubject {
        @Override
        public List<Finding> judged(Policy policy, Instant at, List<String> missing) {
            return policy.judge(account, at, (_, fact) -> missing.add(fact));
        }
    }

    /// A source that is counted on.
    record OfSource(Watch watch) implements TestSubject {
        @Override
        public List<Finding> judged(Policy policy, Instant at, List<String> missing) {
            return policy.judge(watch, at);
        }
    }
}
