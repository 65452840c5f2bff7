package io.muster.discovery.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.Observation.Unreadable;
import java.util.List;
import org.junit.jupiter.api.Test;

class NestingTest {
    private static List<String> said(String text) {
        return Recognised.text("/srv/a.json", text).unreadable().stream()
                .map(Unreadable::reason)
                .toList();
    }

    @Test
    void aBombIsSaidToBeOne() {
        for (String open : List.of("[", "{\"a\":", " [\n{\"b\": ")) {
            assertThat(said(open.repeat(100_000)))
                    .containsExactly(
                            "JSON nested deeper than 1000 levels; only its text was searched");
        }
    }

    @Test
    void deepDataThatNobodyAskedForIsNoFault() {
        assertThat(said("[".repeat(900) + "]".repeat(900))).isEmpty();
        assertThat(said("[1, \"" + "[".repeat(5_000) + "\", \"\\\"" + "{".repeat(5_000) + "\"]"))
                .isEmpty();
        assertThat(said("[{}, ".repeat(1) + "{},".repeat(5_000) + "1]")).isEmpty();
    }

    @Test
    void aDocumentOfAKnownKindIsReadToItsLimitOnly() {
        String secret = "{\"kind\":\"Secret\",\"a\":" + "[".repeat(100) + "]".repeat(100) + "}";

        assertThat(said(secret))
                .containsExactly("JSON nested deeper than 64 levels; only its text was searched");
    }
}
