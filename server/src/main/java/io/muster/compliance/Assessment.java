package io.muster.compliance;

import io.muster.compliance.Counted.State;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How the estate stands to one requirement.
///
/// @param shown its evidence, each with what was counted last
/// @param why in words, what the status rests on
public record Assessment(
        Framework.Control control, Status status, List<Shown> shown, List<String> why) {
    public Assessment {
        shown = List.copyOf(shown);
        why = List.copyOf(why);
    }

    /// @param counted empty before the first count
    public record Shown(Evidence evidence, Optional<Counted> counted) {
        State state() {
            return counted.map(Counted::state).orElse(State.UNKNOWN);
        }
    }

    /// What can be said of a requirement.
    public enum Status {
        /// All that it asks for was counted, and there is no gap.
        MET,
        /// Something is well, something is not or cannot be told.
        PARTLY_MET,
        /// A gap that breaks it, or nothing is well.
        NOT_MET,
        /// Nothing of it can be told.
        NOT_COMPUTED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Of what was counted last.
    public static Assessment of(Framework.Control control, Map<String, Counted> latest) {
        List<Shown> shown =
                control.evidence().stream()
                        .map(it -> new Shown(it, Optional.ofNullable(latest.get(it.id()))))
                        .toList();
        return new Assessment(control, status(control, shown), shown, why(control, shown));
    }

    private static Status status(Framework.Control control, List<Shown> shown) {
        List<State> told =
                shown.stream().map(Shown::state).filter(it -> it != State.UNKNOWN).toList();
        if (told.isEmpty()) {
            return Status.NOT_COMPUTED;
        }
        boolean broken =
                shown.stream().anyMatch(it -> it.state() == State.GAP && it.evidence().breaks());
        if (broken || told.stream().allMatch(it -> it == State.GAP)) {
            return Status.NOT_MET;
        }
        boolean whole = told.size() == shown.size() && control.cannot().isEmpty();
        return whole && told.stream().allMatch(it -> it == State.GOOD)
                ? Status.MET
                : Status.PARTLY_MET;
    }

    private static List<String> why(Framework.Control control, List<Shown> shown) {
        List<String> why = new ArrayList<>();
        for (Shown one : shown) {
            switch (one.state()) {
                case GAP, PARTLY -> why.add("Gap: " + one.evidence().title() + ".");
                case UNKNOWN -> why.add(unknown(one));
                case GOOD -> {}
            }
        }
        if (!control.cannot().isEmpty()) {
            why.add("Not computed: " + control.cannot());
        }
        return why;
    }

    private static String unknown(Shown one) {
        String reason =
                one.counted().isEmpty()
                        ? "It has not been counted yet."
                        : switch (one.evidence().source()) {
                            case Evidence.Rows rows -> rows.why();
                            case Evidence.Metric _ -> "Nothing tells of it yet.";
                            case Evidence.Fact _ -> "The server cannot tell.";
                        };
        return "Not computed: %s. %s".formatted(one.evidence().title(), reason);
    }

    /// How many of `assessments` have each status, none left out.
    public static Map<Status, Long> counts(List<Assessment> assessments) {
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            counts.put(status, 0L);
        }
        counts.putAll(
                assessments.stream()
                        .collect(Collectors.groupingBy(Assessment::status, Collectors.counting())));
        return counts;
    }
}
