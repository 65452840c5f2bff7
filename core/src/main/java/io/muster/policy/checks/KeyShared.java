package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The same key stands in several credentials of ours.
///
/// @param reach which others count
public record KeyShared(Reach reach) implements Check {

    /// How far two credentials with one key must be apart.
    public enum Reach {
        /// Of one type: two certificates.
        SAME_TYPE("same-type"),
        /// Of different types: a certificate and an SSH key.
        OTHER_TYPE("other-type");

        private final String text;

        Reach(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        if (entry.foreign()) {
            return Stream.empty();
        }
        List<String> types = entry.facts().list("key.sharedTypes");
        return switch (reach) {
            case OTHER_TYPE ->
                    types.isEmpty()
                            ? Stream.empty()
                            : Ask.broken("its key also stands in: " + String.join(", ", types));
            case SAME_TYPE -> sameType(entry.facts().number("key.sharedSameType").orElse(0L));
        };
    }

    private static Stream<Verdict> sameType(long others) {
        return others == 0
                ? Stream.empty()
                : Ask.broken(
                        "its key also stands in " + Ask.counted(others, "other") + " of its type");
    }
}
