package io.muster.scan;

import io.muster.model.Grant;
import io.muster.model.Identity;
import io.muster.model.Place;
import io.muster.policy.Policy;
import io.muster.roll.Reconciliation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a run has found out.
///
/// @param about when, with which policy, on which machine
/// @param credentials one line of the roll each; may be read several times, from disk where the run
///   was large
/// @param accounts that providers listed, in order of anchor
/// @param unjudged rule id to the fact for want of which it could not judge, and how often
/// @param failed targets that could not be scanned at all
public record ScanResult(
        About about,
        Summary summary,
        List<Identity> identities,
        Lines<Judged> credentials,
        List<JudgedAccount> accounts,
        List<Grant> grants,
        List<Unreadable> unreadable,
        List<Unjudged> unjudged,
        List<String> failed,
        Optional<Reconciled> reconciliation) {
    public ScanResult {
        identities = List.copyOf(identities);
        accounts = List.copyOf(accounts);
        grants = List.copyOf(grants);
        unreadable = List.copyOf(unreadable);
        unjudged = List.copyOf(unjudged);
        failed = List.copyOf(failed);
    }

    /// @param version of Muster
    /// @param fingerprintKeyId which key the fingerprints of secrets were made with; they must not
    ///   be compared with others
    public record About(
            String version,
            Instant started,
            String host,
            List<String> targets,
            Policy policy,
            String fingerprintKeyId) {
        public About {
            targets = List.copyOf(targets);
        }
    }

    /// A rule could not judge `count` credentials or accounts, because `fact` is not known.
    public record Unjudged(String rule, String fact, long count) {}

    /// What a declared list and the run know of each other.
    ///
    /// @param difference line by line
    /// @param unusable lines that say nothing by which a credential could be found
    public record Reconciled(Reconciliation difference, List<Place> unusable) {
        public Reconciled {
            unusable = List.copyOf(unusable);
        }
    }

    /// Lines that can be read again from the start.
    @FunctionalInterface
    public interface Lines<T> {
        /// The lines in their order; the caller closes the stream.
        Stream<T> stream();
    }
}
