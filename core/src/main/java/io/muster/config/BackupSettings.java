package io.muster.config;

import java.nio.file.Path;
import java.time.Duration;

/// What the configuration says of the backups that a server makes when it is asked to.
///
/// @param folder where they go
/// @param newest so many are always kept: at least 1
/// @param kept all others go when they are so old
public record BackupSettings(Path folder, int newest, Duration kept) {
    /// Nothing is said: the newest seven stay, the others 30 days.
    public static BackupSettings usual(Path folder) {
        return new BackupSettings(folder, 7, Duration.ofDays(30));
    }

    /// @param data the data folder
    static BackupSettings of(Configuration configuration, Path data) {
        return new BackupSettings(
                configuration
                        .text("backup.folder")
                        .map(it -> Path.of(it).toAbsolutePath())
                        .orElse(data.resolve("backups")),
                number(configuration, "backup.newest", 1),
                Duration.ofDays(number(configuration, "backup.days", 0)));
    }

    private static int number(Configuration configuration, String name, int least) {
        int number = Integer.parseInt(configuration.text(name).orElseThrow());
        if (number < least) {
            throw new IllegalArgumentException(name + " must be at least " + least);
        }
        return number;
    }
}
