package io.muster.cli;

import io.muster.catalog.Policies;
import io.muster.model.Malformed;
import io.muster.policy.trial.RuleTest;
import io.muster.policy.trial.RuleTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How the tests of policies went.
record TestReport(List<OfPolicy> policies) {
    TestReport {
        policies = List.copyOf(policies);
    }

    /// @param policy the file, or the name of a shipped one
    record OfPolicy(String policy, List<RuleTest.Outcome> outcomes) {
        OfPolicy {
            outcomes = List.copyOf(outcomes);
        }

        long failed() {
            return outcomes.stream().filter(it -> !it.isWell()).count();
        }
    }

    /// Runs the tests of `files`; those of the baseline when there are none.
    ///
    /// @throws Malformed when a policy or its tests cannot be read, or it has none
    static TestReport of(List<Path> files) throws Malformed, IOException {
        List<OfPolicy> policies = new ArrayList<>();
        if (files.isEmpty()) {
            policies.add(new OfPolicy("baseline", Policies.baselineTests().run()));
        }
        for (Path file : PolicyFiles.of(files)) {
            RuleTests tests = tests(file);
            if (tests.tests().isEmpty()) {
                throw new Malformed(
                        "%s has no tests; write some under tests in it, or in %s"
                                .formatted(file, Policies.beside(file)));
            }
            policies.add(new OfPolicy(file.toString(), tests.run()));
        }
        return new TestReport(policies);
    }

    /// Those of the file; of a name that is no file, those of what comes with Muster.
    private static RuleTests tests(Path file) throws Malformed, IOException {
        return !Files.exists(file) && Policies.SHIPPED.contains(file.toString())
                ? Policies.shippedTests(file.toString())
                : Policies.tests(file);
    }

    long failed() {
        return policies.stream().mapToLong(OfPolicy::failed).sum();
    }

    private long all() {
        return policies.stream().mapToLong(it -> it.outcomes().size()).sum();
    }

    /// For people: a line a test, and one at the end.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (OfPolicy one : policies) {
            lines.add(one.policy());
            one.outcomes().forEach(it -> lines.addAll(lines(it)));
        }
        lines.add("%d tests, %d failed".formatted(all(), failed()));
        return lines;
    }

    private static List<String> lines(RuleTest.Outcome outcome) {
        RuleTest test = outcome.test();
        String line =
                "  %-6s %s: %s"
                        .formatted(outcome.isWell() ? "ok" : "FAILED", test.rule(), test.name());
        return outcome.isWell() ? List.of(line) : List.of(line, "         " + outcome.trouble());
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("tests", all());
        document.put("failed", failed());
        document.put(
                "results",
                policies.stream()
                        .flatMap(one -> one.outcomes().stream().map(it -> fields(one.policy(), it)))
                        .toList());
        return document;
    }

    private static Map<String, Object> fields(String policy, RuleTest.Outcome outcome) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("policy", policy);
        fields.put("rule", outcome.test().rule());
        fields.put("name", outcome.test().name());
        fields.put("expect", outcome.test().expect().toString());
        fields.put("passed", outcome.isWell());
        Stream.of(outcome.trouble())
                .filter(it -> !it.isEmpty())
                .forEach(it -> fields.put("trouble", it));
        return fields;
    }
}
