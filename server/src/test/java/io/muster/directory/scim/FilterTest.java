package io.muster.directory.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

    @Test
    void andBindsTighterThanOr() {
        assertThat(Filter.parse("a eq \"1\" or b pr and not (c eq false)"))
                .isEqualTo(
                        new Filter.Or(
                                new Filter.Test("a", "eq", "1"),
                                new Filter.And(
                                        new Filter.Test("b", "pr", ""),
                                        new Filter.Not(new Filter.Test("c", "eq", "false")))));
    }

    @Test
    void aTextIsAJsonText() {
        assertThat(Filter.parse("userName eq \"a\\\"b ) \\u00e4\""))
                .isEqualTo(new Filter.Test("userName", "eq", "a\"b ) ä"));
    }

    @Test
    void valuesHaveFilters() {
        assertThat(Filter.parse("emails[type eq \"work\"]"))
                .isEqualTo(new Filter.Each("emails", new Filter.Test("type", "eq", "work")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a eq",
                "a eq \"",
                "a is \"x\"",
                "(a pr",
                "a pr)",
                "not a pr",
                "and",
                "a gt 1",
                "\"a\" eq \"b\"",
                "a[b pr",
                "a eq \"\\q\""
            })
    void whatIsNoneIsRefusedInWords(String text) {
        assertThatThrownBy(() -> Filter.parse(text)).isInstanceOf(Complaint.class);
    }

    @Test
    void whatIsTooLongOrTooDeepIsRefusedAndNothingElseHappens() {
        assertThatThrownBy(() -> Filter.parse("a pr or ".repeat(1000) + "a pr"))
                .isInstanceOf(Complaint.class);
        assertThatThrownBy(() -> Filter.parse("(".repeat(50) + "a pr" + ")".repeat(50)))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("deeply");
        Random random = new Random(7);
        String pieces = "ab()[]\"\\ eqpro.$";
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(30); n >= 0; n--) {
                text.append(pieces.charAt(random.nextInt(pieces.length())));
            }
            try {
                assertThat(Filter.parse(text.toString())).as("seed 7, " + text).isNotNull();
            } catch (Complaint e) {
                assertThat(e.getMessage()).as(text.toString()).isNotEmpty();
            }
        }
    }
}
