package io.muster.store.wards;

import io.muster.inventory.owners.OwnerRule;
import io.muster.inventory.owners.SaidBy;
import io.muster.inventory.owners.Wildcard;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.policy.checks.IdentityCondition;
import io.muster.store.Texts;
import io.muster.wire.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Owner rules as text of one column.
final class OwnerRuleTexts {
    private static final String MATCH = "match.";

    private OwnerRuleTexts() {}

    static String text(List<OwnerRule> rules) {
        return Texts.text(rules.stream().map(it -> Kept.text(facts(it))).toList());
    }

    private static Facts facts(OwnerRule rule) {
        Facts facts =
                Facts.of("tags", rule.tags())
                        .with("rule", rule.name())
                        .with("by", rule.by().text());
        OwnerRule.Match match = rule.match();
        facts = with(facts, MATCH + "place", match.place().map(Wildcard::text));
        facts = with(facts, MATCH + "kind", match.kind().map(Wildcard::text));
        facts = with(facts, MATCH + "type", match.type().map(Wildcard::text));
        facts = with(facts, MATCH + "environment", match.environment().map(Wildcard::text));
        facts = with(facts, MATCH + "tag", match.tag().map(Wildcard::text));
        facts = with(facts, MATCH + "name", match.name().map(Wildcard::text));
        facts = with(facts, MATCH + "when", match.when().map(IdentityCondition::text));
        facts = with(facts, "team", rule.team());
        facts = with(facts, "criticality", rule.criticality());
        return with(facts, "environment", rule.environment());
    }

    private static Facts with(Facts facts, String name, Optional<String> value) {
        return value.map(it -> facts.with(name, it)).orElse(facts);
    }

    static List<OwnerRule> parse(String text) {
        try {
            List<OwnerRule> rules = new ArrayList<>();
            for (String one : Texts.parse(text)) {
                rules.add(rule(Kept.facts(one)));
            }
            return rules;
        } catch (Malformed e) {
            throw new IllegalStateException("the owner rules were changed by somebody else", e);
        }
    }

    private static OwnerRule rule(Facts facts) {
        return new OwnerRule(
                facts.text("rule").orElse(""),
                SaidBy.of(facts.text("by").orElse("")).orElse(SaidBy.RULE),
                new OwnerRule.Match(
                        wildcard(facts, "place"),
                        wildcard(facts, "kind"),
                        wildcard(facts, "type"),
                        wildcard(facts, "environment"),
                        wildcard(facts, "tag"),
                        wildcard(facts, "name"),
                        facts.text(MATCH + "when").map(IdentityCondition::new)),
                facts.text("team"),
                facts.text("criticality"),
                facts.text("environment"),
                facts.list("tags"));
    }

    private static Optional<Wildcard> wildcard(Facts facts, String name) {
        return facts.text(MATCH + name).map(Wildcard::new);
    }
}
