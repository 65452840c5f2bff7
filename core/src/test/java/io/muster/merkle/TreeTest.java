package io.muster.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeTest {
    /// The entries and roots with which certificate transparency logs test themselves.
    private static final List<String> ENTRIES =
            List.of(
                    "",
                    "00",
                    "10",
                    "2021",
                    "3031",
                    "40414243",
                    "5051525354555657",
                    "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS =
            List.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void aLogHasTheRootsThatOthersCompute() {
        Frontier log = Frontier.EMPTY;
        assertThat(log.root().digest().toHex()).isEqualTo(ROOTS.getFirst());
        for (int i = 0; i < ENTRIES.size(); i++) {
            log = log.append(TreeHash.ofEntry(Bytes.ofHex(ENTRIES.get(i)))).frontier();
            assertThat(log.root().digest().toHex()).isEqualTo(ROOTS.get(i + 1));
        }
    }

    @Test
    void aFrontierIsReadAsItWasWritten() {
        for (int size = 0; size < 40; size++) {
            Frontier frontier = LogInMemory.of(size).frontier();
            assertThat(Frontier.of(size, frontier.encoded())).isEqualTo(frontier);
        }
    }

    @Test
    void aFrontierOfAnotherSizeIsRefused() {
        Bytes peaks = LogInMemory.of(5).frontier().encoded();
        assertThatThrownBy(() -> Frontier.of(4, peaks)).hasMessageContaining("peaks");
    }

    @Test
    void everyEntryOfEverySizeIsProvedToBeIncluded() {
        for (int size = 1; size <= 70; size++) {
            LogInMemory log = LogInMemory.of(size);
            TreeHash root = log.frontier().root();
            for (int i = 0; i < size; i++) {
                Inclusion proof = Inclusion.prove(i, size, log);
                assertThat(proof.holds(TreeHash.ofEntry(LogInMemory.entry(i)), root)).isTrue();
                assertThat(proof.holds(TreeHash.ofEntry(LogInMemory.entry(i + 1)), root)).isFalse();
            }
        }
    }

    @Test
    void anInclusionWithAHashTooManyTooFewOrChangedDoesNotHold() {
        LogInMemory log = LogInMemory.of(13);
        TreeHash root = log.frontier().root();
        TreeHash entry = TreeHash.ofEntry(LogInMemory.entry(6));
        Inclusion proof = Inclusion.prove(6, 13, log);
        List<TreeHash> longer = new ArrayList<>(proof.path());
        longer.add(root);
        assertThat(new Inclusion(6, 13, longer).holds(entry, root)).isFalse();
        assertThat(
                        new Inclusion(6, 13, proof.path().subList(0, proof.path().size() - 1))
                                .holds(entry, root))
                .isFalse();
        for (int i = 0; i < proof.path().size(); i++) {
            List<TreeHash> changed = new ArrayList<>(proof.path());
            changed.set(i, entry);
            assertThat(new Inclusion(6, 13, changed).holds(entry, root)).isFalse();
        }
        assertThat(new Inclusion(7, 13, proof.path()).holds(entry, root)).isFalse();
    }

    @Test
    void everyLogIsProvedToContinueEveryEarlierOne() {
        List<TreeHash> roots =
                IntStream.rangeClosed(0, 40)
                        .mapToObj(it -> LogInMemory.of(it).frontier().root())
                        .toList();
        for (int size = 0; size <= 40; size++) {
            LogInMemory log = LogInMemory.of(size);
            for (int earlier = 0; earlier <= size; earlier++) {
                Consistency proof = Consistency.prove(earlier, size, log);
                assertThat(proof.holds(roots.get(earlier), roots.get(size)))
                        .as("%d to %d", earlier, size)
                        .isTrue();
                if (earlier > 0 && earlier < size) {
                    assertThat(proof.holds(roots.get(earlier - 1), roots.get(size))).isFalse();
                    assertThat(proof.holds(roots.get(earlier), roots.get(size - 1))).isFalse();
                }
            }
        }
    }

    @Test
    void aRewrittenLogDoesNotContinueTheEarlierOne() {
        LogInMemory honest = LogInMemory.of(9);
        LogInMemory rewritten = new LogInMemory();
        for (int i = 0; i < 20; i++) {
            rewritten.append(LogInMemory.entry(i == 4 ? 99 : i));
        }
        Consistency proof = Consistency.prove(9, 20, rewritten);
        assertThat(proof.holds(honest.frontier().root(), rewritten.frontier().root())).isFalse();
    }
}
