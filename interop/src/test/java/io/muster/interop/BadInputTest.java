package io.muster.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A tree in which somebody laid traps, looked at with 256 MB of memory: each trap is a line of its
/// own with its reason, and the certificates between them are found.
class BadInputTest {
    private static final long GIGABYTE = 1L << 30;
    private static final int MEGABYTE = 1 << 20;

    @TempDir private static Path folder;
    private static Sandbox sandbox;
    private static Document document;

    @BeforeAll
    static void layAndScan() throws Exception {
        sandbox = Sandbox.in(folder).with(Sandbox.SMALL_HEAP);
        String certificate = certificate();
        sandbox.write("a-first.pem", certificate);
        sandbox.write("z/last.pem", certificate);
        sparse("sparse.bin", "");
        sparse("sparse.pem", "-----BEGIN CERTIFICATE-----\n");
        zips();
        pem(certificate);
        nested();
        names(certificate);
        documents();
        repository();
        document =
                sandbox.scan(
                        sandbox.tree().toString(), "git:" + sandbox.file("truncated").toString());
    }

    private static String certificate() throws Exception {
        String command =
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
                        + " -keyout /dev/null -subj /CN=good.example.test -days 300";
        return sandbox.tool(command.split(" "));
    }

    private static void sparse(String name, String head) throws IOException {
        try (var file = new RandomAccessFile(sandbox.file(name).toFile(), "rw")) {
            file.write(head.getBytes(StandardCharsets.US_ASCII));
            file.setLength(10 * GIGABYTE);
        }
    }

    /// 3 GB of zeros; 20 archives one in another; 16 copies of 16 copies of 10 MB.
    private static void zips() throws IOException {
        byte[] zeros = new byte[MEGABYTE];
        try (var zip = zip("bomb.zip")) {
            zip.putNextEntry(new ZipEntry("zeros"));
            for (int i = 0; i < 3 * 1024; i++) {
                zip.write(zeros);
            }
        }
        Path inner = sandbox.write("deep.zip", "the end");
        for (int i = 0; i < 20; i++) {
            pack(inner, 1);
        }
        Path many = Files.write(sandbox.file("many.zip"), new byte[10 * MEGABYTE]);
        for (int i = 0; i < 4; i++) {
            pack(many, i == 0 ? 1 : 16);
        }
    }

    private static ZipOutputStream zip(String name) throws IOException {
        return new ZipOutputStream(Files.newOutputStream(sandbox.file(name)));
    }

    /// In place of the file, an archive with so many copies of it.
    private static void pack(Path file, int copies) throws IOException {
        byte[] content = Files.readAllBytes(file);
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < copies; i++) {
                zip.putNextEntry(new ZipEntry(i + ".zip"));
                zip.write(content);
            }
        }
    }

    /// 100 MB each: one block, only beginnings, and the same good certificate again and again.
    private static void pem(String certificate) throws IOException {
        byte[] random = new byte[48];
        new Random(1).nextBytes(random);
        String begin = "-----BEGIN CERTIFICATE-----\n";
        repeated("block.pem", begin, Base64.getEncoder().encodeToString(random) + "\n");
        repeated("begins.pem", "", begin);
        repeated("valid.pem", "", certificate);
    }

    private static void repeated(String name, String head, String text) throws IOException {
        byte[] chunk = text.repeat(MEGABYTE / text.length()).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(sandbox.file(name))) {
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            for (long written = 0; written < 100L * MEGABYTE; written += chunk.length) {
                out.write(chunk);
            }
        }
    }

    /// Folders deeper than any path reaches; only tools that walk step by step can make them.
    private static void nested() throws Exception {
        Files.createDirectory(sandbox.file("nested"));
        sandbox.tool(
                sandbox.file("nested"),
                "perl",
                "-e",
                "for (1 .. 10000) { mkdir('d') && chdir('d') or die }");
    }

    private static void names(String certificate) throws Exception {
        sandbox.tool("mkfifo", "pipe");
        Files.createSymbolicLink(sandbox.file("loop"), Path.of("loop"));
        Files.createSymbolicLink(sandbox.file("z/up"), Path.of(".."));
        Path outside = Files.createDirectory(sandbox.root().resolve("outside"));
        Files.writeString(outside.resolve("not-asked-for.pem"), certificate);
        Files.createSymbolicLink(sandbox.file("out"), outside);
        sandbox.tool("sh", "-c", "cp a-first.pem \"$(printf 'odd\\377\\376.pem')\"");
    }

    private static void documents() throws IOException {
        String inner = "[".repeat(100_000) + "]".repeat(100_000);
        sandbox.write(
                "nested.json", "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"a\":" + inner + "}");
        var yaml = new StringBuilder("apiVersion: v1\nkind: Config\na: &a [x, x, x, x, x]\n");
        for (char c = 'b'; c < 'n'; c++) {
            char before = (char) (c - 1);
            yaml.append(c + ": &" + c + " [");
            yaml.append(("*" + before + ", ").repeat(9)).append("*" + before + "]\n");
        }
        sandbox.write("bomb.yaml", yaml + "clusters: *m\nusers: *m\n");
        var xml = new StringBuilder("<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY e0 \"x\">");
        for (int i = 1; i < 10; i++) {
            xml.append("<!ENTITY e" + i + " \"" + ("&e" + (i - 1) + ";").repeat(10) + "\">");
        }
        sandbox.write(
                "bomb.xml", xml + "<!ENTITY f SYSTEM \"file:///etc/passwd\">]><a>&e9;&f;</a>");
    }

    private static void repository() throws Exception {
        Path repository = sandbox.file("truncated");
        sandbox.tool("git", "init", "-q", repository.toString());
        byte[] content = new byte[100_000];
        for (int i = 0; i < 3; i++) {
            new Random(i).nextBytes(content);
            Files.write(repository.resolve("file" + i), content);
            sandbox.tool(repository, "git", "add", "-A");
            sandbox.tool(
                    repository,
                    "git",
                    "-c",
                    "user.name=A",
                    "-c",
                    "user.email=a@b.example",
                    "commit",
                    "-q",
                    "-m",
                    "more");
        }
        sandbox.tool(repository, "git", "gc", "-q");
        sandbox.tool(
                repository,
                "sh",
                "-c",
                "chmod u+w .git/objects/pack/*.pack && truncate -s 150000 .git/objects/pack/*.pack");
    }

    /// Ten thousand folders are more than some cleaners of temporary folders follow.
    @AfterAll
    static void clean() throws Exception {
        sandbox.tool(sandbox.root(), "rm", "-rf", sandbox.file("nested").toString());
    }

    private static void assertReason(String place, String reason) {
        assertThat(document.unreadable(place))
                .as(place)
                .singleElement()
                .asString()
                .contains(reason);
    }

    @Test
    void hugeFilesAreNotRead() {
        assertReason("/sparse.bin", "larger than 1024 MiB");
        assertReason("/sparse.pem", "larger than 1024 MiB");
    }

    @Test
    void bombsAreNotUnpacked() {
        assertReason("/bomb.zip!/zeros", "only its first 16 MiB");
        assertReason("/many.zip", "suspiciously many for its size");
        assertThat(document.json().get("unreadable").valueStream())
                .anyMatch(it ->
                        Document.text(it, "place").contains("/deep.zip!/")
                                && Document.text(it, "reason").contains("in 5 archives"));
    }

    @Test
    void largeTextIsReadInPieces() {
        assertReason("/block.pem", "a PEM block larger than 8 MB");
        assertThat(document.unreadable("/begins.pem")).isEmpty();
        // Who keeps so many in one file keeps a trust store.
        assertThat(document.at("/valid.pem")).containsExactly("x509-certificate trusted");
    }

    @Test
    void foldersBeyondTheReachOfAPathAreNamed() {
        assertThat(document.json().get("unreadable").valueStream())
                .filteredOn(it -> Document.text(it, "reason").contains("path is longer"))
                .singleElement()
                .satisfies(it -> assertThat(Document.text(it, "place")).contains("/nested/d/d/"));
    }

    @Test
    void documentsThatGrowWhenReadAreNotRead() {
        assertReason("/nested.json", "beyond the limits");
        assertThat(document.at("/bomb.yaml")).isEmpty();
        assertThat(document.at("/bomb.xml")).isEmpty();
    }

    @Test
    void aPackThatWasCutNamesWhatItLost() {
        assertThat(document.json().get("unreadable").valueStream())
                .filteredOn(it -> Document.text(it, "place").startsWith("git://"))
                .isNotEmpty()
                .allMatch(it -> Document.text(it, "reason").contains("pack"));
    }

    @Test
    void theCertificateIsSeenWhereItLiesAndNowhereElse() {
        assertThat(document.credentials()).hasSize(1);
        assertThat(document.credentials().getFirst().get("sightings").valueStream())
                .extracting(it -> Document.text(it, "place").replaceFirst(".*/tree/", ""))
                .containsExactlyInAnyOrder(
                        "a-first.pem", "odd%FF%FE.pem", "valid.pem", "z/last.pem");
        assertThat(document.run().code()).isIn(0, 3);
        assertThat(document.run().errors()).doesNotContain("Exception");
    }

    /// As root every file opens: so the run gives up root, and the launcher is not asked.
    @Test
    void whatMayNotBeReadIsNamed(@TempDir Path shared) throws Exception {
        Path tree = Files.createDirectory(shared.resolve("tree"));
        Files.copy(sandbox.file("a-first.pem"), tree.resolve("open.pem"));
        Files.copy(sandbox.file("a-first.pem"), tree.resolve("closed.pem"));
        Files.createDirectory(tree.resolve("closed"));
        for (String name : List.of("closed.pem", "closed")) {
            Files.setPosixFilePermissions(
                    tree.resolve(name), PosixFilePermissions.fromString("---------"));
        }
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        Path home = Files.createDirectory(shared.resolve("home"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        command.addAll(
                Arrays.asList(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + home,
                        "-cp",
                        readable(shared) + "/*",
                        "io.muster.Main",
                        "scan",
                        "--format",
                        "json",
                        tree.toString()));

        Document without =
                Document.of(
                        new Run.Call(
                                        command,
                                        shared,
                                        Map.of(
                                                "XDG_STATE_HOME", home.toString(),
                                                "HOME", home.toString()),
                                        Path.of("/dev/null"))
                                .run());

        assertThat(without.unreadable("/closed.pem")).singleElement().asString().contains("may");
        assertThat(without.unreadable("/closed")).singleElement().asString().contains("may");
        assertThat(without.at("/open.pem")).hasSize(1);
    }

    /// The product's jars where everybody may read them: a clone may lie in a home that is closed.
    private static Path readable(Path shared) throws IOException {
        Path jars = Files.createDirectory(shared.resolve("lib"));
        try (var files = Files.list(Run.repository().resolve("dist/target/muster/lib"))) {
            for (Path jar : files.toList()) {
                Files.copy(jar, jars.resolve(jar.getFileName()));
            }
        }
        Files.setPosixFilePermissions(jars, PosixFilePermissions.fromString("rwxr-xr-x"));
        return jars;
    }
}
