package io.muster.app;

import io.muster.api.BackupPlace;
import io.muster.audit.Audited;
import io.muster.audit.Decision;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// Removes backups after their time, and counts them; one that somebody restores waits.
record OldBackups(BackupFolder backups, Audited audited, InstantSource clock, Metrics metrics) {

    void remove() {
        Instant now = clock.instant();
        for (BackupPlace.Copy copy : backups.all()) {
            boolean over = copy.keptUntil().filter(it -> !it.isAfter(now)).isPresent();
            boolean removed = over && backups.remove(copy.name(), () -> record(copy, now));
            metrics.add(
                    "muster_backups_removed_total",
                    "Backups removed after their time.",
                    removed ? 1 : 0);
        }
    }

    private void record(BackupPlace.Copy copy, Instant now) {
        boolean _ =
                audited.change(
                        Decision.of(
                                now,
                                "muster",
                                "backups",
                                "backup.remove",
                                "backup:" + copy.name(),
                                Map.of("sha256", copy.sha256().orElse(""))),
                        _ -> true);
    }
}
