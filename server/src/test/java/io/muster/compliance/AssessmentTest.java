package io.muster.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.compliance.Assessment.Status;
import io.muster.compliance.Counted.State;
import io.muster.compliance.Evidence.Asked;
import io.muster.compliance.Evidence.Wanted;
import io.muster.inventory.query.Listing;
import io.muster.inventory.search.Total;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssessmentTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final Asked ROWS = new Asked(Listing.FINDINGS, "resolved:none");
    private static final Evidence GAPS =
            new Evidence(
                    "gaps", "Gaps", new Evidence.Rows(ROWS, ROWS, Wanted.NONE, "Nothing known."));
    private static final Evidence SEVERE =
            new Evidence(
                    "severe",
                    "Severe",
                    new Evidence.Rows(ROWS, ROWS, Wanted.NONE_AT_ALL, "Nothing known."));

    private static Framework.Control control(String cannot, Evidence... evidence) {
        return new Framework.Control("1.2", "asks", "shows", List.of(evidence), cannot);
    }

    private static Assessment assessed(Framework.Control control, State gaps, State severe) {
        Total none = Total.exactly(0);
        return Assessment.of(
                control,
                Map.of(
                        "gaps", new Counted("gaps", NOW, none, none, gaps),
                        "severe", new Counted("severe", NOW, none, none, severe)));
    }

    @Test
    void metIsOnlyWhatWasCountedWholeAndHasNoGap() {
        assertThat(assessed(control("", GAPS, SEVERE), State.GOOD, State.GOOD).status())
                .isEqualTo(Status.MET);
        assertThat(assessed(control("the rest", GAPS), State.GOOD, State.GOOD).status())
                .isEqualTo(Status.PARTLY_MET);
        assertThat(assessed(control("", GAPS, SEVERE), State.GOOD, State.UNKNOWN).status())
                .isEqualTo(Status.PARTLY_MET);
        assertThat(assessed(control("", GAPS, SEVERE), State.PARTLY, State.GOOD).status())
                .isEqualTo(Status.PARTLY_MET);
    }

    @Test
    void aSevereGapBreaksWhateverElseIsWell() {
        Framework.Control control = control("", GAPS, SEVERE);

        assertThat(assessed(control, State.GOOD, State.GAP).status()).isEqualTo(Status.NOT_MET);
        assertThat(assessed(control, State.GAP, State.GOOD).status()).isEqualTo(Status.PARTLY_MET);
        assertThat(assessed(control("", GAPS), State.GAP, State.GOOD).status())
                .isEqualTo(Status.NOT_MET);
    }

    @Test
    void ofWhatNobodyCanTellTheReasonIsSaid() {
        Assessment nothing = assessed(control("", GAPS), State.UNKNOWN, State.GOOD);
        assertThat(nothing.status()).isEqualTo(Status.NOT_COMPUTED);
        assertThat(nothing.why()).containsExactly("Not computed: Gaps. Nothing known.");

        Assessment early = Assessment.of(control("", GAPS), Map.of());
        assertThat(early.why().getFirst()).contains("not been counted yet");
        assertThat(Assessment.of(control("a document outside"), Map.of()).why())
                .containsExactly("Not computed: a document outside");
    }

    @Test
    void whereThereIsNothingToBreakARuleNobodyCanTell() {
        Total none = Total.exactly(0);
        Total some = Total.exactly(3);

        assertThat(Counted.of("x", NOW, none, none, Wanted.NONE).state()).isEqualTo(State.UNKNOWN);
        assertThat(Counted.of("x", NOW, none, some, Wanted.NONE).state()).isEqualTo(State.GOOD);
        assertThat(Counted.of("x", NOW, some, some, Wanted.NONE).state()).isEqualTo(State.GAP);
        assertThat(Counted.of("x", NOW, some, some, Wanted.SOME).state()).isEqualTo(State.GOOD);
        assertThat(Counted.of("x", NOW, none, none, Wanted.SOME).state()).isEqualTo(State.UNKNOWN);
        assertThat(Counted.of("x", NOW, none, some, Wanted.SOME).state()).isEqualTo(State.GAP);
    }
}
