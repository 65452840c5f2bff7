package io.muster.channels;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/// When to come back (RFC 9110, section 10.2.3): after seconds, or at a time, which counts by the
/// clock of who says it.
final class RetryAfter {
    private RetryAfter() {}

    /// @param head the fields of an answer, by their names in small letters
    /// @return zero when it does not say, or nobody understands it
    static Duration of(Map<String, String> head) {
        String text = head.getOrDefault("retry-after", "");
        if (text.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Optional<Instant> at = date(text);
        Optional<Instant> now = date(head.getOrDefault("date", ""));
        return at.isPresent() && now.isPresent() && at.get().isAfter(now.get())
                ? Duration.between(now.get(), at.get())
                : Duration.ZERO;
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
