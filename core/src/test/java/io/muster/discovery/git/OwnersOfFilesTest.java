package io.muster.discovery.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.Meter;
import io.muster.discovery.Outside;
import io.muster.model.Facts;
import io.muster.testing.NoEgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom a repository names for its files.
class OwnersOfFilesTest {
    @TempDir Path folder;

    private int day;

    @Test
    void whoAnswersForAFileIsWhomTheNewestCodeownersNames() throws Exception {
        Path root = folder.toRealPath().resolve("r");
        Git.run(folder, day, "init", "-q", "-b", "main", root.toString());
        commit(root, "a/key", "SEEN");
        commit(root, "CODEOWNERS", "* @shop/nobody-any-more");
        commit(root, "CODEOWNERS", "* @shop/all\n/a/ @shop/pay anna@example.test");
        commit(root, "b", "other");

        Map<String, Facts> facts = new ConcurrentHashMap<>();
        GitHistory.of(List.of(root.toString()))
                .observe(
                        new Outside(
                                "h",
                                InstantSource.system(),
                                (content, _, _) -> facts.put(content.name(), content.facts()),
                                new NoEgress(),
                                new Meter()),
                        _ -> {});

        assertThat(owners(facts, "key")).containsExactly("@shop/pay", "anna@example.test");
        assertThat(owners(facts, "b")).containsExactly("@shop/all");
    }

    private static List<String> owners(Map<String, Facts> facts, String name) {
        return facts.getOrDefault(name, Facts.NONE).list("codeOwners");
    }

    private void commit(Path root, String name, String text) throws Exception {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        day++;
        Git.run(root, day, "add", "-A");
        Git.run(root, day, "commit", "-q", "-m", "change " + name);
    }
}
