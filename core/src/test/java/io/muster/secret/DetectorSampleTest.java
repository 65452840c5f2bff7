package io.muster.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.secret.Shape.Choice;
import io.muster.secret.Shape.Part;
import io.muster.secret.Shape.Run;
import io.muster.secret.Shape.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Every detector finds values made from its own shape, in the ways in which people write them.
class DetectorSampleTest {
    private static final List<String> WAYS =
            List.of(
                    "%sToken = \"%s\"",
                    "%s_key: '%s'",
                    "export %s_TOKEN=%s\n",
                    "{\"%s_secret\": \"%s\"}",
                    "<%sKey>\n    %s\n</%sKey>",
                    "System.setProperty(\"%s.key\", \"%s\")",
                    "var %sToken string = `%s`",
                    "{\"config.ini\": \"%s_TOKEN=%s\\nNEXT=true\"}");

    @Test
    void everyDetectorFindsWhatItsShapeDescribes() {
        var scanner = SecretScanner.withAllDetectors();
        var random = new Random(20_261_122);
        var missed = new ArrayList<String>();
        for (Detector detector : Detectors.ALL) {
            for (String way : WAYS) {
                String text = sample(detector, way, random);
                byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
                var hits = new ArrayList<Hit>();
                scanner.scan(bytes, bytes.length, Origin.UNKNOWN, hits::add);
                if (!text.isEmpty() && hits.isEmpty()) {
                    missed.add(detector.id() + " " + text);
                }
            }
        }
        assertThat(missed).isEmpty();
    }

    /// Empty when the detector has no shape to make a value from, or its check wants more than a
    /// shape.
    private static String sample(Detector detector, String way, Random random) {
        return switch (detector.structure()) {
            case Token token when token.edge() != Token.Edge.LINE ->
                    written(detector, way, "service", value(token.shape(), random));
            case Named named ->
                    written(
                            detector,
                            way,
                            named.keywords().getFirst(),
                            value(named.value(), random));
            default -> "";
        };
    }

    private static String written(Detector detector, String way, String name, String value) {
        boolean whole = value.chars().noneMatch(it -> "\"'<> \n:&?".indexOf(it) >= 0);
        boolean believed = whole && detector.check().judge(value) instanceof Check.Verdict.Found;
        return believed ? way.formatted(name, value, name) : "";
    }

    private static String value(Shape shape, Random random) {
        var text = new StringBuilder();
        ShapeNotation.parse(shape.toString()).forEach(it -> append(it, random, text));
        return text.toString();
    }

    private static void append(Part part, Random random, StringBuilder text) {
        switch (part) {
            case Run run -> {
                int[] set =
                        run.set().bits().stream().filter(it -> it >= '\t' && it < 127).toArray();
                int length = run.min() + random.nextInt(Math.min(run.max() - run.min(), 9) + 1);
                for (int count = 0; count < length; count++) {
                    text.append((char) set[random.nextInt(set.length)]);
                }
            }
            case Choice choice -> {
                for (int count = Math.max(1, choice.min()); count > 0; count--) {
                    choice.alternatives()
                            .get(random.nextInt(choice.alternatives().size()))
                            .forEach(it -> append(it, random, text));
                }
            }
            case Secret secret -> secret.parts().forEach(it -> append(it, random, text));
        }
    }
}
