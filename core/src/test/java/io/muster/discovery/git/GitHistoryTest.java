package io.muster.discovery.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.discovery.ContentRecorder;
import io.muster.discovery.Meter;
import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import io.muster.discovery.Source;
import io.muster.discovery.SourceContract;
import io.muster.testing.NoEgress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Histories made by git itself, some of them hostile.
class GitHistoryTest implements SourceContract {
    private final ContentRecorder recorder = new ContentRecorder();
    private final Meter meter = new Meter();
    @TempDir private Path folder;
    private Path root = Path.of("/");
    private int day;

    @BeforeEach
    void makeRepository() throws Exception {
        root = folder.toRealPath().resolve("r");
        git(folder, "init", "-q", "-b", "main", root.toString());
    }

    @Override
    public Source source() throws Exception {
        Path other = folder.resolve("other");
        if (Files.notExists(other)) {
            commit("key", "SEEN");
            git(folder, "init", "-q", other.toString());
            Files.writeString(other.resolve(".git/objects/pack/pack-1.pack"), "no index");
        }
        return GitHistory.of(List.of(root.toString(), other.toString()));
    }

    @Override
    public Outside outside() {
        return new Outside("h", InstantSource.system(), recorder, new NoEgress(), meter);
    }

    @Override
    public Source defaults() {
        return GitHistory.of(List.of(root.toString()));
    }

    @Override
    public Map<String, String> pinnedDefaults() {
        return Map.of(
                "objectBytes",
                "16777216",
                "cloneTime",
                "PT30M",
                "threads",
                String.valueOf(Runtime.getRuntime().availableProcessors()));
    }

    private String git(Path in, String... arguments) throws Exception {
        return Git.run(in, day, arguments);
    }

    /// @return the commit's id
    private String commit(String name, String text) throws Exception {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        day++;
        git(root, "add", "-A");
        git(root, "commit", "-q", "--allow-empty", "-m", "change " + name);
        return git(root, "rev-parse", "HEAD");
    }

    private List<Observation> observe(String... repositories) throws InterruptedException {
        return SourceContract.observe(GitHistory.of(List.of(repositories)), outside());
    }

    private List<Observation> observe() throws InterruptedException {
        return observe(root.toString());
    }

    private String place(String commit, String path) {
        return "git://h" + root + "@" + commit + ":" + path;
    }

    @Test
    void aContentIsToldWhereItAppearedFirst() throws Exception {
        String first = commit("a/key", "SEEN");
        git(root, "mv", "a/key", "b");
        commit("c", "other");
        commit("again/key", "SEEN");

        observe();

        assertThat(recorder.handed())
                .containsOnlyKeys(
                        place(first, "a/key"), place(git(root, "rev-parse", "HEAD~1"), "c"));
        var facts = recorder.handed().get(place(first, "a/key")).facts();
        assertThat(facts.text("commit")).contains(first);
        assertThat(facts.text("author")).contains("Ada");
        assertThat(facts.text("authorEmail")).contains("ada@example.test");
        assertThat(facts.text("date")).contains("2024-01-02T12:00:00Z");
        assertThat(facts.text("path")).contains("a/key");
        assertThat(facts.text("repository")).contains("h" + root);
        assertThat(facts.flag("inHead")).contains(true);
    }

    @Test
    void whatWasDeletedIsStillFoundAndToldToBeInHistoryOnly() throws Exception {
        String first = commit("key", "SEEN");
        Files.delete(root.resolve("key"));
        commit("other", "x");

        observe();

        assertThat(recorder.handed().get(place(first, "key")).facts().flag("inHead"))
                .contains(false);
    }

    @Test
    void everyRefIsLookedAt() throws Exception {
        commit("a", "x");
        git(root, "checkout", "-q", "-b", "side");
        String side = commit("side", "SEEN");
        git(root, "tag", "-a", "-m", "t", "v1");
        git(root, "checkout", "-q", "main");
        git(root, "branch", "-qD", "side");
        Files.writeString(root.resolve("a"), "SEEN stashed");
        git(root, "stash", "-q");

        assertThat(observe()).hasSize(2);
        assertThat(recorder.handed()).containsKey(place(side, "side"));
    }

    @Test
    void aPackedRepositorySaysWhatALooseOneSays() throws Exception {
        String text = "0123456789 lines that make a delta\n".repeat(500);
        for (int i = 0; i < 20; i++) {
            commit("file" + i % 3, text + i);
        }
        observe();
        var loose = Map.copyOf(recorder.handed());
        recorder.handed().clear();
        git(root, "pack-refs", "--all");
        git(root, "repack", "-adfq", "--depth=50");

        observe();

        assertThat(recorder.handed()).isEqualTo(loose).hasSize(20);
    }

    @Test
    void aPackWithBasesByNameAndAnOldIndexIsRead() throws Exception {
        String text = "0123456789 lines that make a delta\n".repeat(500);
        for (int i = 0; i < 5; i++) {
            commit("file", text + i);
        }
        git(
                root,
                "-c",
                "repack.useDeltaBaseOffset=false",
                "-c",
                "pack.indexVersion=1",
                "repack",
                "-adfq");

        observe();

        assertThat(recorder.handed()).hasSize(5);
    }

    @Test
    void aBareRepositoryAndOneOfSha256AreRead() throws Exception {
        commit("key", "SEEN");
        Path bare = folder.resolve("bare.git");
        git(folder, "clone", "-q", "--bare", root.toString(), bare.toString());
        root = folder.toRealPath().resolve("sha256");
        git(folder, "init", "-q", "--object-format=sha256", root.toString());
        commit("key", "SEEN too");
        commit("key", "SEEN three");
        git(root, "repack", "-adfq");

        assertThat(observe(bare.toString(), root.toUri().toString())).hasSize(3);
    }

    @Test
    void aShallowRepositoryIsReadAsFarAsItGoes() throws Exception {
        commit("old", "SEEN");
        commit("new", "SEEN too");
        Path shallow = folder.resolve("shallow");
        git(folder, "clone", "-q", "--depth=1", "file://" + root, shallow.toString());

        assertThat(observe(shallow.toString())).hasSize(2);
    }

    @Test
    void whatIsExcludedIsNotLookedAtUnlessItAlsoLiesElsewhere() throws Exception {
        commit("vendor/a/key", "SEEN excluded");
        String second = commit("src/key", "SEEN");
        git(root, "mv", "src/key", "vendor/key");
        commit("src/vendor.txt", "SEEN three");

        SourceContract.observe(
                GitHistory.of(List.of(root.toString()))
                        .excluding(List.of("vendor/", root + "/src/vendor.txt")),
                outside());

        assertThat(recorder.handed()).containsOnlyKeys(place(second, "src/key"));
    }

    @Test
    void linksAndSubmodulesAreNotFollowed() throws Exception {
        Files.createSymbolicLink(root.resolve("passwd"), Path.of("/etc/passwd"));
        commit("file", "SEEN");

        assertThat(observe()).hasSize(1);
        assertThat(recorder.handed()).hasSize(1);
    }

    @Test
    void anArchiveInARepositoryIsOpened() throws Exception {
        Files.writeString(root.resolve("key"), "SEEN");
        String commit;
        assertThat(
                        new ProcessBuilder("tar", "-czf", "a.tgz", "key")
                                .directory(root.toFile())
                                .start()
                                .waitFor())
                .isZero();
        Files.delete(root.resolve("key"));
        commit = commit("x", "x");

        observe();

        assertThat(recorder.handed()).containsKey(place(commit, "a.tgz!/key"));
    }

    /// Whatever a repository brings, nothing of it runs and nothing outside it is read.
    @Test
    void nothingOfAMaliciousRepositoryRuns() throws Exception {
        Path canary = folder.resolve("canary");
        Path script = folder.resolve("script");
        Files.writeString(script, "#!/bin/sh\ntouch " + canary + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        commit("key", "SEEN");
        Path outside = folder.resolve("outside");
        git(folder, "clone", "-q", root.toString(), outside.toString());
        Files.writeString(outside.resolve("secret"), "SEEN outside");
        git(outside, "add", "-A");
        git(outside, "commit", "-qm", "secret");
        String foreign = git(outside, "rev-parse", "HEAD");

        for (String hook :
                List.of(
                        "post-checkout",
                        "pre-commit",
                        "reference-transaction",
                        "fsmonitor-watchman")) {
            Files.copy(script, root.resolve(".git/hooks").resolve(hook));
        }
        Files.writeString(root.resolve(".gitattributes"), "* filter=evil diff=evil\n");
        Files.writeString(
                root.resolve(".git/config"),
                """
                [core]
                repositoryformatversion = 0
                fsmonitor = %1$s
                sshCommand = %1$s
                hooksPath = %2$s
                pager = %1$s
                alternateRefsCommand = %1$s
                [filter "evil"]
                smudge = %1$s
                clean = %1$s
                process = %1$s
                [diff "evil"]
                command = %1$s
                textconv = %1$s
                [include]
                path = /dev/zero
                [credential]
                helper = !%1$s
                [remote "origin"]
                url = ext::%1$s
                [extensions]
                partialClone = origin
                """
                        .formatted(script, root.resolve(".git/hooks")));
        Files.writeString(
                root.resolve(".git/objects/info/alternates"),
                outside.resolve(".git/objects") + "\n");
        Files.writeString(root.resolve(".git/refs/heads/evil"), foreign + "\n");
        Files.createSymbolicLink(
                root.resolve(".git/refs/heads/link"), outside.resolve(".git/HEAD"));
        byte[] before = Files.readAllBytes(root.resolve(".git/config"));
        long count = files(root);

        List<Observation> said = observe();

        assertThat(canary).doesNotExist();
        assertThat(recorder.handed().values()).noneMatch(it -> it.text().contains("outside"));
        assertThat(said)
                .filteredOn(Observation.Unreadable.class::isInstance)
                .singleElement()
                .asString()
                .contains("objects that are named but missing: 1;");
        assertThat(root.resolve(".git/config")).hasBinaryContent(before);
        assertThat(files(root)).as("nothing was written").isEqualTo(count);
    }

    private static long files(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.count();
        }
    }

    @Test
    void aRepositoryThatKeepsItsObjectsElsewhereIsRefused() throws Exception {
        commit("key", "SEEN");
        Path tree = folder.resolve("tree");
        git(root, "worktree", "add", "-q", tree.toString());
        Path linked = Files.createDirectory(folder.resolve("linked"));
        Files.createSymbolicLink(linked.resolve(".git"), root.resolve(".git"));

        assertThat(observe(tree.toString(), linked.toString(), folder.toString(), "/nowhere"))
                .hasSize(4)
                .allMatch(Observation.Unreadable.class::isInstance);
    }

    @Test
    void aTruncatedPackCostsOnlyWhatItLost() throws Exception {
        var random = new Random(1);
        for (int i = 0; i < 10; i++) {
            commit("file" + i, "SEEN " + random.nextLong() + "x".repeat(100 * i));
        }
        git(root, "repack", "-adfq");
        commit("after", "SEEN after");
        try (var packs = Files.newDirectoryStream(root.resolve(".git/objects/pack"), "*.pack")) {
            for (Path pack : packs) {
                pack.toFile().setWritable(true);
                try (var file = new RandomAccessFile(pack.toFile(), "rw")) {
                    file.setLength(file.length() - 200);
                }
            }
        }

        List<Observation> said = observe();

        assertThat(said).hasAtLeastOneElementOfType(Observation.Unreadable.class);
        assertThat(said).hasAtLeastOneElementOfType(Observation.RevocationList.class);
    }

    /// Property: whatever bit of a repository is flipped, reading it ends, and with no exception.
    @ParameterizedTest
    @MethodSource("seeds")
    void aDamagedRepositoryNeverStopsTheRun(long seed) throws Exception {
        var random = new Random(seed);
        commit("a", "SEEN " + "text ".repeat(200));
        commit("a", "SEEN too " + "text ".repeat(200));
        git(root, "repack", "-adfq");
        commit("b", "SEEN b");
        List<Path> files;
        try (var walk = Files.walk(root.resolve(".git"))) {
            files =
                    walk.filter(Files::isRegularFile)
                            .filter(it -> it.toString().matches(".*(objects|refs|HEAD).*"))
                            .sorted()
                            .toList();
        }
        for (int i = 0; i < 50; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] good = Files.readAllBytes(file);
            if (good.length > 0) {
                byte[] bad = good.clone();
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
                file.toFile().setWritable(true);
                Files.write(file, bad);
                assertThat(observe()).isNotNull();
                Files.write(file, good);
            }
        }

        assertThat(observe()).hasSize(3);
    }

    static LongStream seeds() {
        return LongStream.range(0, 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ext::sh -c touch%20x", "git://h/r", "http://h/r", "https://-o/r", "fd::1"})
    void otherKindsOfUrlAreRefused(String url) {
        assertThatThrownBy(() -> GitHistory.of(List.of(url)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPlaceNeverShowsTheWayIn() {
        assertThat(Location.of("https://user:secret@example.test/a/b.git").name("h"))
                .isEqualTo("example.test/a/b.git");
        assertThat(Location.of("git@example.test:a/b.git").name("h"))
                .isEqualTo("example.test/a/b.git");
    }

    @Test
    void aRemoteThatDoesNotAnswerIsSaidAndNothingStays() throws Exception {
        long before = temporary();

        assertThat(observe("https://user:secret@127.0.0.1:1/a.git"))
                .singleElement()
                .asString()
                .contains("cannot be fetched")
                .doesNotContain("secret");
        assertThat(temporary()).isEqualTo(before);
    }

    private static long temporary() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(it -> it.getFileName().toString().startsWith("muster-git-"))
                    .count();
        }
    }
}
