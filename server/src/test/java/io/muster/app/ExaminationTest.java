package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.config.Address;
import io.muster.config.ServerSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `muster doctor` finds on the machine of a server.
class ExaminationTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir Path folder;

    @Test
    void whereNoServerHasRunThereIsNothingToLookAt() throws Exception {
        assertThat(examine(folder.resolve("nowhere"))).isEmpty();
    }

    @Test
    void aRunningServerIsWell() throws Exception {
        Path data = folder.resolve("data");
        try (ServerInTest server = ServerInTest.start(data)) {
            List<Examination.Examined> all =
                    Examination.of(server.settings, InstantSource.system());
            assertThat(all).allMatch(it -> it.trouble().isEmpty());
            assertThat(all)
                    .extracting(Examination.Examined::what)
                    .contains("settings", "fingerprint.key", "audit.key", "disk", "clock")
                    .contains("process: it runs");
        }
    }

    @Test
    void keysThatOthersReadAndAFolderThatTheyEnterAreNamed() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        mode(data, "rwxr-xr-x");
        mode(Files.writeString(data.resolve("audit.key"), "x"), "rw-r-----");
        assertThat(examine(data))
                .filteredOn(it -> !it.trouble().isEmpty())
                .extracting(Examination.Examined::what)
                .containsExactly("data folder " + data, "audit.key");
    }

    @Test
    void aClockThatWasSetBackIsNoticed() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        mode(data, "rwx------");
        Path checkpoint = Files.writeString(data.resolve("audit.checkpoint"), "x");
        Files.setLastModifiedTime(checkpoint, FileTime.from(NOW.plusSeconds(3600)));
        assertThat(examine(data))
                .filteredOn(it -> !it.trouble().isEmpty())
                .extracting(Examination.Examined::what)
                .containsExactly("clock");
    }

    @Test
    void aPortThatSomebodyElseHasIsNamed() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        mode(data, "rwx------");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerSettings settings =
                    new ServerSettings(
                            data,
                            Address.of("127.0.0.1:" + taken.getLocalPort()),
                            Address.of("127.0.0.1:0"),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of("-"),
                            false);
            assertThat(Examination.of(settings, InstantSource.fixed(NOW)))
                    .filteredOn(it -> !it.trouble().isEmpty())
                    .extracting(Examination.Examined::what)
                    .containsExactly("port of HTTPS, 127.0.0.1:" + taken.getLocalPort());
        }
    }

    private static List<Examination.Examined> examine(Path data) throws Exception {
        return Examination.of(ServerInTest.settings(data), InstantSource.fixed(NOW));
    }

    private static void mode(Path path, String permissions) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
