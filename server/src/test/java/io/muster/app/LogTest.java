package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log in a file.
class LogTest {
    private final InstantSource noon = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));

    @TempDir Path folder;

    @Test
    void aLineIsOneJsonObject() throws IOException {
        Path file = folder.resolve("log");
        try (Log log = Log.into(file, noon)) {
            log.info("started", Map.of("listen", "a\nb"));
        }

        assertThat(file)
                .hasContent(
                        "{\"at\":\"2026-01-01T12:00:00Z\",\"level\":\"info\","
                                + "\"message\":\"started\",\"listen\":\"a\\nb\"}");
    }

    @Test
    void ofAnExceptionStandsWhereItAroseAndNotWhatItSays() throws IOException {
        Path file = folder.resolve("log");
        try (Log log = Log.into(file, noon)) {
            log.error("failed", new IllegalStateException("swordfish"), Map.of());
        }

        assertThat(file)
                .content()
                .contains("java.lang.IllegalStateException | io.muster.app.LogTest")
                .doesNotContain("swordfish");
    }

    @Test
    void aLogThatIsLargeIsPutAside() throws IOException {
        Path file = folder.resolve("log");
        Files.write(file, new byte[17 << 20]);
        try (Log log = Log.into(file, noon)) {
            log.info("one", Map.of());
            log.info("two", Map.of());
        }

        assertThat(file).content().hasLineCount(2);
        assertThat(folder.resolve("log.1")).hasSize(17 << 20);
    }
}
