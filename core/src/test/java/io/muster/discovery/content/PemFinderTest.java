package io.muster.discovery.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemFinderTest {

    @Test
    void blocksAreFoundAmongOtherText() {
        List<PemBlock> blocks =
                blocks(
                        "a\n-----BEGIN X-----\nAAAA\n-----END X-----b-----BEGIN Y-----"
                                + "-----END Y-----");

        assertThat(blocks).extracting(PemBlock::label).containsExactly("X", "Y");
    }

    @Test
    void aBlockThatAnotherOneInterruptsIsNone() {
        assertThat(blocks("-----BEGIN X-----\nAAAA\n-----BEGIN Y-----\nAAAA\n-----END Y-----"))
                .extracting(PemBlock::label)
                .containsExactly("Y");
    }

    @Test
    void theLabelsMustAgree() {
        assertThat(blocks("-----BEGIN X-----\nAAAA\n-----END Y-----")).isEmpty();
    }

    @Test
    void aTemplateIsNoLabel() {
        assertThat(blocks("-----BEGIN %s-----\nAAAA\n-----END %s-----")).isEmpty();
    }

    /// GHSA-r4pg-vg54-wxx4: work must grow with the input, not with its square.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN X-----",
                "-----BEGIN X-----\n",
                "-----BEGIN ",
                "-----BEGIN X-----\nAAAA\n-----END X----",
                "-----BEGIN X-----A-----END Y-----",
                "-----",
                "-",
                "-----END X-----"
            })
    void workIsLinearInTheInput(String piece) {
        long small = steps(piece.repeat(1_000));
        long large = steps(piece.repeat(100_000));

        assertThat(large).isLessThanOrEqualTo(110 * small);
    }

    private static long steps(String content) {
        PemFinder finder = new PemFinder(text(content));
        while (finder.next().isPresent()) {
            // Only the work counts.
        }
        return finder.steps();
    }

    private static List<PemBlock> blocks(String content) {
        PemFinder finder = new PemFinder(text(content));
        List<PemBlock> blocks = new ArrayList<>();
        for (Optional<PemBlock> next = finder.next(); next.isPresent(); next = finder.next()) {
            blocks.add(next.get());
        }
        return blocks;
    }

    private static Text text(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
        return Text.whole(bytes, bytes.length);
    }
}
