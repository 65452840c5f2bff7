package io.muster.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeadIndexTest {
    private static final List<Lead> WORDS =
            Lead.words(List.of("abc", "bca", "abcab", "cab_x", "-a-", "xyz.", "abcabcabcabcabcab"));
    private static final List<Lead> REAL =
            Detectors.ALL.stream().flatMap(it -> it.structure().leads().stream()).toList();

    @Test
    void itFindsWhatAPlainSearchFinds() {
        var index = new LeadIndex(WORDS);
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            byte[] text = letters(random, random.nextInt(120));

            assertThat(found(index, WORDS, text, 0, text.length))
                    .as("seed %d: %s", seed, latin1(text))
                    .containsExactlyInAnyOrderElementsOf(plain(WORDS, text, 0, text.length));
        }
    }

    /// A third of the text is made of leads and of pieces of them, so that there is much to find.
    @Test
    void itFindsWhatAPlainSearchFindsWithTheLeadsOfAllDetectors() {
        var index = new LeadIndex(REAL);
        for (long seed = 0; seed < 25; seed++) {
            var random = new Random(seed);
            byte[] text = likeLeads(random, 200 + random.nextInt(800));

            assertThat(found(index, REAL, text, 0, text.length))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(plain(REAL, text, 0, text.length));
        }
    }

    /// A long file is searched in windows: what starts in one of them is found in it and nowhere
    /// else, wherever it begins and ends.
    @Test
    void onlyWhatStartsBetweenTheBoundsIsFound() {
        var index = new LeadIndex(REAL);
        for (long seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            byte[] text = likeLeads(random, 300);
            int from = random.nextInt(100);
            int to = from + random.nextInt(200);

            assertThat(found(index, REAL, text, from, to))
                    .as("seed %d, %d to %d", seed, from, to)
                    .containsExactlyInAnyOrderElementsOf(plain(REAL, text, from, to));
        }
    }

    /// Buffers are used again: what lies behind the end is of another file.
    @Test
    void nothingBehindTheEndIsFound() {
        var index = new LeadIndex(WORDS);
        byte[] buffer = "-- abc xyz. abcab".getBytes(StandardCharsets.US_ASCII);
        for (int length = 0; length <= buffer.length; length++) {
            var found = new ArrayList<String>();
            var window = new Window(buffer, length, 0, () -> Origin.UNKNOWN);
            index.scan(window, 0, length, (lead, start, _) -> found.add(lead + "@" + start));

            assertThat(found)
                    .as("length %d", length)
                    .containsExactlyInAnyOrderElementsOf(
                            plain(WORDS, Arrays.copyOf(buffer, length), 0, length));
        }
    }

    private static List<String> found(
            LeadIndex index, List<Lead> leads, byte[] text, int from, int to) {
        var found = new ArrayList<String>();
        var window = new Window(text, text.length, 0, () -> Origin.UNKNOWN);
        index.scan(
                window,
                from,
                to,
                (lead, start, end) -> {
                    assertThat(end - start).isEqualTo(leads.get(lead).length());
                    found.add(lead + "@" + start);
                });
        return found;
    }

    private static List<String> plain(List<Lead> leads, byte[] text, int from, int to) {
        var all = new ArrayList<String>();
        for (int lead = 0; lead < leads.size(); lead++) {
            List<ByteSet> bytes = leads.get(lead).bytes();
            for (int start = from; start < to && start + bytes.size() <= text.length; start++) {
                int index = 0;
                while (index < bytes.size() && bytes.get(index).contains(text[start + index])) {
                    index++;
                }
                if (index == bytes.size()) {
                    all.add(lead + "@" + start);
                }
            }
        }
        return all;
    }

    private static byte[] letters(Random random, int length) {
        byte[] text = new byte[length];
        for (int at = 0; at < length; at++) {
            text[at] = (byte) "abcABC_-xyz.".charAt(random.nextInt(12));
        }
        return text;
    }

    private static byte[] likeLeads(Random random, int length) {
        byte[] text = new byte[length];
        random.nextBytes(text);
        for (int at = 0; at < length; at += 1 + random.nextInt(40)) {
            Lead lead = REAL.get(random.nextInt(REAL.size()));
            int cut = random.nextInt(4) == 0 ? random.nextInt(lead.length()) : lead.length();
            for (int index = 0; index < cut && at + index < length; index++) {
                int[] values = lead.bytes().get(index).values();
                text[at + index] = (byte) values[random.nextInt(values.length)];
            }
        }
        return text;
    }

    private static String latin1(byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
