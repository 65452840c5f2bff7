package io.muster.app;

import io.muster.config.Address;
import io.muster.config.PrivateFile;
import io.muster.config.ServerSettings;
import io.muster.model.Malformed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a server needs on its machine, looked at from outside: beside a running one or before it is
/// started. Nothing is started, made or changed, and no database is opened.
public final class Examination {
    /// Kept from everybody else; the first two cannot be made again.
    private static final List<String> PRIVATE =
            List.of("fingerprint.key", "audit.key", "https.pem", "authority.db", "roll.db");

    private static final Duration AHEAD = Duration.ofMinutes(1);

    private Examination() {}

    /// Something that was looked at.
    ///
    /// @param trouble what is amiss and what to do; empty when it is well
    public record Examined(String what, String trouble) {}

    /// Looks at everything.
    ///
    /// @return nothing when there is no data folder: no server has run here
    public static List<Examined> of(ServerSettings settings, InstantSource clock)
            throws IOException {
        Path folder = settings.data();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Examined> all = new ArrayList<>();
        all.add(one("settings", configuration(settings)));
        all.add(one("data folder " + folder, entered(folder)));
        for (Path file : kept(folder)) {
            all.add(one(String.valueOf(file.getFileName()), readers(file)));
        }
        all.add(one("disk", new Room(folder).trouble()));
        all.add(one("clock", clock(folder, clock.instant())));
        boolean runs = isTaken(folder.resolve("lock"));
        all.add(one(runs ? "process: it runs" : "process: it does not run", Optional.empty()));
        if (!runs) {
            all.add(one("port of HTTPS, " + settings.listen(), port(settings.listen())));
            all.add(one("port of HTTP, " + settings.httpListen(), port(settings.httpListen())));
        }
        return all;
    }

    private static Examined one(String what, Optional<String> trouble) {
        return new Examined(what, trouble.orElse(""));
    }

    private static Optional<String> configuration(ServerSettings settings) {
        try {
            Configured.check(settings);
            return Optional.empty();
        } catch (Malformed e) {
            return Optional.of(e.reason());
        }
    }

    private static Optional<String> entered(Path folder) throws IOException {
        String permissions =
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS));
        return permissions.endsWith("------")
                ? Optional.empty()
                : Optional.of("it can be entered by other accounts; run chmod 700 on it");
    }

    /// What is there of it.
    private static List<Path> kept(Path folder) throws IOException {
        List<Path> kept = new ArrayList<>();
        for (String name : PRIVATE) {
            if (Files.exists(folder.resolve(name))) {
                kept.add(folder.resolve(name));
            }
        }
        try (DirectoryStream<Path> indexes = Files.newDirectoryStream(folder, "search-*.db")) {
            indexes.forEach(kept::add);
        }
        return kept;
    }

    private static Optional<String> readers(Path file) throws IOException {
        return new PrivateFile(file).isOpenToOthers()
                ? Optional.of("it can be read or changed by other accounts; run chmod 600 on it")
                : Optional.empty();
    }

    /// The newest decision was signed for in the past, or the clock was set back since.
    private static Optional<String> clock(Path folder, Instant now) throws IOException {
        Path newest = folder.resolve(AuditCheck.CHECKPOINT);
        if (!Files.exists(newest)) {
            return Optional.empty();
        }
        Instant signed = Files.getLastModifiedTime(newest).toInstant();
        return signed.isAfter(now.plus(AHEAD))
                ? Optional.of(
                        "it is %s, and something was decided at %s: set the clock, by NTP at best"
                                .formatted(now, signed))
                : Optional.empty();
    }

    /// A lock that cannot be had is another process's.
    private static boolean isTaken(Path lock) throws IOException {
        if (!Files.isWritable(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock had = channel.tryLock()) {
            return had == null;
        } catch (OverlappingFileLockException _) {
            return true;
        }
    }

    private static Optional<String> port(Address address) {
        try (ServerSocket socket = new ServerSocket()) {
            InetSocketAddress where =
                    new InetSocketAddress(InetAddress.getByName(address.host()), address.port());
            socket.setReuseAddress(true);
            socket.bind(where);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "it cannot be had (%s); end what has it, or choose another"
                            .formatted(e.getMessage()));
        }
    }
}
