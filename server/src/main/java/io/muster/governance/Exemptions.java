package io.muster.governance;

import io.muster.governance.Exemption.State;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Where exceptions are kept. While one is in force what it covers is no open finding; who judges
/// sees to that, a moment after it began or ended.
public interface Exemptions {
    /// None lasts longer.
    Duration LONGEST = Duration.ofDays(365);

    /// When nobody says how long.
    Duration USUAL = Duration.ofDays(90);

    /// A wish for one.
    record Wish(
            String id,
            String rule,
            Exemption.Scope scope,
            String target,
            String reason,
            Instant until,
            String person) {}

    /// What became of one, for those who tell others.
    ///
    /// @param kind `requested`, `approved`, `in-force`, `rejected`, `revoked`, `expired`,
    ///   `ends-in-14-days`, `ends-in-7-days`, `ends-in-3-days`, `ends-in-1-day`
    record Event(long number, String exception, Instant at, String actor, String kind) {}

    /// Which are asked for.
    ///
    /// @param states none for all
    /// @param rule of this rule
    /// @param target about this, by its id
    record Filter(Set<State> states, Optional<String> rule, Optional<String> target) {
        public Filter {
            states = Set.copyOf(states);
        }
    }

    /// Asks for one, and tells those who may approve it.
    ///
    /// @throws Refused when what it is about is not there, or it is not one that can be
    Exemption request(Unit unit, Wish wish, Instant now);

    /// Keeps what has become of one, as its own methods say, and tells those who have to do with
    /// it.
    ///
    /// @param actor who did it
    /// @throws Refused when another was quicker
    Exemption keep(Unit unit, Exemption changed, String actor, Instant now);

    Optional<Exemption> find(Viewer viewer, String id);

    /// The newest first.
    ///
    /// @param before the number of one; empty for the newest
    List<Numbered> list(Viewer viewer, Filter filter, OptionalLong before, int limit);

    /// How many the filter finds.
    long count(Viewer viewer, Filter filter);

    record Numbered(long number, Exemption exemption) {}

    /// How many findings of the viewer's it covers now, at most [#COVERED_MAX].
    long covered(Viewer viewer, String id);

    long COVERED_MAX = 10_000;

    /// Events after `number`, in order.
    List<Event> events(long number, int limit);

    /// Those of one, in order.
    List<Event> events(String id);

    /// Those that have come to their end, and those of which it must be told that they will soon.
    ///
    /// @return at most `limit`
    List<Exemption> due(Instant now, int limit);

    /// How long before its end those are told who have to do with it.
    enum Reminder {
        TWO_WEEKS(14),
        WEEK(7),
        THREE_DAYS(3),
        DAY(1);

        private final int days;

        Reminder(int days) {
            this.days = days;
        }

        public int days() {
            return days;
        }

        /// The last that `now` has passed for what ends at `until`; empty before the first.
        public static Optional<Reminder> passed(Instant until, Instant now) {
            return Arrays.stream(values())
                    .filter(it -> !until.isAfter(now.plus(Duration.ofDays(it.days))))
                    .reduce((_, last) -> last);
        }

        /// As an event calls it.
        @Override
        public String toString() {
            return "ends-in-" + days + (days == 1 ? "-day" : "-days");
        }
    }

    /// Notes that its end is near: an event and an alert, once for each reminder before which it
    /// was in force.
    void remind(Unit unit, Exemption exemption, Instant now);

    /// Whether something is left for [#spread].
    boolean isSpreading();

    /// Has some of what exceptions cover, or covered, judged again.
    ///
    /// @return whether there is more
    boolean spread(Unit unit, Instant now);
}
