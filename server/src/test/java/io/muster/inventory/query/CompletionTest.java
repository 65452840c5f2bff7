package io.muster.inventory.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompletionTest {

    private static final Vocabulary WORDS =
            (field, prefix, limit) ->
                    field == Field.TAG
                            ? Stream.of("pci", "pay day", "prod")
                                    .filter(it -> it.startsWith(prefix))
                                    .limit(limit)
                                    .toList()
                            : List.of();

    @Test
    void aBeginningIsCompletedToTheFieldsThatStartSo() {
        Completion completion = at("owner:none ex|");

        assertThat(texts(completion)).containsExactly("expires<");
        assertThat(completion.from()).isEqualTo(11);
        assertThat(completion.to()).isEqualTo(13);
    }

    @Test
    void aFieldIsCompletedToItsChoices() {
        assertThat(texts(at("kind:se|"))).containsExactly("service", "service-account");
    }

    @Test
    void afterABarTheNextAlternativeIsCompleted() {
        Completion completion = at("-state:gone|ex|");

        assertThat(texts(completion)).containsExactly("expired");
        assertThat(completion.from()).isEqualTo(12);
    }

    @Test
    void valuesThatPeopleGaveComeFromTheRoll() {
        assertThat(texts(at("tag:p|"))).containsExactly("pci", "\"pay day\"", "prod");
        assertThat(texts(at("tag:n|"))).containsExactly("none");
    }

    @Test
    void aTimeIsCompletedToSpans() {
        assertThat(texts(at("expires<|"))).contains("30d");
        assertThat(texts(at("expires:|"))).containsExactly("none");
    }

    @Test
    void nothingIsCompletedWhereNoFieldIs() {
        assertThat(at("nope:x|").suggestions()).isEmpty();
        assertThat(at("\"kind:se|").suggestions()).isEmpty();
    }

    @Test
    void aCursorOutsideTheTextIsPutAtItsEnd() {
        assertThat(Completion.of(Listing.CREDENTIALS, "kin", 99, WORDS).to()).isEqualTo(3);
        assertThat(Completion.of(Listing.CREDENTIALS, "kin", -1, WORDS).from()).isZero();
    }

    /// The last bar stands for the cursor.
    private static Completion at(String text) {
        int cursor = text.lastIndexOf('|');
        return Completion.of(Listing.CREDENTIALS, text.substring(0, cursor), cursor, WORDS);
    }

    private static List<String> texts(Completion completion) {
        return completion.suggestions().stream().map(Completion.Suggestion::text).toList();
    }
}
