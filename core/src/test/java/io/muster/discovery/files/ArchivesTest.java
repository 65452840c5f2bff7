package io.muster.discovery.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.ContentRecorder;
import io.muster.discovery.Meter;
import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import io.muster.discovery.SourceContract;
import io.muster.testing.NoEgress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Archives: what is in them is handed over, whatever they do to prevent it.
class ArchivesTest {
    private static final byte[] KEY = "SEEN".getBytes(StandardCharsets.US_ASCII);

    private final ContentRecorder recorder = new ContentRecorder();
    @TempDir private Path folder;

    private List<Observation> observe(Limits limits) throws Exception {
        var tree =
                new FileTree(
                        List.of(folder.toRealPath()),
                        List.of(),
                        IgnoreFiles.DISREGARDED,
                        limits,
                        2);
        return SourceContract.observe(
                tree,
                new Outside("h", InstantSource.system(), recorder, new NoEgress(), new Meter()));
    }

    private List<String> read(String name, byte[] content) throws Exception {
        Files.write(folder.resolve(name), content);
        observe(Limits.DEFAULT);
        return places();
    }

    private List<String> places() throws IOException {
        String start = "file://h" + folder.toRealPath() + "/";
        return recorder.handed().keySet().stream()
                .map(it -> it.substring(start.length()))
                .sorted()
                .toList();
    }

    private List<String> refused(String name, byte[] content, Limits limits) throws Exception {
        Files.write(folder.resolve(name), content);
        return observe(limits).stream()
                .filter(Observation.Unreadable.class::isInstance)
                .map(it -> ((Observation.Unreadable) it).reason())
                .toList();
    }

    private static byte[] zip(Map<String, byte[]> entries, int method) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setMethod(method);
            for (var entry : new TreeMap<>(entries).entrySet()) {
                var header = new ZipEntry(entry.getKey());
                var crc = new CRC32();
                crc.update(entry.getValue());
                header.setCrc(crc.getValue());
                header.setSize(entry.getValue().length);
                zip.putNextEntry(header);
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        return zip(Map.of(name, content), ZipOutputStream.DEFLATED);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] tar(String name, byte[] content) {
        byte[] block = new byte[512 + (content.length + 511) / 512 * 512 + 1024];
        put(block, 0, name);
        put(block, 100, "0000644\0");
        put(block, 124, String.format("%011o", content.length));
        put(block, 136, "00000000000");
        put(block, 156, "0");
        put(block, 257, "ustar\00000");
        put(block, 148, "        ");
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += block[i] & 0xff;
        }
        put(block, 148, String.format("%06o\0 ", sum));
        System.arraycopy(content, 0, block, 512, content.length);
        return block;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    @Test
    void theEntriesOfAZipAreHandedOverInsteadOfIt() throws Exception {
        assertThat(read("a.zip", zip(Map.of("x/y.pem", KEY, "z", KEY), ZipOutputStream.DEFLATED)))
                .containsExactly("a.zip!/x/y.pem", "a.zip!/z");
        assertThat(recorder.handed().values())
                .allSatisfy(it -> {
                    assertThat(it.text()).isEqualTo("SEEN");
                    assertThat(it.facts().text("archive").orElseThrow()).endsWith("/a.zip");
                    assertThat(it.facts().has("mode")).isTrue();
                });
    }

    @Test
    void storedEntriesAreReadWhereTheyLie() throws Exception {
        assertThat(read("a.jar", zip(Map.of("k", KEY), ZipOutputStream.STORED)))
                .containsExactly("a.jar!/k");
        assertThat(recorder.handed().values().iterator().next().text()).isEqualTo("SEEN");
    }

    @Test
    void aSignedJarIsHandedOverWithItsSignature() throws Exception {
        assertThat(
                        read(
                                "a.jar",
                                zip(
                                        Map.of("META-INF/A.RSA", KEY, "META-INF/MANIFEST.MF", KEY),
                                        ZipOutputStream.DEFLATED)))
                .contains("a.jar!/META-INF/A.RSA");
    }

    @Test
    void contentDecidesAndNotTheName() throws Exception {
        assertThat(read("picture.png", zip("k", KEY))).containsExactly("picture.png!/k");
        assertThat(read("b.zip", KEY)).contains("b.zip");
    }

    @Test
    void aLauncherMayStandBeforeAZip() throws Exception {
        byte[] zip = zip("k", KEY);
        byte[] both = Arrays.copyOf(zip("stub", KEY), 200 + zip.length);
        Arrays.fill(both, 100, 200, (byte) 7);
        System.arraycopy(zip, 0, both, 200, zip.length);

        assertThat(read("a.zip", both)).containsExactly("a.zip!/k");
    }

    @Test
    void aTarIsOpenedPackedOrNot() throws Exception {
        byte[] tar = tar("etc/key", KEY);
        Files.write(folder.resolve("a.tar"), tar);

        assertThat(read("a.tgz", gzip(tar))).containsExactly("a.tar!/etc/key", "a.tgz!/etc/key");
    }

    @Test
    void aTarOfRealToolsIsOpened() throws Exception {
        String longName = "n".repeat(90) + "/" + "m".repeat(60);
        Path made = folder.resolve("made");
        Files.createDirectories(made.resolve("n".repeat(90)));
        Files.write(made.resolve(longName), KEY);
        for (String format : List.of("gnu", "pax", "ustar")) {
            run(
                    "tar",
                    "-C",
                    made.toString(),
                    "--format=" + format,
                    "-czf",
                    folder + "/" + format,
                    ".");
        }
        run("rm", "-r", made.toString());

        observe(Limits.DEFAULT);

        assertThat(places())
                .containsExactly(
                        "gnu!/./" + longName, "pax!/./" + longName, "ustar!/./" + longName);
    }

    @Test
    void aPackedFileIsHandedOverUnpacked() throws Exception {
        assertThat(read("log.gz", gzip(KEY))).containsExactly("log.gz!/log");
    }

    @Test
    void partsOfAPackedFileAreReadOneAfterAnother() throws Exception {
        byte[] first = gzip("SEEN ".getBytes(StandardCharsets.US_ASCII));
        byte[] both = Arrays.copyOf(first, 2 * first.length);
        System.arraycopy(first, 0, both, first.length, first.length);

        read("log.gz", both);

        assertThat(recorder.handed().values().iterator().next().text()).isEqualTo("SEEN SEEN ");
    }

    @Test
    void archivesLieInArchives() throws Exception {
        byte[] inner = zip("k", KEY);
        byte[] middle = gzip(tar("in.zip", inner));

        assertThat(read("o.zip", zip("m.tgz", middle))).containsExactly("o.zip!/m.tgz!/in.zip!/k");
    }

    @Test
    void onlySoManyArchivesMayLieOneInAnother() throws Exception {
        byte[] nested = zip("k", KEY);
        for (int i = 0; i < 5; i++) {
            nested = zip("n", nested);
        }

        assertThat(refused("a.zip", nested, Limits.DEFAULT))
                .containsExactly("it lies in 5 archives, one in another; it was not opened");
    }

    @Test
    void aZipBombIsCutOff() throws Exception {
        var bytes = new ByteArrayOutputStream();
        byte[] zeros = new byte[1 << 20];
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < 100; i++) {
                gzip.write(zeros);
            }
        }
        byte[] tar = gzip(tar("bomb", new byte[80 << 20]));

        assertThat(refused("bomb.gz", bytes.toByteArray(), Limits.DEFAULT))
                .containsExactly(
                        "only its first 16 MiB were looked at: more is not unpacked in memory");
        Files.delete(folder.resolve("bomb.gz"));
        assertThat(refused("bomb.tgz", tar, Limits.DEFAULT))
                .hasSize(2)
                .last()
                .asString()
                .contains("suspiciously many for its size");
    }

    @Test
    void anArchiveOfTooManyEntriesIsCutOff() throws Exception {
        var limits = new Limits(1 << 20, Duration.ofMinutes(1), 3, 2, 1 << 20, 100, 1 << 16);
        var entries = Map.of("a", KEY, "b", KEY, "c", KEY);

        assertThat(refused("a.zip", zip(entries, ZipOutputStream.DEFLATED), limits))
                .containsExactly("it holds more than 2 entries; the rest was not looked at");
        assertThat(places()).hasSize(2);
    }

    @Test
    void aManyTimesDamagedArchiveIsTenLinesAndACount() throws Exception {
        Map<String, byte[]> entries = new TreeMap<>();
        for (int i = 0; i < 30; i++) {
            entries.put("e" + i, Arrays.copyOf(gzip(KEY), 20));
        }

        List<String> refused =
                refused("a.zip", zip(entries, ZipOutputStream.DEFLATED), Limits.DEFAULT);

        assertThat(refused).hasSize(11).last().isEqualTo("20 more parts of it could not be read");
    }

    @Test
    void entriesThatOverlapAreCutOff() throws Exception {
        var limits = new Limits(1 << 20, Duration.ofMinutes(1), 1, 100, 10_000, 100, 1 << 16);
        byte[] zip = zip(Map.of("a", new byte[9000], "b", KEY), ZipOutputStream.STORED);
        int second = zip.length - 22 - 47;
        // The directory says that the second entry is the first one.
        Arrays.fill(zip, second + 42, second + 46, (byte) 0);
        System.arraycopy(zip, second - 47 + 20, zip, second + 20, 8);

        assertThat(refused("a.zip", zip, limits)).isEmpty();
        var strict = new Limits(1 << 20, Duration.ofMinutes(1), 1, 100, 1000, 100, 1 << 16);
        assertThat(refused("a.zip", zip, strict)).hasSize(1);
    }

    @Test
    void whatOnlyLooksLikeAnArchiveIsHandedOver() throws Exception {
        byte[] text = "PK\u0003\u0004 is how a ZIP begins".getBytes(StandardCharsets.US_ASCII);

        assertThat(read("note", text)).containsExactly("note");
    }

    @Test
    void aPackingThatIsNotKnownIsSaidForArchives() throws Exception {
        byte[] xz = HexFormat.of().parseHex("fd377a585a000004");

        assertThat(refused("a.tar.xz", xz, Limits.DEFAULT))
                .singleElement()
                .asString()
                .contains("xz");
        Files.delete(folder.resolve("a.tar.xz"));
        assertThat(refused("module.ko.xz", xz, Limits.DEFAULT)).isEmpty();
    }

    /// Property: whatever byte of an archive is changed, and wherever it is cut, the run goes on.
    @ParameterizedTest
    @MethodSource("seeds")
    void aDamagedArchiveNeverStopsTheRun(long seed) throws Exception {
        var random = new Random(seed);
        byte[] good =
                switch (random.nextInt(3)) {
                    case 0 -> zip(Map.of("a", KEY, "b", zip("c", KEY)), ZipOutputStream.DEFLATED);
                    case 1 -> gzip(tar("a", KEY));
                    default -> tar("a", zip("c", KEY));
                };
        byte[] bad = Arrays.copyOf(good, good.length - random.nextInt(good.length / 2));
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(folder.resolve("bad"), bad);
        Files.write(folder.resolve("good"), KEY);

        observe(Limits.DEFAULT);

        assertThat(places()).contains("good");
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
