package io.muster.discovery.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.muster.discovery.Observation;
import io.muster.model.Place;
import io.muster.testing.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever comes in, out come observations.
class HostileContentTest {
    private static final Recogniser QUICK = Recognised.recogniser(Settings.withoutSecrets());

    /// Reasons that only a fault of ours gives: an exception that no parser is meant to throw.
    private static boolean isOurFault(Observation observation) {
        return observation instanceof Observation.Unreadable unreadable
                && unreadable.reason().startsWith("it could not be read (");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server-configs",
                "cmp",
                "scep",
                "leaky-repo",
                "openssh",
                "zlint",
                "spiffe",
                "matter",
                "gitleaks",
                "ssl-config"
            })
    void everyFileOfTheCorporaIsReadOrRefused(String corpus) throws IOException {
        for (Path file : files(corpus)) {
            List<Observation> found = new ArrayList<>();
            Recognised.read(
                    Recognised.RECOGNISER, place(file), Files.readAllBytes(file), found::add);

            assertThat(found).as(file.toString()).noneMatch(HostileContentTest::isOurFault);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmp", "scep", "leaky-repo", "openssh", "zlint", "spiffe"})
    void oneWrongByteNeverEndsARun(String corpus) throws IOException {
        long seed = 20260101;
        Random random = new Random(seed);
        List<Path> files = files(corpus);
        for (int i = 0; i < 300; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] content = Files.readAllBytes(file);
            if (content.length == 0) {
                continue;
            }
            int at = random.nextInt(content.length);
            content[at] = (byte) random.nextInt(256);
            List<Observation> found = new ArrayList<>();

            String about = "seed " + seed + ": " + file + " byte " + at;
            assertThatCode(() -> Recognised.read(QUICK, place(file), content, found::add))
                    .as(about)
                    .doesNotThrowAnyException();
            assertThat(found).as(about).noneMatch(HostileContentTest::isOurFault);
        }
    }

    @Test
    void deepNestingIsRefusedNotFollowed() {
        byte[] der = new byte[1 << 20];
        for (int i = 0; i + 2 < der.length; i += 2) {
            der[i] = 0x30;
            der[i + 1] = (byte) 0x80;
        }
        String json = "{\"kind\":\"Secret\",\"a\":" + "[".repeat(200_000);
        String yaml = "kind: Secret\na: " + "[".repeat(200_000);

        assertThat(Recognised.bytes("/a", der).sighted()).isEmpty();
        assertThat(Recognised.text("/a", json).sighted()).isEmpty();
        assertThat(Recognised.text("/a", yaml).sighted()).isEmpty();
        assertThat(Recognised.text("/a", "ssl_certificate " + "{".repeat(200_000)).sighted())
                .isEmpty();
    }

    @Test
    void claimedLengthsAreNotAllocated() {
        byte[] jks = new byte[32];
        jks[0] = (byte) 0xfe;
        jks[1] = (byte) 0xed;
        jks[2] = (byte) 0xfe;
        jks[3] = (byte) 0xed;
        jks[7] = 2;
        for (int i = 8; i < jks.length; i++) {
            jks[i] = 0x7f;
        }

        assertThat(Recognised.bytes("/a", jks).unreadable()).hasSize(1);
    }

    @Test
    void aValueInsideAValueIsFollowedAFewTimesOnly() {
        String value = "nothing";
        for (int i = 0; i < 8; i++) {
            String secret =
                    "{\"kind\": \"Secret\", \"metadata\": {\"name\": \"a\"}, \"data\": {\"v\": \""
                            + Base64.getEncoder()
                                    .encodeToString(value.getBytes(StandardCharsets.US_ASCII))
                            + "\"}}";
            value = secret;
        }

        assertThat(Recognised.text("/a", value).unreadable())
                .anyMatch(it -> it.reason().startsWith("values inside values"));
    }

    private static Place place(Path file) {
        return new Place("file://h/").inside(file.toString());
    }

    private static List<Path> files(String corpus) throws IOException {
        try (Stream<Path> files = Files.walk(Corpus.path(corpus))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
