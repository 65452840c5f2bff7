package io.muster.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeywordIndexTest {
    /// Every keyword is found wherever a plain search finds it, whatever the case.
    @Test
    void itFindsWhatAPlainSearchFinds() {
        var keywords = List.of("abc", "bca", "abcab", "cab_x", "-a-", "xyz.");
        var index = new KeywordIndex(keywords);
        for (long seed = 0; seed < 500; seed++) {
            String text = someText(new Random(seed));
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            var found = new ArrayList<String>();

            index.scan(
                    new Window(bytes, bytes.length, 0, Origin.UNKNOWN),
                    0,
                    bytes.length,
                    (keyword, start, end) ->
                            found.add(keywords.get(keyword) + "@" + start + "-" + end));

            assertThat(found)
                    .as("seed %d: %s", seed, text)
                    .containsExactlyInAnyOrderElementsOf(plain(keywords, text));
        }
    }

    private static List<String> plain(List<String> keywords, String text) {
        var all = new ArrayList<String>();
        String lower = text.toLowerCase(Locale.ROOT);
        for (String keyword : keywords) {
            for (int at = lower.indexOf(keyword); at >= 0; at = lower.indexOf(keyword, at + 1)) {
                all.add(keyword + "@" + at + "-" + (at + keyword.length()));
            }
        }
        return all;
    }

    private static String someText(Random random) {
        var text = new StringBuilder();
        for (int count = random.nextInt(60); count > 0; count--) {
            text.append("abcABC_-xyz.".charAt(random.nextInt(12)));
        }
        return text.toString();
    }
}
