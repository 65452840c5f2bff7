package io.muster.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.files.FileTree;
import io.muster.model.Place;
import io.muster.testing.NoEgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoveredTest {
    @TempDir Path folder;

    @Test
    void aTreeSaysWhereItLookedWhenItIsThrough() throws Exception {
        Path file = Files.writeString(folder.resolve("one.txt"), "nothing");
        Path tree = Files.createDirectories(folder.resolve("tree/below"));
        List<Observation> said = look(List.of(file, tree.getParent(), folder.resolve("absent")));
        assertThat(said.stream().filter(Observation.Covered.class::isInstance))
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        covered("file://host" + file.toRealPath()),
                        covered("file://host" + tree.getParent().toRealPath() + "/"));
        assertThat(said.getLast()).isInstanceOf(Observation.Covered.class);
    }

    private static String covered(String place) {
        return new Observation.Covered(new Place(place)).toString();
    }

    private static List<Observation> look(List<Path> roots) throws InterruptedException {
        List<Observation> said = new ArrayList<>();
        Outside outside =
                new Outside(
                        "host",
                        InstantSource.fixed(Instant.EPOCH),
                        (_, _, _) -> {},
                        new NoEgress(),
                        new Meter());
        FileTree.of(roots)
                .observe(
                        outside,
                        it -> {
                            synchronized (said) {
                                said.add(it);
                            }
                        });
        return said;
    }
}
