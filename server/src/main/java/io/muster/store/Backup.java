package io.muster.store;

import io.muster.model.Bytes;
import io.muster.unit.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/// A copy of the store, made while it runs, and the way back.
///
/// Of the embedded store both files are copied: the authority first and the roll after it, so that
/// no copy of the roll lacks what an older copy of the authority's log speaks of. The shared
/// database is one file, of one moment. A folder of a backup has these and `backup.properties` with
/// their SHA-256.
public final class Backup {
    private static final List<String> FILES = List.of("authority.db", "roll.db");
    private static final String SHARED = "postgresql.zip";
    private static final String SUMS = "backup.properties";
    private static final Map<String, String> NO_BACKUP =
            Map.of(SUMS, "cannot be read; this is no backup, or not a whole one");

    private Backup() {}

    /// Copies both into `folder`, which is made and must be empty.
    public static void make(
            SqliteDatabase authority, SqliteDatabase roll, Path folder, Instant now) {
        make(
                folder,
                now,
                FILES,
                () -> {
                    authority.copyTo(folder.resolve(FILES.getFirst()));
                    roll.copyTo(folder.resolve(FILES.getLast()));
                });
    }

    /// Copies the shared database into `folder`, likewise.
    public static void make(PostgresqlDatabase shared, Path folder, Instant now) {
        make(
                folder,
                now,
                List.of(SHARED),
                () -> PostgresqlCopy.write(shared, folder.resolve(SHARED)));
    }

    private static void make(Path folder, Instant now, List<String> files, Runnable copy) {
        try {
            if (Files.exists(folder) && !isEmpty(folder)) {
                throw new Unavailable("there is something in " + folder + "; name a new folder");
            }
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            copy.run();
            Properties sums = new Properties();
            sums.setProperty("made", now.toString());
            for (String file : files) {
                sums.setProperty(file, sha256(folder.resolve(file)));
            }
            try (var out = Files.newBufferedWriter(folder.resolve(SUMS))) {
                sums.store(out, null);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new Unavailable("the backup cannot be written to " + folder, e);
        }
    }

    /// Which files a backup has, by its sums.
    private static List<String> files(Properties sums) {
        return sums.containsKey(SHARED) ? List.of(SHARED) : FILES;
    }

    /// What a whole backup says of itself.
    ///
    /// @param size of all its files in bytes
    /// @param sha256 of the file that has those of the others
    public record Summary(Instant made, long size, String sha256) {}

    /// @return empty when it is none, or not a whole one; its files are not read
    public static Optional<Summary> summary(Path folder) {
        Path sums = folder.resolve(SUMS);
        try (var in = Files.newBufferedReader(sums)) {
            Properties properties = new Properties();
            properties.load(in);
            long size = Files.size(sums);
            for (String file : files(properties)) {
                size += Files.size(folder.resolve(file));
            }
            return Optional.of(
                    new Summary(
                            Instant.parse(properties.getProperty("made", "")), size, sha256(sums)));
        } catch (IOException | IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    /// Says what is wrong with a backup; nothing when it can be restored.
    public static Map<String, String> check(Path folder) {
        try (FileChannel held = FileChannel.open(folder.resolve(SUMS), StandardOpenOption.READ)) {
            hold(held);
            return check(folder, held);
        } catch (IOException _) {
            return NO_BACKUP;
        }
    }

    /// From here on it is not discarded, until `sums` is closed. Any other channel to that file
    /// that this process closes ends that too, as POSIX has it.
    private static void hold(FileChannel sums) throws IOException {
        try {
            if (sums.tryLock(0, Long.MAX_VALUE, true) == null) {
                throw new Unavailable("the backup is being removed");
            }
        } catch (OverlappingFileLockException e) {
            throw new Unavailable("the backup is being removed, or read by the same process", e);
        }
    }

    private static Map<String, String> check(Path folder, FileChannel held) throws IOException {
        Map<String, String> faults = new LinkedHashMap<>();
        Properties sums = new Properties();
        try {
            sums.load(Channels.newInputStream(held));
        } catch (IllegalArgumentException _) {
            return NO_BACKUP;
        }
        for (String name : files(sums)) {
            Path file = folder.resolve(name);
            try {
                if (!sha256(file).equals(sums.getProperty(name))) {
                    faults.put(name, "was changed since the backup was made");
                } else if (!whole(file)) {
                    faults.put(name, "is damaged");
                }
            } catch (IOException _) {
                faults.put(name, "cannot be read");
            }
        }
        return faults;
    }

    /// Puts a checked backup into a data folder that has no database; no server may run there.
    ///
    /// @throws Unavailable when the backup is not whole, or there is a database already
    public static void restore(Path folder, Path data) {
        if (Files.exists(folder.resolve(SHARED))) {
            throw new Unavailable(
                    "the backup in %s is of PostgreSQL; name an empty database with --database-url"
                            .formatted(folder));
        }
        restoreWhole(folder, () -> write(folder, data));
    }

    /// Puts a checked backup into an empty shared database.
    ///
    /// @throws Unavailable when the backup is not whole or not of one, or the database not empty
    public static void restore(Path folder, String url) {
        if (!Files.exists(folder.resolve(SHARED))) {
            throw new Unavailable(
                    "the backup in %s is of the embedded store; leave out --database-url"
                            .formatted(folder));
        }
        restoreWhole(
                folder,
                () -> {
                    try {
                        PostgresqlCopy.restore(folder.resolve(SHARED), url);
                    } catch (IOException e) {
                        throw new Unavailable("the backup in " + folder + " cannot be read", e);
                    }
                });
    }

    private static void restoreWhole(Path folder, Runnable restore) {
        try (FileChannel held = FileChannel.open(folder.resolve(SUMS), StandardOpenOption.READ)) {
            hold(held);
            Map<String, String> faults = check(folder, held);
            if (!faults.isEmpty()) {
                throw notRestored(folder, faults);
            }
            restore.run();
        } catch (IOException _) {
            throw notRestored(folder, NO_BACKUP);
        }
    }

    private static Unavailable notRestored(Path folder, Map<String, String> faults) {
        return new Unavailable("the backup in " + folder + " is not restored: " + faults);
    }

    private static void write(Path folder, Path data) {
        try {
            Files.createDirectories(data);
            for (String name : FILES) {
                if (Files.exists(data.resolve(name))) {
                    throw new Unavailable(
                            "there is a database in " + data + " already; move it away first");
                }
            }
            for (String name : FILES) {
                Path part = data.resolve(name + ".part");
                Files.deleteIfExists(part);
                new SqliteFile(part, SqliteFile.Durability.NORMAL).keepPrivate();
                try (var out = Files.newOutputStream(part)) {
                    Files.copy(folder.resolve(name), out);
                }
                Files.move(part, data.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new Unavailable("the backup cannot be written to " + data, e);
        }
    }

    /// Removes a backup, unless somebody checks or restores it.
    ///
    /// @param aside a name that there is not, beside it: where it is while its files are removed
    /// @param first done when nothing hinders any more
    /// @return whether it is gone
    public static boolean discard(Path folder, Path aside, Runnable first) throws IOException {
        try (FileChannel sums =
                FileChannel.open(
                        folder.resolve(SUMS), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (sums.tryLock() == null) {
                return false;
            }
            first.run();
            Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (OverlappingFileLockException _) {
            return false;
        }
        remove(aside);
        return true;
    }

    /// Removes a folder with all that is in it.
    public static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static boolean whole(Path file) {
        if (file.endsWith(SHARED)) {
            return PostgresqlCopy.whole(file);
        }
        try {
            Session session = new SqliteFile(file, SqliteFile.Durability.NORMAL).openReader();
            try {
                return session.first("PRAGMA quick_check(1)", row -> row.text(1))
                        .filter(it -> it.equals("ok"))
                        .isPresent();
            } finally {
                session.disconnect();
            }
        } catch (SQLException _) {
            return false;
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in =
                new DigestInputStream(
                        Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return Bytes.of(((DigestInputStream) in).getMessageDigest().digest()).toHex();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must support SHA-256", e);
        }
    }
}
