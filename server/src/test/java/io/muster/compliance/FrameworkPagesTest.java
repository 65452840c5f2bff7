package io.muster.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// A page for each framework, made from the mapping: `-Dmuster.regenerate=true` writes them again.
class FrameworkPagesTest {

    @TestFactory
    Stream<DynamicTest> everyFrameworkHasItsPage() {
        return Catalogue.read().frameworks().stream()
                .map(it -> DynamicTest.dynamicTest(it.id(), () -> check(it)));
    }

    private static void check(Framework framework) throws IOException {
        Path page = docs().resolve("reference/compliance").resolve(framework.id() + ".md");
        String content = page(framework);
        if (Boolean.getBoolean("muster.regenerate")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, content);
        }
        assertThat(page)
                .as("to write it again: ./dev test with -Dmuster.regenerate=true")
                .content()
                .isEqualTo(content);
    }

    private static String page(Framework framework) {
        StringBuilder page =
                new StringBuilder(
                        """
                        # %s

                        %s: what of each control is counted, and what is not. How a status follows from it:
                        [compliance](../../govern/compliance.md). Requirements are in our words.

                        | control | asks for | counted | not computed |
                        | --- | --- | --- | --- |
                        """
                                .formatted(framework.name(), framework.edition()));
        for (Framework.Control it : framework.controls()) {
            page.append(
                    "| `%s` %s | %s | %s | %s |\n"
                            .formatted(
                                    it.slug(),
                                    it.id(),
                                    cell(it.requirement()),
                                    it.evidence().stream()
                                            .map(one -> "`" + one.id() + "`")
                                            .reduce((a, b) -> a + " " + b)
                                            .orElse(""),
                                    cell(it.cannot())));
        }
        page.append("\n| evidence | what | query |\n| --- | --- | --- |\n");
        List<Evidence> used =
                framework.controls().stream()
                        .flatMap(it -> it.evidence().stream())
                        .distinct()
                        .toList();
        for (Evidence it : used) {
            page.append("| `%s` | %s | %s |\n".formatted(it.id(), cell(it.title()), query(it)));
        }
        return page.toString();
    }

    private static String query(Evidence evidence) {
        return switch (evidence.source()) {
            case Evidence.Rows it ->
                    "%s: `%s`%s"
                            .formatted(
                                    it.asked().list(),
                                    cell(it.asked().q()),
                                    switch (it.wanted()) {
                                        case SOME -> "";
                                        case NONE -> ", should be none";
                                        case NONE_AT_ALL -> ", one breaks the control";
                                    });
            case Evidence.Metric it -> "the figure `" + it.id() + "`";
            case Evidence.Fact _ -> "what the server knows of itself";
        };
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ").strip();
    }

    private static Path docs() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs"))) {
            folder = folder.getParent();
        }
        return folder.resolve("docs");
    }
}
