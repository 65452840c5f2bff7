package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.muster.config.ServerSettings;
import io.muster.testing.Missing;
import io.muster.testing.PostgresqlServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data folders whose keys are those of the database, and others.
class OneSetOfKeysTest {

    @TempDir Path folder;

    @Test
    void aNodeWithOtherKeysIsToldWhatToCopyAndStartsThen() throws Exception {
        if (!PostgresqlServer.present()) {
            throw Missing.here("not installed: postgresql");
        }
        String url = PostgresqlServer.freshDatabase();
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        start(one, url);

        assertThatIOException()
                .isThrownBy(() -> start(two, url))
                .withMessageContainingAll(
                        two + " has no fingerprint.key",
                        "copy fingerprint.key, audit.key and report.key",
                        one.toString());
        assertThat(two.resolve("fingerprint.key")).doesNotExist();

        copy(one, two, "fingerprint.key");
        start(folder.resolve("three"), "");
        copy(folder.resolve("three"), two, "audit.key");
        copy(one, two, "report.key");
        assertThatIOException()
                .isThrownBy(() -> start(two, url))
                .withMessageContainingAll("the keys in " + two + " are others", one.toString());

        Files.delete(two.resolve("audit.key"));
        copy(one, two, "audit.key");
        start(two, url);
    }

    @Test
    void aRestoredDatabaseNeedsItsKeysUnlessTheyAreSaidToBeLost() throws Exception {
        Path old = folder.resolve("old");
        Path copy = folder.resolve("copy");
        start(old, "");
        Backups.make(settings(old, ""), copy);
        for (Backups.KeysOfOld keys : Backups.KeysOfOld.values()) {
            Path restored = folder.resolve(keys.toString());
            Backups.restore(settings(restored, ""), copy, keys);
            switch (keys) {
                case AT_HAND -> {
                    assertThatIOException()
                            .isThrownBy(() -> start(restored, ""))
                            .withMessageContaining(old.toString());
                    copy(old, restored, "fingerprint.key");
                    copy(old, restored, "audit.key");
                    copy(old, restored, "report.key");
                }
                case LOST -> {}
            }
            start(restored, "");
        }
    }

    private static void copy(Path from, Path to, String name) throws IOException {
        Files.copy(from.resolve(name), to.resolve(name));
    }

    private static void start(Path data, String url) throws Exception {
        ServerInTest.start(settings(data, url)).close();
    }

    private static ServerSettings settings(Path data, String url) throws Exception {
        return ServerInTest.settings(
                data, url.isEmpty() ? "" : "serve: {database-url: '" + url + "'}");
    }
}
