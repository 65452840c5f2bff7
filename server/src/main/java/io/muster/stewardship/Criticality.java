package io.muster.stewardship;

import io.muster.inventory.owners.SaidBy;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// How much it matters that something works, and who says so.
///
/// @param text one of the four levels, or any other word of a person or a rule
/// @param why the rule, or what it was inherited from; may be empty
public record Criticality(String text, SaidBy by, String why) {

    /// The words that Muster itself uses, the smallest first.
    public enum Level {
        LOW,
        MEDIUM,
        HIGH,
        CRITICAL;

        /// The level that `text` means, in any case.
        public static Optional<Level> named(String text) {
            return Arrays.stream(values())
                    .filter(it -> it.name().equalsIgnoreCase(text))
                    .findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Optional<Level> level() {
        return Level.named(text);
    }

    /// What is said of `ward`. What a person or a rule of the configuration said stays; otherwise
    /// what comes with Muster, or what depends on it when that matters more.
    static Optional<Criticality> of(Ward ward) {
        Optional<Criticality> said =
                ward.criticality()
                        .filter(it -> it.by() != SaidBy.DEFAULT && it.by() != SaidBy.INHERITED);
        if (said.isPresent()) {
            return said;
        }
        Optional<Criticality> usual = ward.present() ? UsualCriticality.of(ward) : Optional.empty();
        Optional<Ward.Dependent> dependent =
                ward.dependents().stream().max(Comparator.comparing(Ward.Dependent::criticality));
        boolean more =
                dependent.isPresent()
                        && usual.flatMap(Criticality::level)
                                .filter(it -> it.compareTo(dependent.get().criticality()) >= 0)
                                .isEmpty();
        return more
                ? dependent.map(it ->
                        new Criticality(it.criticality().toString(), SaidBy.INHERITED, it.how()))
                : usual;
    }
}
