package io.muster.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The problems and their page, which is made from them: `-Dmuster.regenerate=true` writes it
/// again.
class ProblemTest {
    private static final Path PAGE = Path.of("../docs/reference/problems.md");

    @Test
    void thePageListsThemAll() throws IOException {
        StringBuilder page =
                new StringBuilder(
                        """
                        # Problems

                        What the API says no with: `application/problem+json` ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)). `type`
                        is for programs and never changes, `title` is the same for every occurrence, `detail` says what happened this
                        time and what to change, `instance` is the id of the request, which the log has too.

                        | status | type | title | what to do |
                        | --- | --- | --- | --- |
                        """);
        for (Problem problem : Problem.values()) {
            page.append(
                    "| %d | `%s` | %s | %s |\n"
                            .formatted(
                                    problem.status(),
                                    problem.type(),
                                    problem.title(),
                                    problem.remedy()));
        }
        if (Boolean.getBoolean("muster.regenerate")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).content().isEqualTo(page.toString());
    }

    @Test
    void everyRowIsWhole() {
        assertThat(Stream.of(Problem.values()))
                .allSatisfy(it -> {
                    assertThat(it.status()).isBetween(400, 599);
                    assertThat(it.title()).isNotBlank().doesNotEndWith(".");
                    assertThat(it.remedy()).endsWith(".");
                    assertThat(it.type()).matches("urn:muster:problem:[a-z-]+");
                });
    }
}
