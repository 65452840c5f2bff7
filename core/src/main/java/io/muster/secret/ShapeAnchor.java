package io.muster.secret;

import io.muster.secret.Shape.Choice;
import io.muster.secret.Shape.Part;
import io.muster.secret.Shape.Run;
import io.muster.secret.Shape.Secret;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The place in a shape that text hits by chance most rarely: the literals that can stand there
/// become the keywords of the detector, and the search for the shape begins there.
record ShapeAnchor(int index, List<String> keywords) {
    private static final int KEYWORDS_LIMIT = 192;
    private static final int LENGTH_LIMIT = 12;

    /// Each byte as one character, in lower case.
    private static final String[] LOWER = new String[256];

    static {
        for (int value = 0; value < LOWER.length; value++) {
            LOWER[value] = String.valueOf((char) value).toLowerCase(Locale.ROOT);
        }
    }

    /// A keyword that is long enough grows by a class only when that is this small.
    private static final int FEW = 4;

    static ShapeAnchor of(List<Part> parts) {
        ShapeAnchor best = new ShapeAnchor(0, List.of());
        double rarest = Double.MAX_VALUE;
        for (int index = 0; index < parts.size(); index++) {
            var literals = literalsAt(parts.subList(index, parts.size()));
            double rate = literals.stream().mapToDouble(Rarity::of).sum();
            if (!literals.isEmpty() && rate < rarest) {
                best = new ShapeAnchor(index, List.copyOf(literals));
                rarest = rate;
            }
            if (!mayStandBefore(parts.get(index), index)) {
                break;
            }
        }
        return best;
    }

    /// What stands before the anchor is matched backwards and never gives back, so only the first
    /// part may vary in length: nothing is left before it that it could take too much of.
    private static boolean mayStandBefore(Part part, int index) {
        return part instanceof Run run && (index == 0 || run.min() == run.max());
    }

    private static Set<String> literalsAt(List<Part> parts) {
        var literals = new Literals(new LinkedHashSet<>(Set.of("")), true).then(parts).found();
        boolean longEnough = literals.stream().allMatch(it -> it.length() >= Lead.LENGTH_MIN);
        return longEnough ? literals : Set.of();
    }

    /// The literals with which what was read so far begins; `open` while they can still grow.
    private record Literals(Set<String> found, boolean open) {
        Literals then(List<Part> parts) {
            Literals all = this;
            for (Part part : parts) {
                all = all.open ? all.then(part) : all;
            }
            return all;
        }

        private Literals then(Part part) {
            return switch (part) {
                case Run run -> thenRun(run);
                case Secret secret -> then(secret.parts());
                case Choice choice ->
                        choice.min() == 1 && choice.max() == 1 ? thenChoice(choice) : closed();
            };
        }

        private Literals thenRun(Run run) {
            Literals all = this;
            for (int count = 0; count < run.min() && all.open; count++) {
                all = all.thenOne(run);
            }
            return run.min() == run.max() ? all : all.closed();
        }

        private Literals thenOne(Run run) {
            var letters = new LinkedHashSet<String>();
            for (int value : run.set().values()) {
                letters.add(LOWER[value]);
            }
            int length = found.stream().mapToInt(String::length).max().orElse(0);
            boolean enough =
                    length >= LENGTH_LIMIT || (length >= Lead.LENGTH_MIN && letters.size() > FEW);
            if (enough || found.size() * letters.size() > KEYWORDS_LIMIT) {
                return closed();
            }
            var longer = new LinkedHashSet<String>();
            found.forEach(prefix -> letters.forEach(letter -> longer.add(prefix + letter)));
            return new Literals(longer, true);
        }

        private Literals thenChoice(Choice choice) {
            var all = new LinkedHashSet<String>();
            var ends = new ArrayList<Literals>();
            choice.alternatives().forEach(it -> ends.add(then(it)));
            ends.forEach(it -> all.addAll(it.found));
            boolean fits = all.size() <= KEYWORDS_LIMIT;
            return fits ? new Literals(all, ends.stream().allMatch(Literals::open)) : closed();
        }

        private Literals closed() {
            return new Literals(found, false);
        }
    }
}
