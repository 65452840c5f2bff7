package io.muster.catalog;

import io.muster.model.Malformed;
import io.muster.policy.Policy;
import io.muster.policy.PolicyParser;
import io.muster.policy.trial.RuleTest;
import io.muster.policy.trial.RuleTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The policies that are shipped.
public final class Policies {
    /// Those that come with Muster, by name; the first is in force at first.
    public static final List<String> SHIPPED =
            List.of(
                    "baseline",
                    "public-tls",
                    "code-signing",
                    "ssh",
                    "secrets",
                    "kubernetes",
                    "pqc",
                    "nhi-top-10");

    private Policies() {}

    /// What nobody should run without a reason; in force unless another policy is named.
    public static Policy baseline() {
        try {
            return parser().parse(baselineText());
        } catch (Malformed e) {
            throw new IllegalStateException("the shipped policy does not parse", e);
        }
    }

    /// The policy in `file`.
    ///
    /// @throws IOException when it cannot be read
    /// @throws Malformed naming the file and what is wrong in it
    public static Policy read(Path file) throws IOException, Malformed {
        try {
            return parser().parse(Files.readString(file));
        } catch (Malformed e) {
            throw new Malformed("policy " + file + ": " + e.reason(), e);
        }
    }

    /// The baseline as written, for people who want to start from it.
    public static String baselineText() {
        return shipped("baseline.yaml");
    }

    /// The texts of all that come with Muster, by name and in the order of [#SHIPPED].
    public static SequencedMap<String, String> shippedTexts() {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        SHIPPED.forEach(it -> texts.put(it, text(it)));
        return texts;
    }

    /// One of [#SHIPPED] as written.
    public static String text(String name) {
        return shipped(name + ".yaml");
    }

    /// The baseline with the tests of its rules.
    public static RuleTests baselineTests() {
        return shippedTests("baseline");
    }

    /// One of [#SHIPPED] with the tests of its rules.
    public static RuleTests shippedTests(String name) {
        try {
            return new RuleTests(
                    parser().parse(text(name)), RuleTests.parse(shipped(name + ".test.yaml")));
        } catch (Malformed e) {
            throw new IllegalStateException("the shipped tests do not parse", e);
        }
    }

    /// The policy in `file` with its tests: those under `tests` in it, and those in the file beside
    /// it, `shop.test.yaml` for `shop.yaml`.
    ///
    /// @throws IOException when a file cannot be read
    /// @throws Malformed naming the file and what is wrong in it
    public static RuleTests tests(Path file) throws IOException, Malformed {
        List<RuleTest> tests = new ArrayList<>(testsIn(file));
        Path beside = beside(file);
        if (Files.exists(beside)) {
            tests.addAll(testsIn(beside));
        }
        return new RuleTests(read(file), tests);
    }

    /// Where tests beside a policy are.
    public static Path beside(Path file) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.replaceFirst("\\.ya?ml$", "") + ".test.yaml");
    }

    private static List<RuleTest> testsIn(Path file) throws IOException, Malformed {
        try {
            return RuleTests.parse(Files.readString(file));
        } catch (Malformed e) {
            throw new Malformed(file + ": " + e.reason(), e);
        }
    }

    private static String shipped(String name) {
        try (var text = Policy.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException("a shipped policy is missing from the build");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A parser that knows every check of the catalogue.
    public static PolicyParser parser() {
        return new PolicyParser(Checks.KINDS);
    }
}
