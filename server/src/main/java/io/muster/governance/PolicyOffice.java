package io.muster.governance;

import io.muster.inventory.Refused;
import io.muster.inventory.verdicts.Standard;
import io.muster.model.Malformed;
import io.muster.policy.PolicyParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Which policies are in force on this node, and what would be if another were chosen.
///
/// Until somebody chooses, the first of those that come with Muster is in force and the others are
/// not. Every node looks again each second; what is judged in between by what is no longer in force
/// is not kept (see [io.muster.inventory.verdicts.Verdicts#holds]).
public final class PolicyOffice {
    private final PolicyBook book;
    private final PolicyParser parser;
    private final SequencedMap<String, String> shipped;

    /// Those of them that were asked for: most are not, and conditions take long to compile.
    private final Map<String, PolicyText> read = new ConcurrentHashMap<>();

    private final String first;
    private volatile PolicyInForce inForce;

    /// @param shipped the texts that come with Muster by name, the one that is in force at first
    ///   before the others
    /// @throws Malformed when a policy that is in force cannot be read by this version
    public PolicyOffice(PolicyBook book, PolicyParser parser, SequencedMap<String, String> shipped)
            throws Malformed {
        this.book = book;
        this.parser = parser;
        this.shipped = new LinkedHashMap<>(shipped);
        this.first = shipped.firstEntry().getKey();
        this.inForce = read(book.activation());
    }

    public PolicyInForce inForce() {
        return inForce;
    }

    public Standard standard() {
        return inForce.standard();
    }

    public PolicyParser parser() {
        return parser;
    }

    /// The names of those that come with Muster.
    public Set<String> shipped() {
        return Collections.unmodifiableSet(shipped.keySet());
    }

    /// Looks whether another activation is in force, and follows it.
    public void refresh() {
        long newest = book.activation();
        if (newest != inForce.activation()) {
            try {
                inForce = read(newest);
            } catch (Malformed e) {
                throw new IllegalStateException(
                        "a newer version of Muster put a policy in force that this one cannot read: "
                                + e.reason(),
                        e);
            }
        }
    }

    /// What is chosen of `name`.
    public Choice chosen(String name) {
        Choice usual = name.equals(first) ? Choice.SHIPPED : Choice.OFF;
        return book.chosen(inForce.activation()).getOrDefault(name, usual);
    }

    /// The text of what can be chosen; empty for [Choice#OFF].
    ///
    /// @throws Refused when there is no such version
    public Optional<PolicyText> text(String name, Choice choice) {
        if (choice.equals(Choice.OFF)) {
            return Optional.empty();
        }
        try {
            return Optional.of(known(name, choice));
        } catch (Malformed e) {
            throw new Refused(
                    Refused.Kind.CONFLICT,
                    "this version of Muster cannot read it: %s".formatted(e.reason()));
        }
    }

    private PolicyText known(String name, Choice choice) throws Malformed {
        if (choice.equals(Choice.SHIPPED)) {
            String text = shipped.get(name);
            if (text == null) {
                throw new Refused(
                        Refused.Kind.UNKNOWN,
                        "no policy '%s' comes with Muster; there are %s"
                                .formatted(name, String.join(", ", shipped.keySet())));
            }
            PolicyText known = read.get(name);
            if (known == null) {
                known = PolicyText.of(text, parser);
                read.put(name, known);
            }
            return known;
        }
        String text =
                book.text(name, choice.number())
                        .orElseThrow(() ->
                                new Refused(
                                        Refused.Kind.UNKNOWN,
                                        "there is no version %s of a policy '%s'"
                                                .formatted(choice, name)));
        return PolicyText.of(text, parser);
    }

    /// What would be in force if `choice` were made of `name`.
    ///
    /// @throws Refused when it cannot be beside the others
    public PolicyInForce with(String name, Choice choice) {
        try {
            return inForce.with(name, text(name, choice));
        } catch (Malformed e) {
            throw new Refused(Refused.Kind.CONFLICT, e.reason());
        }
    }

    private PolicyInForce read(long activation) throws Malformed {
        TreeMap<String, Choice> chosen = new TreeMap<>(Map.of(first, Choice.SHIPPED));
        chosen.putAll(book.chosen(activation));
        List<PolicyText> parts = new ArrayList<>();
        for (Map.Entry<String, Choice> one : chosen.entrySet()) {
            if (!one.getValue().equals(Choice.OFF)) {
                parts.add(known(one.getKey(), one.getValue()));
            }
        }
        return PolicyInForce.of(parts, activation);
    }
}
