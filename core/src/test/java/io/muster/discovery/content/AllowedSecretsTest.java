package io.muster.discovery.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.ContentRecorder;
import io.muster.discovery.Meter;
import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import io.muster.discovery.Source;
import io.muster.discovery.SourceContract;
import io.muster.model.Facts;
import io.muster.model.Fingerprint;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Secret;
import io.muster.model.Sighting;
import io.muster.secret.AllowList;
import io.muster.testing.NoEgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowedSecretsTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final Facts IN_GIT =
            Facts.of("repository", "h/srv/pay/lib").with("commit", COMMIT);

    private final Meter meter = new Meter();
    private final List<Observation> seen = new ArrayList<>();
    @TempDir private Path folder;

    /// Sees what it is told to.
    private record Scripted(List<Observation> seen) implements Source {
        @Override
        public String name() {
            return "files";
        }

        @Override
        public void observe(Outside outside, Consumer<Observation> out) {
            seen.forEach(out);
        }
    }

    private void secret(String kind, String place, Facts facts) {
        Secret secret =
                new Secret(
                        Fingerprint.parse("hmac:1:" + "ab".repeat(32)),
                        kind,
                        Optional.empty(),
                        "****",
                        Optional.empty());
        Sighting sighting =
                new Sighting(
                        secret.id(), new Place(place), Role.STORED, "files", Instant.EPOCH, facts);
        seen.add(new Observation.Sighted(secret, sighting));
    }

    private List<Observation> left(String... lines) throws InterruptedException {
        Source source =
                new AllowedSecrets(
                        new Scripted(seen),
                        "/srv/pay",
                        Optional.of(folder.resolve(AllowedSecrets.FILE_NAME)),
                        AllowList.parse(List.of(lines)));
        return SourceContract.observe(
                source,
                new Outside(
                        "h", InstantSource.system(), new ContentRecorder(), new NoEgress(), meter));
    }

    @Test
    void whatIsAllowedIsCountedAndNotToldFromTheTargetsRootOn() throws Exception {
        secret("password", "file://h/srv/pay/test/a.env#L3", Facts.NONE);
        secret("password", "file://h/srv/pay/a.zip!/test/a.env#L3", Facts.NONE);
        secret("password", "file://h/srv/pay/src/a.env#L3", Facts.NONE);
        secret("npm-token", "file://h/srv/pay/test/a.env#L4", Facts.NONE);

        assertThat(left("detector:password path:test/**", "path:a.zip!/**")).hasSize(2);
        assertThat(meter.allowed()).isEqualTo(2);
    }

    @Test
    void aCommitIsTakenAsIfItWereCheckedOut() throws Exception {
        secret("password", "git://h/srv/pay/lib@" + COMMIT + ":test/a.env#L3", IN_GIT);

        assertThat(left("path:test/**")).hasSize(1);
        assertThat(left("path:lib/test/a.env")).isEmpty();
    }

    @Test
    void theTreesOwnListCountsToo() throws Exception {
        secret("password", "file://h/srv/pay/test/a.env#L3", Facts.NONE);
        Files.writeString(folder.resolve(".muster-allow"), "# ours\npath:test/*.env\n");

        assertThat(left()).isEmpty();
    }

    @Test
    void aWrongLineOfTheTreesListIsOneLineAndNothingIsAllowedByIt() throws Exception {
        secret("password", "file://h/srv/pay/test/a.env#L3", Facts.NONE);
        Files.writeString(folder.resolve(".muster-allow"), "path:**\neverything\n");

        assertThat(left())
                .hasSize(2)
                .first()
                .isEqualTo(
                        new Observation.Unreadable(
                                new Place("file://h/srv/pay/.muster-allow"),
                                "nothing is allowed by it: line 2: write fingerprint:…, detector:… or"
                                        + " path:…"));
    }

    @Test
    void aListThatIsALinkAllowsNothing() throws Exception {
        secret("password", "file://h/srv/pay/test/a.env#L3", Facts.NONE);
        Path list = Files.writeString(folder.resolve("list"), "path:**\n");
        Files.createSymbolicLink(folder.resolve(".muster-allow"), list);

        assertThat(left()).hasSize(2);
    }
}
