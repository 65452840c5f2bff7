package io.muster.roll;

import io.muster.model.Anchor;
import io.muster.model.Identity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The identities of a run, each once, with the evidence of everything that led to it.
final class Roster {
    private static final int EVIDENCE_MAX = 12;

    private static final class Line {
        private final String rule;
        private final Set<String> evidence = new LinkedHashSet<>();
        private boolean more;

        Line(String rule) {
            this.rule = rule;
        }

        void note(Collection<String> lines) {
            for (String line : lines) {
                more |= evidence.size() == EVIDENCE_MAX && !evidence.contains(line);
                if (evidence.size() < EVIDENCE_MAX) {
                    evidence.add(line);
                }
            }
        }
    }

    private final Map<Anchor, Line> lines = new TreeMap<>();

    void add(Identity identity) {
        Line line = lines.computeIfAbsent(identity.anchor(), _ -> new Line(identity.rule()));
        line.note(identity.evidence());
    }

    /// Notes more evidence for an identity that was added.
    void addEvidence(Anchor anchor, Collection<String> evidence) {
        Optional.ofNullable(lines.get(anchor)).orElseThrow().note(evidence);
    }

    Identity of(Anchor anchor) {
        Line line = Optional.ofNullable(lines.get(anchor)).orElseThrow();
        List<String> evidence = new ArrayList<>(line.evidence);
        if (line.more) {
            evidence.add("and more of the like");
        }
        return new Identity(anchor, line.rule, evidence);
    }

    /// Each anchor once, in order, as identities with all their evidence.
    List<Identity> of(Collection<Anchor> anchors) {
        return anchors.stream().distinct().sorted().map(this::of).toList();
    }

    List<Identity> all() {
        return lines.keySet().stream().map(this::of).toList();
    }
}
