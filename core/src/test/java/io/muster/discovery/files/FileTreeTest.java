package io.muster.discovery.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.ContentRecorder;
import io.muster.discovery.Meter;
import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import io.muster.discovery.Source;
import io.muster.discovery.SourceContract;
import io.muster.testing.NoEgress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Walking trees of real files, some of them hostile.
class FileTreeTest implements SourceContract {
    private final ContentRecorder recorder = new ContentRecorder();
    private final Meter meter = new Meter();
    @TempDir private Path folder;
    private Path root = Path.of("/");

    @BeforeEach
    void resolveRoot() throws IOException {
        root = Files.createDirectory(folder.toRealPath().resolve("root"));
    }

    @Override
    public Source source() throws IOException {
        write("a/seen", "SEEN");
        write("b/also", "SEEN too");
        Files.createLink(root.resolve("c"), root.resolve("a/seen"));
        write("huge", "");
        try (var huge = new RandomAccessFile(root.resolve("huge").toFile(), "rw")) {
            huge.setLength(10L << 30);
        }
        return FileTree.of(List.of(root));
    }

    @Override
    public Outside outside() {
        return new Outside("h", InstantSource.system(), recorder, new NoEgress(), meter);
    }

    @Override
    public Source defaults() {
        return FileTree.of(List.of(root));
    }

    @Override
    public Map<String, String> pinnedDefaults() {
        return Map.of(
                "exclude",
                "[]",
                "ignoreFiles",
                "DISREGARDED",
                "limits",
                "Limits[fileBytes=1073741824, fileTime=PT2M, archiveDepth=5, archiveEntries=200000,"
                        + " archiveBytes=2147483648, archiveRatio=200, entryBytes=16777216]",
                "threads",
                String.valueOf(Runtime.getRuntime().availableProcessors()));
    }

    private void write(String name, String text) throws IOException {
        Path path = root.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private List<Observation> observe(Path... roots) throws InterruptedException {
        return SourceContract.observe(FileTree.of(List.of(roots)), outside());
    }

    private List<String> placesOf(Path... roots) throws InterruptedException {
        observe(roots);
        return names();
    }

    /// The places of what was handed over, without host and root.
    private List<String> names() {
        String start = "file://h" + root + "/";
        return recorder.handed().keySet().stream()
                .map(it -> it.startsWith(start) ? it.substring(start.length()) : it)
                .sorted()
                .toList();
    }

    @Test
    void aFileIsHandedOverWithWhatTheFileSystemKnowsOfIt() throws Exception {
        write("etc/pay.pem", "SEEN");
        Files.setPosixFilePermissions(
                root.resolve("etc/pay.pem"), PosixFilePermissions.fromString("rw-r-----"));

        observe(root);

        var handed = recorder.handed().get("file://h" + root + "/etc/pay.pem");
        assertThat(handed.name()).isEqualTo("pay.pem");
        assertThat(handed.text()).isEqualTo("SEEN");
        assertThat(handed.facts().text("mode")).contains("0640");
        assertThat(handed.facts().number("size")).contains(4L);
        assertThat(handed.facts().text("owner"))
                .contains(Files.getAttribute(root.resolve("etc/pay.pem"), "unix:uid").toString());
        assertThat(handed.facts().values()).containsKeys("group", "modified");
    }

    @Test
    void allOfALargeFileIsRead() throws Exception {
        write("large", "0123456789".repeat(30_000));

        observe(root);

        assertThat(recorder.handed().get("file://h" + root + "/large").text())
                .isEqualTo("0123456789".repeat(30_000));
    }

    @Test
    void aFolderOfManyFilesIsReadWholeAndOnce() throws Exception {
        for (int i = 0; i < 1000; i++) {
            write("many/" + i, "SEEN");
        }

        assertThat(observe(root)).hasSize(1000);
        assertThat(meter.files()).isEqualTo(1000);
        assertThat(meter.bytes()).isEqualTo(4000);
    }

    @Test
    void rootsThatOverlapAreReadOnce() throws Exception {
        write("a/b/file", "SEEN");

        observe(root, root.resolve("a"), root.resolve("a/b/file"), root, root.resolve("a/../a"));

        assertThat(recorder.times()).isEqualTo(1);
    }

    @Test
    void aFileCanBeARootAndSoCanALink() throws Exception {
        write("pay.pem", "SEEN");
        Path link = Files.createSymbolicLink(folder.resolve("link"), root.resolve("pay.pem"));

        assertThat(placesOf(link)).containsExactly("pay.pem");
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        assertThat(observe(root.resolve("gone")))
                .singleElement()
                .hasToString(
                        "Unreadable[place=file://h%s/gone, reason=there is no such file or folder]",
                        root);
    }

    @Test
    void noLinkIsFollowed() throws Exception {
        Files.writeString(folder.resolve("outside"), "SEEN");
        write("in/file", "SEEN");
        Files.createSymbolicLink(root.resolve("out"), folder.resolve("outside"));
        Files.createSymbolicLink(root.resolve("up"), folder);
        Files.createSymbolicLink(root.resolve("in/loop"), root);
        Files.createSymbolicLink(root.resolve("inside"), root.resolve("in/file"));
        Files.createSymbolicLink(root.resolve("broken"), root.resolve("nowhere"));

        assertThat(observe(root)).hasSize(1);
        assertThat(names()).containsExactly("in/file");
    }

    @Test
    void aFileWithTwoNamesIsReadOnceUnderTheFirst() throws Exception {
        write("z/key", "SEEN");
        Files.createLink(root.resolve("a"), root.resolve("z/key"));

        assertThat(observe(root)).hasSize(1);
        assertThat(names()).containsExactly("a");
    }

    @Test
    void aLinkThatAConfigurationNamesIsToldByItsRealPlace() throws Exception {
        write("archive/cert 1.pem", "SEEN");
        Files.createSymbolicLink(root.resolve("live"), root.resolve("archive/cert 1.pem"));
        write("site.conf", "USES file://h" + root + "/live");

        assertThat(observe(root))
                .filteredOn(Observation.Referenced.class::isInstance)
                .extracting(it -> ((Observation.Referenced) it).file().text())
                .containsExactly("file://h" + root + "/archive/cert 1.pem");
    }

    @Test
    void pipesAndSocketsAndDevicesAreNotOpened() throws Exception {
        run("mkfifo", root.resolve("pipe").toString());
        write("file", "SEEN");

        assertThat(observe(root, Path.of("/dev/null")))
                .extracting(Observation::toString)
                .anyMatch(it -> it.contains("/dev/null") && it.contains("never opened"));
        assertThat(names()).containsExactly("file");
    }

    @Test
    void virtualFileSystemsAreNotEntered() throws Exception {
        var tree =
                new FileTree(
                        List.of(Path.of("/")),
                        List.of("/*", "!/proc", "!/sys"),
                        IgnoreFiles.DISREGARDED,
                        Limits.DEFAULT,
                        2);

        assertThat(SourceContract.observe(tree, outside())).isEmpty();
        assertThat(meter.files()).isZero();
    }

    @Test
    void aSparseFileOfTenGigabytesIsSaidAndNotRead() throws Exception {
        try (var huge = new RandomAccessFile(root.resolve("huge").toFile(), "rw")) {
            huge.setLength(10L << 30);
        }

        assertThat(observe(root))
                .singleElement()
                .hasToString(
                        "Unreadable[place=file://h%s/huge, reason=it is larger than 1024 MiB; raise"
                                + " the limit to have it read]",
                        root);
    }

    @Test
    void tenThousandNestedFoldersEndInOneLine() throws Exception {
        write("first", "SEEN");
        Path thousand = Path.of("d/".repeat(1000));
        Files.createDirectories(root.resolve(thousand));
        for (int i = 1; i < 10; i++) {
            Files.createDirectories(root.resolve("n").resolve(thousand));
            Files.move(root.resolve("d"), root.resolve("n").resolve(thousand).resolve("d"));
            Files.move(root.resolve("n/d"), root.resolve("d"));
        }

        assertThat(observe(root))
                .hasSize(2)
                .last()
                .extracting(Observation::toString)
                .asString()
                .contains("its path is longer than the system opens");
        run("rm", "-r", root.toString());
    }

    @Test
    void namesThatAreNotUtf8AreEscapedAndTheirFilesRead() throws Exception {
        Path odd = Path.of(URI.create("file://" + root + "/caf%E9%0A%25.pem"));
        Files.writeString(odd, "SEEN");
        Path utf8 = Path.of(URI.create("file://" + root + "/caf%C3%A9"));
        Files.writeString(utf8, "SEEN");

        assertThat(placesOf(root)).containsExactly("caf%E9%0A%25.pem", "café");
    }

    @Test
    void whatIsExcludedIsNotLookedAt() throws Exception {
        write("keep/a.pem", "SEEN");
        write("drop/b.pem", "SEEN");
        write("keep/c.log", "SEEN");
        write("keep/build/d", "SEEN");
        write("keep/x/y/z", "SEEN");
        var tree =
                new FileTree(
                        List.of(root),
                        List.of(root + "/drop", "*.log", "build/", "x/y"),
                        IgnoreFiles.DISREGARDED,
                        Limits.DEFAULT,
                        2);

        SourceContract.observe(tree, outside());

        assertThat(names()).containsExactly("keep/a.pem");
    }

    @Test
    void ignoreFilesAreRespectedWhenAsked() throws Exception {
        write(".gitignore", "*.log\n/top\ndeep/**/x\n!keep.log\n# not/this\nout/\n");
        write("sub/.ignore", "!b.log\nsecret\n");
        for (String name :
                List.of(
                        "a.log",
                        "keep.log",
                        "top",
                        "sub/top",
                        "sub/b.log",
                        "sub/secret",
                        "deep/1/2/x",
                        "deep/x",
                        "deep/y",
                        "out/a",
                        "sub/out/b")) {
            write(name, "SEEN");
        }
        var tree = new FileTree(List.of(root), List.of(), IgnoreFiles.RESPECTED, Limits.DEFAULT, 2);

        SourceContract.observe(tree, outside());

        assertThat(names())
                .containsExactly(
                        ".gitignore", "deep/y", "keep.log", "sub/.ignore", "sub/b.log", "sub/top");
    }

    @Test
    void ignoreFilesAreDisregardedOtherwise() throws Exception {
        write(".gitignore", "*");
        write("key", "SEEN");

        assertThat(observe(root)).hasSize(1);
    }

    @Test
    void aFaultInAReaderCostsOneFile() throws Exception {
        write("bad", "FAIL");
        write("good", "SEEN");

        assertThat(observe(root))
                .extracting(it -> it.getClass().getSimpleName())
                .containsExactlyInAnyOrder("Unreadable", "RevocationList");
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
