package io.muster.discovery.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.ContentRecorder;
import io.muster.discovery.Meter;
import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import io.muster.discovery.Source;
import io.muster.discovery.SourceContract;
import io.muster.discovery.files.FileTree;
import io.muster.discovery.files.IgnoreFiles;
import io.muster.discovery.files.Limits;
import io.muster.testing.NoEgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Repositories somewhere below the folder that a person named.
class TreeHistoryTest implements SourceContract {
    private final ContentRecorder recorder = new ContentRecorder();
    private final Meter meter = new Meter();
    @TempDir private Path folder;
    private Path home = Path.of("/");

    @BeforeEach
    void makeHome() throws Exception {
        home = Files.createDirectories(folder.toRealPath().resolve("home"));
    }

    @Override
    public Source source() throws Exception {
        if (Files.notExists(home.resolve("work"))) {
            repositoryWithDeletedKey("work/pay");
            Files.writeString(home.resolve("work/pay/.git/objects/pack/pack-1.pack"), "no index");
        }
        return defaults();
    }

    @Override
    public Outside outside() {
        return new Outside("h", InstantSource.system(), recorder, new NoEgress(), meter);
    }

    @Override
    public Source defaults() {
        return new TreeHistory(FileTree.of(List.of(home)));
    }

    @Override
    public Map<String, String> pinnedDefaults() {
        return Map.of("files", FileTree.of(List.of(home)).toString());
    }

    /// @return the commit that had the key
    private String repositoryWithDeletedKey(String name) throws Exception {
        Path root = home.resolve(name);
        git(home, "init", "-q", "-b", "main", root.toString());
        String commit = commit(root, "key", "SEEN in " + name);
        git(root, "rm", "-q", "key");
        commit(root, "README", "nothing here");
        return commit;
    }

    private String commit(Path root, String file, String text) throws Exception {
        Files.writeString(root.resolve(file), text);
        git(root, "add", "-A");
        git(root, "commit", "-qm", "change " + file);
        return git(root, "rev-parse", "HEAD");
    }

    private static String git(Path in, String... arguments) throws Exception {
        return Git.run(in, 1, arguments);
    }

    private List<String> histories(String... exclude) throws InterruptedException {
        FileTree files =
                new FileTree(
                        List.of(home),
                        List.of(exclude),
                        IgnoreFiles.DISREGARDED,
                        Limits.DEFAULT,
                        2);
        assertThat(SourceContract.observe(new TreeHistory(files), outside()))
                .doesNotHaveAnyElementsOfTypes(Observation.Unreadable.class);
        return recorder.handed().entrySet().stream()
                .filter(it -> it.getKey().startsWith("git://"))
                .filter(it -> it.getValue().text().startsWith("SEEN"))
                .map(Map.Entry::getKey)
                .toList();
    }

    private String place(String repository, String commit, String file) {
        return "git://h" + home.resolve(repository) + "@" + commit + ":" + file;
    }

    @Test
    void aDeletedKeyOfEachRepositoryBelowIsFound() throws Exception {
        String pay = repositoryWithDeletedKey("work/pay");
        String web = repositoryWithDeletedKey("a::b/x@y:z");
        git(home, "clone", "-q", "--bare", home.resolve("work/pay").toString(), "mirror.git");

        assertThat(histories())
                .containsExactlyInAnyOrder(
                        place("work/pay", pay, "key"),
                        place("a::b/x@y:z", web, "key"),
                        place("mirror.git", pay, "key"));
        assertThat(recorder.handed()).containsKey("file://h" + home.resolve("work/pay/README"));
    }

    @Test
    void theTargetItselfMayBeARepository() throws Exception {
        home = home.resolve("pay");
        git(folder, "init", "-q", home.toString());
        String commit = commit(home, "key", "SEEN");

        assertThat(histories()).containsExactly("git://h" + home + "@" + commit + ":key");
    }

    @Test
    void aSubmoduleAndAnAddedWorkTreeAreLookedAtOnceAndWhereTheirObjectsAre() throws Exception {
        String inner = repositoryWithDeletedKey("inner");
        Path outer = home.resolve("outer");
        git(home, "init", "-q", "-b", "main", outer.toString());
        git(
                outer,
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "--quiet",
                "add",
                home.resolve("inner").toString(),
                "module");
        git(outer, "commit", "-qm", "module");
        git(home.resolve("inner"), "worktree", "add", "-q", "--detach", "../added");
        String added = commit(home.resolve("added"), "work", "SEEN in the added tree only");

        assertThat(histories())
                .containsExactlyInAnyOrder(
                        place("inner", inner, "key"),
                        place("inner", added, "work"),
                        place("outer/.git/modules/module", inner, "key"));
    }

    @Test
    void anExcludedRepositoryIsLeftAloneAndSoIsAnExcludedFolderOfItsPast() throws Exception {
        repositoryWithDeletedKey("work/pay");
        repositoryWithDeletedKey("archive/old");
        repositoryWithDeletedKey("no-history");

        assertThat(histories("archive/", home + "/no-history/.git", "key")).isEmpty();
    }

    @Test
    void aLinkLeadsToNoRepository() throws Exception {
        Path outside = folder.resolve("outside");
        git(folder, "init", "-q", outside.toString());
        commit(outside, "key", "SEEN outside");
        Files.createSymbolicLink(home.resolve("linked"), outside);
        Files.createSymbolicLink(
                Files.createDirectory(home.resolve("half")).resolve(".git"),
                outside.resolve(".git"));

        assertThat(histories()).isEmpty();
    }
}
