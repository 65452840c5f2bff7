package io.muster.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What every detector promises, whoever adds the next one.
class DetectorContractTest {
    private static final int SMALL = 8 << 10;

    /// Far above what the worst detector needs, far below what a quadratic one would.
    private static final long STEPS_PER_BYTE_MAX = 1200;

    @Test
    void thereAreAtLeast150() {
        assertThat(Detectors.ALL).hasSizeGreaterThanOrEqualTo(150);
    }

    @Test
    void idsAreUniqueAndStable() {
        var ids = new HashSet<String>();
        for (Detector detector : Detectors.ALL) {
            assertThat(detector.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
            assertThat(ids.add(detector.id())).as(detector.id()).isTrue();
            assertThat(detector.name()).isNotBlank();
            assertThat(detector.remedy()).isNotBlank();
        }
    }

    @Test
    void everyDetectorHasKeywordsToBeFoundBy() {
        for (Detector detector : Detectors.ALL) {
            assertThat(detector.structure().keywords()).as(detector.id()).isNotEmpty();
            assertThat(detector.structure().keywords())
                    .allSatisfy(it ->
                            assertThat(it)
                                    .hasSizeGreaterThanOrEqualTo(Lead.LENGTH_MIN)
                                    .isLowerCase());
        }
    }

    /// Twice the near misses are twice the work, not four times: counted, not timed.
    @Test
    void noTextMakesADetectorSlow() {
        for (Detector detector : Detectors.ALL) {
            var scanner = new SecretScanner(List.of(detector));
            for (String miss : nearMisses(detector)) {
                long once = scanner.steps(repeat(miss, SMALL), SMALL);
                long twice = scanner.steps(repeat(miss, 2 * SMALL), 2 * SMALL);
                assertThat(twice)
                        .as("%s on %s", detector.id(), miss)
                        .isLessThan(once * 5 / 2 + SMALL);
                assertThat(once / SMALL)
                        .as("%s on %s", detector.id(), miss)
                        .isLessThan(STEPS_PER_BYTE_MAX);
            }
        }
    }

    private static List<String> nearMisses(Detector detector) {
        String keyword = detector.structure().keywords().getFirst();
        String upper = keyword.toUpperCase(Locale.ROOT);
        return List.of(
                keyword,
                upper,
                keyword + "-",
                keyword + "=",
                keyword + "=\"",
                keyword + "a1B2.",
                upper + "0");
    }

    private static byte[] repeat(String text, int length) {
        return text.repeat(length / text.length() + 1).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void noBytesMakeTheScannerFail() {
        var scanner = SecretScanner.withAllDetectors();
        for (long seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            while (text.length() < 20_000) {
                var detector = Detectors.ALL.get(random.nextInt(Detectors.ALL.size()));
                var keywords = detector.structure().keywords();
                text.append(keywords.get(random.nextInt(keywords.size())));
                for (int count = random.nextInt(60); count > 0; count--) {
                    text.append((char) (1 + random.nextInt(random.nextBoolean() ? 127 : 254)));
                }
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            for (int cut = 0; cut < 40; cut++) {
                scanner.scan(
                        bytes, bytes.length - cut, new Origin("seed-" + seed + ".env"), _ -> {});
            }
        }
    }
}
