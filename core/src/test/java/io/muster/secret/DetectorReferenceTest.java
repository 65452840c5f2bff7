package io.muster.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The page that lists the detectors is made from the detectors.
class DetectorReferenceTest {
    @Test
    void thePageListsEveryDetectorAndNothingElse() throws IOException {
        String file = System.getProperty("muster.detectors.report", "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), page());
        }
        assertThat(Files.readString(repository().resolve("docs/reference/detectors.md")))
                .as("write it anew with -Dmuster.detectors.report=docs/reference/detectors.md")
                .isEqualTo(page());
    }

    private static String page() {
        var page = new StringBuilder();
        page.append("# Detectors\n\n")
                .append(Detectors.ALL.size())
                .append(
                        " kinds of secrets. How they are found, judged and left out: "
                                + "[secrets](../secrets.md).\n\n")
                .append(
                        "| id | what | known by | severity | what to do |\n| --- | --"
                                + "- | --- | --- | --- |\n");
        for (Detector detector : Detectors.ALL) {
            page.append(
                    "| `%s` | %s | %s | %s | %s |%n"
                            .formatted(
                                    detector.id(),
                                    detector.name(),
                                    switch (detector.structure().specificity()) {
                                        case TOKEN -> "its shape";
                                        case NAMED -> "the name it is given, and its shape";
                                        case GENERIC ->
                                                "the name it is given, and looking generated";
                                    },
                                    detector.severity(),
                                    detector.remedy()));
        }
        return page.toString();
    }

    private static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isRegularFile(folder.resolve("LICENSE"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("not run inside a clone of the repository");
        }
        return folder;
    }
}
