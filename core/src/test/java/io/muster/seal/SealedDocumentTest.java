package io.muster.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.merkle.NoteKey;
import io.muster.model.Malformed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealedDocumentTest {
    private static final Instant MADE = Instant.parse("2026-11-22T00:00:00Z");
    private static final SealedWriter.Signer SIGNER = signer("reports/pki.example");

    @TempDir Path folder;

    private static SealedWriter.Signer signer(String name) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SealedWriter.Signer(NoteKey.of(name, pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String document(Form form) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SealedWriter writer = new SealedWriter(out, form);
        if (!form.hasParts()) {
            writer.bytes("%PDF-1.7 of no great use\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
        } else {
            writer.line("the beginning");
            writer.part("controls");
            writer.line(form.opens("controls") + " met");
            writer.part("register");
            writer.line(form.opens("register"));
            for (int row = 1; row <= 2500; row++) {
                writer.row(row, form.opensRow("register", row) + " host-" + row);
            }
            writer.line("the end");
        }
        writer.seal("dora", MADE, SIGNER);
        return out.toString(StandardCharsets.UTF_8);
    }

    private SealedDocument open(String text) throws IOException, Malformed {
        Path file = folder.resolve("report");
        Files.writeString(file, text);
        return SealedDocument.open(file);
    }

    private List<String> troubles(String text) throws IOException, Malformed {
        return open(text).check(SIGNER.key()).troubles();
    }

    @ParameterizedTest
    @EnumSource
    void whatNobodyTouchedIsWhole(Form form) throws Exception {
        SealedDocument document = open(document(form));

        assertThat(document.check(SIGNER.key()).troubles()).isEmpty();
        assertThat(document.seal().kind()).isEqualTo("dora");
        assertThat(document.seal().made()).isEqualTo(MADE);
    }

    @ParameterizedTest
    @EnumSource
    void anyByteThatWasChangedIsNoticed(Form form) throws Exception {
        byte[] whole = document(form).getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("report");
        for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 97)) {
            byte[] altered = whole.clone();
            altered[at] ^= 1;
            Files.write(file, altered);
            boolean noticed;
            try {
                noticed = !SealedDocument.open(file).check(SIGNER.key()).isWhole();
            } catch (Malformed _) {
                noticed = true;
            }
            assertThat(noticed).as("byte " + at).isTrue();
        }
    }

    @Test
    void itSaysWhichPartWasAltered() throws Exception {
        String text = document(Form.JSON);

        assertThat(troubles(text.replace(" met", " not met")))
                .containsExactly("controls: was altered");
        assertThat(troubles(text.replace("host-1500\n", "host-9999\n")))
                .containsExactly("register, from row 1001 on: was altered");
    }

    @Test
    void rowsThatWereTakenOutOrPutInAreCounted() throws Exception {
        String text = document(Form.HTML);
        String row = text.lines().filter(it -> it.endsWith(" host-77")).findFirst().orElseThrow();

        assertThat(troubles(text.replace(row + "\n", "")))
                .containsExactly("register, from row 1 on: was altered, 999 lines instead of 1000");
        assertThat(troubles(text.replace(row + "\n", row + "\n" + row + "\n")))
                .containsExactly(
                        "register, from row 1 on: was altered, 1001 lines instead of 1000");
    }

    @Test
    void aPartThatWasTakenOutIsMissing() throws Exception {
        String text = document(Form.JSON);
        int from = text.indexOf("{\"row\":1001,");
        int to = text.indexOf("{\"row\":2001,");

        assertThat(troubles(text.substring(0, from) + text.substring(to)))
                .containsExactly("register, from row 1001 on: is missing");
        assertThat(troubles(text.replace(Form.JSON.opens("controls") + " met\n", "")))
                .containsExactly("controls: is missing");
    }

    @Test
    void theSealOfAnotherKeyIsNone() throws Exception {
        SealedDocument document = open(document(Form.JSON));

        assertThat(document.check(signer("reports/pki.example").key()).troubles())
                .singleElement()
                .asString()
                .contains("somebody else");
    }

    @ParameterizedTest
    @EnumSource
    void nothingCanBePutBehindTheSeal(Form form) throws Exception {
        String text = document(form);

        assertThatThrownBy(() -> open(text + "more\n")).isInstanceOf(Malformed.class);
    }

    @Test
    void whatHasNoSealIsRefusedWithAReason() {
        assertThatThrownBy(() -> open("")).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> open("{}\n"))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("no report");
        assertThatThrownBy(() -> open("{\n\"seal\":\"AAAA\"\n}\n")).isInstanceOf(Malformed.class);
    }
}
