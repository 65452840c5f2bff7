package io.muster.app;

import io.muster.api.BackupPlace;
import io.muster.config.BackupSettings;
import io.muster.store.Backup;
import io.muster.unit.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// A folder with a backup in each of its folders. One that is being made has another name, so that
/// what is there by its name is whole.
final class BackupFolder implements BackupPlace {
    private static final String NAME = "muster-[0-9T.Z]+";
    private static final long QUICK_MILLIS = 10_000;

    /// No copy takes so long.
    private static final Duration ABANDONED = Duration.ofDays(2);

    private final BackupSettings settings;
    private final Path folder;
    private final Databases databases;
    private final InstantSource clock;
    private final Log log;

    /// The one that is or was made last by this process.
    private final AtomicReference<Optional<Copy>> last = new AtomicReference<>(Optional.empty());

    BackupFolder(BackupSettings settings, Databases databases, InstantSource clock, Log log) {
        this.settings = settings;
        this.folder = settings.folder();
        this.databases = databases;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public boolean begin(String name) {
        Instant now = clock.instant();
        Optional<Copy> before = last.get();
        boolean free = before.filter(it -> it.state() == Copy.State.RUNNING).isEmpty();
        if (!free || !last.compareAndSet(before, Optional.of(running(name, now)))) {
            return false;
        }
        Thread maker = Thread.ofPlatform().name("backup").daemon().start(() -> make(name, now));
        try {
            // Whoever asks for a small one need not ask again.
            maker.join(QUICK_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private static Copy running(String name, Instant now) {
        return new Copy(
                name,
                Copy.State.RUNNING,
                Optional.of(now),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void make(String name, Instant now) {
        Path part = folder.resolve("." + name + ".part");
        try {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            removeAbandoned(now.minus(ABANDONED));
            databases.copyTo(part, now);
            Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            last.set(Optional.empty());
            log.info("backup made", Map.of("name", name));
        } catch (IOException e) {
            failed(name, now, part, "the backup folder " + folder + " cannot be written", e);
        } catch (Unavailable e) {
            failed(name, now, part, e.reason(), e);
        } catch (RuntimeException e) {
            failed(name, now, part, "the backup failed; the log says how", e);
        }
    }

    private void failed(String name, Instant now, Path part, String reason, Exception cause) {
        log.error("backup failed", cause, Map.of("name", name, "reason", reason));
        remove(part);
        last.set(
                Optional.of(
                        new Copy(
                                name,
                                Copy.State.FAILED,
                                Optional.of(now),
                                0,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(reason))));
    }

    /// What a crash cut off, here or in another server that uses the folder.
    private void removeAbandoned(Instant before) throws IOException {
        try (Stream<Path> there = Files.list(folder)) {
            for (Path one : there.toList()) {
                if (String.valueOf(one.getFileName()).matches("\\." + NAME + "\\.part")
                        && Files.getLastModifiedTime(one).toInstant().isBefore(before)) {
                    remove(one);
                }
            }
        }
    }

    private static void remove(Path part) {
        try {
            Backup.remove(part);
        } catch (IOException | UncheckedIOException _) {
            // What hindered the backup may hinder this too; it is not taken for one.
        }
    }

    /// Why the last one was not made.
    Optional<String> trouble() {
        return last.get().flatMap(Copy::trouble);
    }

    @Override
    public List<Copy> all() {
        List<Copy> all = new ArrayList<>();
        Optional<Copy> current = last.get();
        current.ifPresent(all::add);
        if (!Files.isDirectory(folder)) {
            return all;
        }
        int newer = 0;
        try (Stream<Path> there = Files.list(folder)) {
            for (Path one : there.sorted(Comparator.reverseOrder()).toList()) {
                String name = String.valueOf(one.getFileName());
                Optional<Backup.Summary> summary =
                        name.matches(NAME) ? Backup.summary(one) : Optional.empty();
                if (summary.isPresent()) {
                    all.add(made(name, summary.get(), newer));
                    newer++;
                }
            }
        } catch (IOException e) {
            throw new Unavailable("the backup folder " + folder + " cannot be read", e);
        }
        return all;
    }

    /// Removes one, unless somebody restores it.
    ///
    /// @param first done when nothing hinders any more
    /// @return whether it is gone
    boolean remove(String name, Runnable first) {
        try {
            // From the first moment on by the name of what is no backup.
            boolean removed =
                    Backup.discard(
                            folder.resolve(name), folder.resolve("." + name + ".part"), first);
            if (removed) {
                log.info("backup removed", Map.of("name", name));
            }
            return removed;
        } catch (IOException e) {
            throw new Unavailable("the backup " + name + " in " + folder + " cannot be removed", e);
        }
    }

    /// @param newer how many there are after it
    private Copy made(String name, Backup.Summary it, int newer) {
        return new Copy(
                name,
                Copy.State.MADE,
                Optional.of(it.made()),
                it.size(),
                Optional.of(it.sha256()),
                newer < settings.newest()
                        ? Optional.empty()
                        : Optional.of(it.made().plus(settings.kept())),
                Optional.empty());
    }
}
