package io.muster.policy.trial;

import io.muster.model.Malformed;
import io.muster.policy.Policy;
import io.muster.policy.YamlTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A policy with the tests of its rules.
public record RuleTests(Policy policy, List<RuleTest> tests) {
    private static final int CHARACTERS_MAX = 1 << 20;
    private static final int TESTS_MAX = 10_000;

    /// For which moment is judged unless a test says another: one that stays, so that a test says
    /// the same next year.
    private static final Instant USUAL = Instant.parse("2026-01-01T00:00:00Z");

    public RuleTests {
        tests = List.copyOf(tests);
    }

    /// Runs all of them, in order.
    ///
    /// @throws Malformed when one is about a rule that is not there
    public List<RuleTest.Outcome> run() throws Malformed {
        List<RuleTest.Outcome> outcomes = new ArrayList<>();
        for (RuleTest test : tests) {
            outcomes.add(test.run(policy));
        }
        return outcomes;
    }

    /// The tests in a YAML document, under `tests`; none when it has no such member.
    ///
    /// @throws Malformed naming the test and what is wrong in it
    public static List<RuleTest> parse(String yaml) throws Malformed {
        if (yaml.length() > CHARACTERS_MAX) {
            throw new Malformed("a file of tests has at most 1,048,576 characters");
        }
        JsonNode rows = tree(yaml).path("tests");
        if (rows.isMissingNode()) {
            return List.of();
        }
        if (!rows.isArray() || rows.size() > TESTS_MAX) {
            throw new Malformed("'tests' is a list of at most 10,000 tests");
        }
        List<RuleTest> tests = new ArrayList<>();
        for (JsonNode row : rows) {
            String name = row.path("name").asString("number " + (tests.size() + 1));
            try {
                tests.add(test(Members.of(row)));
            } catch (Malformed | IllegalArgumentException e) {
                throw new Malformed("test '%s': %s".formatted(name, e.getMessage()), e);
            }
        }
        return tests;
    }

    private static JsonNode tree(String yaml) throws Malformed {
        try {
            return YamlTree.of(yaml);
        } catch (JacksonException e) {
            // Jackson would quote it, and it may be any file.
            throw new Malformed("not well-formed YAML, or a name comes twice", e);
        }
    }

    private static RuleTest test(Members members) throws Malformed {
        Instant at = members.instant("at").orElse(USUAL);
        RuleTest test =
                new RuleTest(
                        members.needed("name"),
                        members.needed("rule"),
                        at,
                        SubjectReader.read(members.map("subject"), at),
                        members.constant(
                                "expect",
                                RuleTest.Expectation.values(),
                                "pass, fail, cannot-judge"),
                        members.text("message").orElse(""));
        members.end();
        return test;
    }
}
