package io.muster.policy.trial;

import io.muster.model.Finding;
import io.muster.model.Malformed;
import io.muster.policy.Policy;
import io.muster.policy.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What one rule must say of one subject.
///
/// @param name for people: what holds
/// @param at the moment for which is judged
/// @param message a part of what must be said where it breaks the rule; empty when any will do
public record RuleTest(
        String name,
        String rule,
        Instant at,
        TestSubject subject,
        Expectation expect,
        String message) {

    /// What a rule may say.
    public enum Expectation {
        PASS("pass"),
        FAIL("fail"),
        /// A fact is not known that the rule needs.
        CANNOT_JUDGE("cannot-judge");

        private final String text;

        Expectation(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// How a test went.
    ///
    /// @param trouble what was otherwise than expected; empty when all is well
    public record Outcome(RuleTest test, String trouble) {
        public boolean isWell() {
            return trouble.isEmpty();
        }
    }

    /// Asks the rule of `policy`.
    ///
    /// @throws Malformed when the policy has no such rule
    public Outcome run(Policy policy) throws Malformed {
        List<Rule> asked = policy.rules().stream().filter(it -> it.id().equals(rule)).toList();
        if (asked.isEmpty()) {
            throw new Malformed(
                    "test '%s': policy %s has no rule '%s'".formatted(name, policy.name(), rule));
        }
        Policy alone = new Policy(policy.name(), policy.version(), policy.description(), asked);
        List<String> missing = new ArrayList<>();
        List<Finding> findings = subject.judged(alone, at, missing);
        return new Outcome(this, trouble(findings, missing));
    }

    private String trouble(List<Finding> findings, List<String> missing) {
        Expectation said =
                !findings.isEmpty()
                        ? Expectation.FAIL
                        : missing.isEmpty() ? Expectation.PASS : Expectation.CANNOT_JUDGE;
        if (said != expect) {
            return "expected %s, but %s".formatted(expect, told(said, findings, missing));
        }
        boolean asExpected = findings.stream().anyMatch(it -> it.message().contains(message));
        return said == Expectation.FAIL && !asExpected
                ? "expected a message with '%s', but %s"
                        .formatted(message, told(said, findings, missing))
                : "";
    }

    private static String told(Expectation said, List<Finding> findings, List<String> missing) {
        return switch (said) {
            case PASS -> "it passes";
            case FAIL -> "it fails: " + findings.getFirst().message();
            case CANNOT_JUDGE -> "the fact '%s' is not known".formatted(missing.getFirst());
        };
    }
}
