package io.muster.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Feeds a parser what somebody else might have written: one byte changed, or the end cut off.
public final class Mutations {
    private Mutations() {}

    /// What reads the changed bytes.
    @FunctionalInterface
    public interface Parser<T> {
        Object parse(T content) throws Malformed;
    }

    public static void each(String text, int count, long seed, Parser<String> parser) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        each(
                Bytes.of(bytes),
                count,
                seed,
                it -> parser.parse(new String(it.toArray(), StandardCharsets.UTF_8)));
    }

    public static void each(Bytes content, int count, long seed, Parser<Bytes> parser) {
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            byte[] changed = content.toArray();
            int at = random.nextInt(changed.length);
            changed[at] = (byte) random.nextInt(256);
            Bytes input =
                    i % 4 == 0
                            ? Bytes.of(changed, 0, random.nextInt(changed.length))
                            : Bytes.of(changed);
            try {
                assertThat(parser.parse(input)).isNotNull();
            } catch (Malformed refused) {
                assertThat(refused.reason()).as("seed %s, try %s", seed, i).isNotBlank();
                assertThat(refused.reason())
                        .as("seed %s, try %s: only the last fence caught it", seed, i)
                        .doesNotContain("cannot be read");
            }
        }
    }
}
