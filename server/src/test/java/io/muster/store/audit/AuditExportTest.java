package io.muster.store.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.audit.Decision;
import io.muster.audit.Entry;
import io.muster.audit.Export;
import io.muster.audit.ExportCheck;
import io.muster.audit.Fault;
import io.muster.audit.Sealing;
import io.muster.merkle.Checkpoint;
import io.muster.merkle.NoteKey;
import io.muster.merkle.SignedNote;
import io.muster.merkle.TreeHash;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What somebody does to an exported log on its way to whoever checks it.
@ParameterizedClass
@EnumSource
class AuditExportTest {
    private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");
    private static final int SIZE = 600;

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private final KeyPair pair = pair();
    private final NoteKey key = NoteKey.of("muster.test/audit", pair.getPublic());
    private Database database;
    private JdbcAuditLog log;
    private Export export;
    private SignedNote early;

    @BeforeEach
    void open() {
        database = kind.authority(folder);
        log = new JdbcAuditLog(database);
        Sealing sealing =
                new Sealing(log, database, key, pair.getPrivate(), InstantSource.fixed(NOW));
        export = new Export(log, sealing);
        append(250);
        early = sealing.seal().orElseThrow();
        append(SIZE - 250);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aWholeLogProvesItself() throws Exception {
        ExportCheck.Result result = check(exported("", ""));
        assertThat(result.faults()).isEmpty();
        assertThat(result.to()).isEqualTo(SIZE);
        assertThat(result.signedSize()).isEqualTo(SIZE);
        assertThat(result.first()).contains(NOW);
        assertThat(result.last()).contains(NOW.plusSeconds(SIZE - 1));
    }

    @Test
    void anyRangeProvesItselfAlone() throws Exception {
        for (long[] range :
                new long[][] {{0, 1}, {1, 2}, {255, 257}, {256, 512}, {37, 423}, {599, 600}}) {
            ExportCheck.Result result = check(exported("" + range[0], "" + range[1]));
            assertThat(result.faults()).as("%d to %d", range[0], range[1]).isEmpty();
            assertThat(result.from()).isEqualTo(range[0]);
            assertThat(result.to()).isEqualTo(range[1]);
            assertThat(result.signedSize()).isEqualTo(SIZE);
        }
    }

    /// Written from docs/operate/audit.md alone: the root that a stranger's program comes to.
    private static final String STRANGER =
            """
            import base64, hashlib, sys
            leaf = lambda it: hashlib.sha256(b"\\0" + it).digest()
            node = lambda a, b: hashlib.sha256(b"\\1" + a + b).digest()
            lines = open(sys.argv[1], "rb").read().split(b"\\n")
            assert lines[0] == b"muster-audit-export 1" and lines[-2:] == [b"end", b""]
            size, to = map(int, lines[1].split()[1:])
            peaks = [base64.b64decode(it[5:]) for it in lines if it.startswith(b"left ")]
            for line in lines:
                if line.startswith(b"entry "):
                    hash = leaf(line.split(b" ", 2)[2])
                    assert base64.b64encode(hash) == line.split(b" ")[1]
                    rest = size
                    while rest & 1:
                        hash = node(peaks.pop(), hash)
                        rest >>= 1
                    peaks.append(hash)
                    size += 1
            assert size == to
            root = peaks.pop()
            while peaks:
                root = node(peaks.pop(), root)
            head = next(it for it in lines if it.startswith(b"checkpoint "))
            assert base64.b64decode(head[11:]).split(b"\\n")[2] == base64.b64encode(root)
            """;

    @Test
    void aStrangersProgramComesToTheSignedRoot() throws Exception {
        for (String from : List.of("", "37", "512")) {
            Path file = Files.write(folder.resolve("export" + from), exported(from, ""));
            Process python =
                    new ProcessBuilder("python3", "-c", STRANGER, file.toString())
                            .redirectErrorStream(true)
                            .start();
            String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(python.waitFor()).as(out).isZero();
        }
    }

    @Test
    void aRangeIsGivenByTime() throws Exception {
        ExportCheck.Result result = check(exported("2026-11-22T07:05:00Z", "2026-11-23"));
        assertThat(result.faults()).isEmpty();
        assertThat(result.from()).isEqualTo(300);
        assertThat(result.to()).isEqualTo(SIZE);
        assertThat(check(exported("2027-01-01", "")).from()).isEqualTo(SIZE);
        assertThatThrownBy(() -> exported("yesterday", "")).isInstanceOf(Malformed.class);
    }

    @Test
    void anAlteredEntryIsNamed() throws Exception {
        List<String> lines = exported("", "");
        edit(lines, 4, it -> it.replace("person:4", "person:5"));
        assertThat(check(lines).faults()).containsExactly(new Fault.Altered(4));
    }

    @Test
    void anEntryThatWasAlteredWithItsHashIsFoundBetweenTwoCheckpoints() throws Exception {
        List<String> lines = exported("", "");
        edit(
                lines,
                300,
                it -> {
                    String json = it.split(" ", 3)[2].replace("person:300", "person:301");
                    Bytes encoded = Bytes.of(json.getBytes(StandardCharsets.UTF_8));
                    return "entry " + TreeHash.ofEntry(encoded) + " " + json;
                });
        assertThat(check(lines).faults()).containsExactly(new Fault.Diverged(250, SIZE));
        assertThat(check(lines).signedSize()).isEqualTo(250);
    }

    @Test
    void removedEntriesAreNamed() throws Exception {
        List<String> lines = exported("", "");
        int at = line(lines, 7);
        lines.remove(at);
        lines.remove(at);
        assertThat(check(lines).faults()).containsExactly(new Fault.Removed(7, 8));
    }

    @Test
    void swappedEntriesAreNamed() throws Exception {
        List<String> lines = exported("", "");
        Collections.swap(lines, line(lines, 9), line(lines, 11));
        assertThat(check(lines).faults())
                .containsExactly(new Fault.Misplaced(10, 10), new Fault.Misplaced(11, 9));
    }

    @Test
    void anInsertedEntryIsNamed() throws Exception {
        List<String> lines = exported("", "");
        lines.add(line(lines, 9), lines.get(line(lines, 3)));
        assertThat(check(lines).faults()).containsExactly(new Fault.Misplaced(9, 3));
    }

    @Test
    void aCutOffEndIsNamed() throws Exception {
        List<String> lines = exported("", "");
        assertThat(check(lines.subList(0, lines.size() - 1)).faults())
                .containsExactly(new Fault.Incomplete(SIZE, SIZE));
        assertThat(check(lines.subList(0, line(lines, 500))).faults())
                .containsExactly(new Fault.Incomplete(500, SIZE));
    }

    @Test
    void aRangeThatWasMadeShorterProvesNothing() throws Exception {
        List<String> lines = exported("", "");
        List<String> shorter = new ArrayList<>(lines.subList(0, line(lines, 300)));
        shorter.set(1, "range 0 300");
        shorter.add("end");
        assertThat(check(shorter).faults()).containsExactly(new Fault.Diverged(250, SIZE));
    }

    @Test
    void aCheckpointThatWasKeptMustFitToo() throws Exception {
        assertThat(check(exported("100", "300"), early).faults()).isEmpty();
        Checkpoint forged = new Checkpoint(key.name(), 250, TreeHash.OF_NOTHING);
        SignedNote kept = SignedNote.sign(forged.text(), key, pair.getPrivate());
        assertThat(check(exported("100", "300"), kept).faults())
                .contains(new Fault.Diverged(0, 250));
    }

    @Test
    void anOlderLogIsFoundByACheckpointThatWasKept() throws Exception {
        List<String> before = exported("", "");
        append(1);
        export.slice(Optional.empty(), Optional.empty());
        SignedNote kept = log.newest().orElseThrow();
        assertThat(check(before, kept).faults()).containsExactly(new Fault.CutOff(SIZE, SIZE + 1));
    }

    @Test
    void whatAnotherKeySignedIsNotBelieved() throws Exception {
        NoteKey other = NoteKey.of("muster.test/audit", pair().getPublic());
        ExportCheck.Result result = ExportCheck.of(bytes(exported("", "")), List.of(), other);
        assertThat(result.faults()).hasAtLeastOneElementOfType(Fault.Unsigned.class);
        assertThat(result.signedSize()).isZero();
    }

    @Test
    void aFileWithoutItsCheckpointProvesNothing() throws Exception {
        List<String> lines = exported("", "");
        lines.removeIf(it -> it.startsWith("checkpoint "));
        assertThat(check(lines).faults()).containsExactly(new Fault.Unsealed(0, SIZE));
    }

    @Test
    void whatIsNoExportIsRefused() {
        for (List<String> lines :
                List.of(
                        List.<String>of(),
                        List.of("muster-audit-export 2"),
                        List.of("muster-audit-export 1", "range 9 3"),
                        List.of("muster-audit-export 1", "range 3 9", "end"),
                        List.of("muster-audit-export 1", "range 0 0", "what", "end"),
                        List.of("muster-audit-export 1", "range 0 0", "end", "more"),
                        List.of("muster-audit-export 1", "range 0 1", "left AAAA"),
                        List.of("muster-audit-export 1", "x".repeat(1 << 18)))) {
            assertThatThrownBy(() -> check(lines)).isInstanceOf(Malformed.class);
        }
    }

    private interface Edit {
        String of(String line);
    }

    private static void edit(List<String> lines, int index, Edit edit) {
        int at = line(lines, index);
        lines.set(at, edit.of(lines.get(at)));
    }

    private static int line(List<String> lines, int index) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("{\"index\":" + index + ",")) {
                return i;
            }
        }
        throw new AssertionError("no entry " + index);
    }

    private List<String> exported(String from, String to) throws IOException, Malformed {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Export.Slice slice = export.slice(given(from), given(to)).orElseThrow();
        export.write(slice, out);
        return new ArrayList<>(out.toString(StandardCharsets.UTF_8).lines().toList());
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty());
    }

    private ExportCheck.Result check(List<String> lines, SignedNote... elsewhere)
            throws IOException, Malformed {
        return ExportCheck.of(bytes(lines), List.of(elsewhere), key);
    }

    private static ByteArrayInputStream bytes(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(it -> text.append(it).append('\n'));
        return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void append(int count) {
        long first = log.head().size();
        database.write(unit -> {
            Optional<Entry> newest = Optional.empty();
            for (long number = first; number < first + count; number++) {
                newest = Optional.of(log.append(unit, decision(number)));
            }
            return newest;
        });
    }

    private static Decision decision(long number) {
        return Decision.of(
                NOW.plusSeconds(number),
                "person:" + number,
                "r-" + number,
                "identity.rename",
                "identity:" + number,
                Map.of("after", "pay\nroll"));
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
