package io.muster.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
    private static Window window(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new Window(bytes, bytes.length, 0, () -> Origin.UNKNOWN);
    }

    /// Where nothing has to be given back, a shape agrees with `java.util.regex`.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab[0-9]{2,4}",
                "(?i)ab[c-e]+x?",
                "a(?:b|cd){1,3}\\.[^ab]",
                "(?:ab|ac)\\d{2}(?:-[a-c]{2})?",
                "ab([a-c]{3})=",
                "a\\s?b\\w{1,3}\\.c"
            })
    void aShapeMeansWhatTheExpressionMeans(String notation) {
        var shape = new Shape(notation, ShapeNotation.parse(notation));
        var possessive =
                Pattern.compile(notation.replaceAll("([}+?])(?=[^:i}+?)]|$)(?<!\\(\\?)", "$1+"));
        var match = new Shape.Match();
        for (long seed = 0; seed < 4000; seed++) {
            String text = someText(new Random(seed));
            var matcher = possessive.matcher(text);
            boolean expected = matcher.lookingAt();
            assertThat(shape.matchAt(window(text), 0, match))
                    .as("seed %d: %s on %s", seed, notation, text)
                    .isEqualTo(expected);
            if (expected) {
                assertThat(match.end).isEqualTo(matcher.end());
            }
        }
    }

    private static String someText(Random random) {
        String alphabet = "aabbcdeABCx.-=0123 ";
        var text = new StringBuilder("a");
        for (int count = random.nextInt(14); count > 0; count--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    void aGroupIsTheSecretWithinTheMatch() {
        var match = new Shape.Match();
        var window = window("key=abc;");

        assertThat(Shape.of("key=([a-z]{3});").matchAround(window, 0, match)).isTrue();

        assertThat(window.text(match.secretStart, match.secretEnd)).isEqualTo("abc");
        assertThat(window.text(match.start, match.end)).isEqualTo("key=abc;");
    }

    @Test
    void theRarestLiteralIsTheKeyword() {
        assertThat(Shape.of("[A-Za-z0-9]{14}\\.atlasv1\\.[a-z]{60}").keywords())
                .containsExactly(".atlasv1.");
        assertThat(Shape.of("do[op]_v1_[a-f0-9]{64}").keywords())
                .containsExactlyInAnyOrder("doo_v1_", "dop_v1_");
    }

    @Test
    void aMistakeInAShapeIsFoundAtOnce() {
        assertThatThrownBy(() -> Shape.of("ab)c")).hasMessageContaining("unbalanced )");
        assertThatThrownBy(() -> Shape.of("a{2}{3}")).hasMessageContaining("nothing to repeat");
        assertThatThrownBy(() -> Shape.of("\\q")).hasMessageContaining("unknown escape");
    }
}
