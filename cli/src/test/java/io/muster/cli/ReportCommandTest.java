package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.merkle.NoteKey;
import io.muster.seal.Form;
import io.muster.seal.SealedWriter;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `muster report verify`, which needs no server.
class ReportCommandTest {
    @TempDir Path folder;

    private Path report;
    private Path key;

    @BeforeEach
    void make() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        NoteKey name = NoteKey.of("muster-reports/pki.example", pair.getPublic());
        key = Files.writeString(folder.resolve("reports.key"), name + "\n");
        report = folder.resolve("dora.json");
        try (OutputStream out = Files.newOutputStream(report)) {
            SealedWriter writer = new SealedWriter(out, Form.JSON);
            writer.line("{");
            writer.part("controls");
            writer.line("\"controls\":[],");
            writer.seal(
                    "dora",
                    Instant.parse("2026-11-22T00:00:00Z"),
                    new SealedWriter.Signer(name, pair.getPrivate()));
        }
    }

    private CommandLineRun verify(String... more) {
        String[] words = new String[3 + more.length];
        words[0] = "report";
        words[1] = "verify";
        words[2] = report.toString();
        System.arraycopy(more, 0, words, 3, more.length);
        return CommandLineRun.at(folder).muster(words);
    }

    @Test
    void aWholeReportSaysWhoSealedIt() throws Exception {
        CommandLineRun run = verify("--key", key.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("whole: dora of 2026-11-22", "muster-reports/pki.example");
        assertThat(verify("--key", Files.readString(key).strip()).code()).isZero();
    }

    @Test
    void withoutAKeyOfItsReaderItIsWholeAndNobodyHasVouchedForIt() throws Exception {
        CommandLineRun run = verify();

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("whole: dora of 2026-11-22", Files.readString(key).strip(), "--key");
        assertThat(verify("--json").out()).contains("\"vouched\" : false");
        Files.writeString(report, Files.readString(report).replace("[],", "[1],"));
        assertThat(verify().code()).isEqualTo(1);
    }

    @Test
    void anAlteredReportNamesThePart() throws Exception {
        Files.writeString(report, Files.readString(report).replace("[],", "[1],"));
        CommandLineRun run = verify("--key", key.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("altered: controls: was altered");
        assertThat(verify("--json", "--key", key.toString()).out()).contains("\"whole\" : false");
    }

    @Test
    void whatIsNoReportIsSaid() throws Exception {
        Files.writeString(report, "nothing\n");
        CommandLineRun run = verify("--key", key.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("no report");
    }
}
