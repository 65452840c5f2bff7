package io.muster.inventory.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The page about the query language: its table of fields is made from [Field].
class QueryPageTest {
    private static final Path PAGE = Path.of("../docs/reference/query.md");
    private static final String BEGIN = "<!-- fields, generated -->\n";
    private static final String END = "<!-- end of fields -->\n";

    @Test
    void thePageListsEveryField() throws Exception {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        if (Boolean.getBoolean("muster.regenerate")) {
            Files.writeString(PAGE, page.substring(0, from) + table() + page.substring(to));
            return;
        }

        assertThat(page.substring(from, to))
                .as("to write it again: ./dev test with -Dmuster.regenerate=true")
                .isEqualTo(table());
    }

    @Test
    void everyExampleCanBeAsked() throws Exception {
        for (Field field : Field.values()) {
            for (Listing listing : Listing.values()) {
                if (field.isOf(listing)) {
                    assertThat(Query.parse(listing, field.example()).conditions())
                            .as(field.example())
                            .isNotEmpty();
                }
            }
        }
    }

    private static String table() {
        return Arrays.stream(Field.values())
                .map(QueryPageTest::section)
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static String section(Field field) {
        StringBuilder section = new StringBuilder();
        section.append("**`%s`** (%s): %s.".formatted(field, form(field), field.meaning()));
        section.append("\n`").append(field.example()).append("`; of ");
        section.append(
                Arrays.stream(Listing.values())
                        .filter(field::isOf)
                        .map(Listing::toString)
                        .collect(Collectors.joining(", ")));
        section.append(".\n");
        if (field.form() == Form.WORD) {
            section.append("One of ")
                    .append(
                            field.choices().stream()
                                    .map(it -> "`" + it + "`")
                                    .collect(Collectors.joining(",\n")))
                    .append(field.mayBeNone() ? ", or `none`.\n" : ".\n");
        }
        return section.toString();
    }

    private static String form(Field field) {
        String none = field.mayBeNone() && field.form() != Form.WORD ? ", or `none`" : "";
        return field.form().meaning() + none;
    }
}
