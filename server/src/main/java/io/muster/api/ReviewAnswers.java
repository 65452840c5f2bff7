package io.muster.api;

import io.muster.reviews.Attention;
import io.muster.reviews.Campaign;
import io.muster.reviews.Campaign.Counts;
import io.muster.reviews.Choice;
import io.muster.reviews.Evidence;
import io.muster.reviews.Item;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reviews as the API shows them.
final class ReviewAnswers {
    private ReviewAnswers() {}

    /// @param attention how many must be looked at by themselves
    /// @param digest of a closed one: the SHA-256 over its decisions
    record Shown(
            String id,
            String name,
            String list,
            String q,
            List<String> teams,
            Optional<String> occasion,
            Campaign.State state,
            boolean overdue,
            Instant started,
            String startedBy,
            Instant due,
            Optional<Instant> closed,
            Optional<String> closedBy,
            Optional<String> note,
            Optional<String> digest,
            long items,
            long attention,
            long kept,
            long reduced,
            long retired,
            long undecided) {
        static Shown of(Campaign it, Instant now) {
            Counts counts = it.counts();
            return new Shown(
                    it.id(),
                    it.name(),
                    it.list().toString(),
                    it.q(),
                    it.teams(),
                    some(it.occasion()),
                    it.state(),
                    it.isOverdue(now),
                    it.started(),
                    it.startedBy(),
                    it.due(),
                    it.closed(),
                    some(it.closedBy()),
                    some(it.note()),
                    some(it.digest()),
                    counts.items(),
                    counts.attention(),
                    counts.kept(),
                    counts.reduced(),
                    counts.retired(),
                    counts.undecided());
        }

        private static Optional<String> some(String text) {
            return Optional.of(text).filter(it -> !it.isEmpty());
        }
    }

    /// @param team absent where only those who see everything decide
    /// @param escalatesTo the team above
    record Part(
            Optional<String> team,
            Optional<String> name,
            Optional<String> escalatesTo,
            long items,
            long attention,
            long kept,
            long reduced,
            long retired,
            long undecided) {
        static Part of(Campaign.Part it) {
            Counts counts = it.counts();
            return new Part(
                    it.team(),
                    it.name(),
                    it.parent(),
                    counts.items(),
                    counts.attention(),
                    counts.kept(),
                    counts.reduced(),
                    counts.retired(),
                    counts.undecided());
        }
    }

    record Detail(Shown review, List<Part> parts) {}

    /// @param entity identity or credential
    record ShownItem(
            long item,
            String entity,
            String id,
            String kind,
            String title,
            Optional<String> team,
            Set<Attention> attention,
            Evidence evidence,
            Optional<Choice> decision,
            Optional<String> reason,
            Optional<String> decidedBy,
            Optional<Instant> decidedAt) {
        static ShownItem of(Item it) {
            return new ShownItem(
                    it.number(),
                    it.entity().kind().toString(),
                    it.entity().id(),
                    it.kind(),
                    it.title(),
                    it.team(),
                    it.attention(),
                    it.evidence(),
                    it.decided().map(Item.Decided::choice),
                    it.decided().map(Item.Decided::reason),
                    it.decided().map(Item.Decided::by),
                    it.decided().map(Item.Decided::at));
        }
    }
}
