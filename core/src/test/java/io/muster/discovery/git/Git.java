package io.muster.discovery.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The git program, as Ada uses it, without the settings of whoever runs the tests.
final class Git {
    private Git() {}

    /// @param day of January 2024
    /// @return what it said
    static String run(Path in, int day, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        String date = String.format("2024-01-%02dT12:00:00Z", 1 + day);
        builder.environment()
                .putAll(
                        Map.of(
                                "GIT_CONFIG_GLOBAL", "/dev/null",
                                "GIT_CONFIG_NOSYSTEM", "1",
                                "GIT_AUTHOR_NAME", "Ada",
                                "GIT_AUTHOR_EMAIL", "ada@example.test",
                                "GIT_COMMITTER_NAME", "Ada",
                                "GIT_COMMITTER_EMAIL", "ada@example.test",
                                "GIT_AUTHOR_DATE", date,
                                "GIT_COMMITTER_DATE", date));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }
}
