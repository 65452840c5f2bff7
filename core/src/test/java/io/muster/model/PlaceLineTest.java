package io.muster.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"file://h/a", "git://r@1a2b:a", "file://h/a.zip!/b", "file://h/a:12"})
    void aLineIsWrittenTheSameEverywhereAndTakenOffAgain(String text) {
        Place place = new Place(text);

        assertThat(place.atLine(12).text()).isEqualTo(text + "#L12");
        assertThat(place.atLine(12).withoutLine()).isEqualTo(place);
    }

    @Test
    void whatOnlyLooksLikeALineStays() {
        for (String text : List.of("tls://h:443", "file://h/#L", "file://h/12", "file://1")) {
            assertThat(new Place(text).withoutLine().text()).isEqualTo(text);
        }
    }
}
