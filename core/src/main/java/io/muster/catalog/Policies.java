package io.muster.catalog;

import io.muster.model.Malformed;
import io.muster.policy.Policy;
import io.muster.policy.PolicyParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The policies that are shipped.
public final class Policies {
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
        try (var text = Policy.class.getResourceAsStream("baseline.yaml")) {
            if (text == null) {
                throw new IllegalStateException("the shipped policy is missing from the build");
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
