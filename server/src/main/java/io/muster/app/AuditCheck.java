package io.muster.app;

import io.muster.audit.ExportCheck;
import io.muster.audit.Fault;
import io.muster.audit.Verification;
import io.muster.config.ServerSettings;
import io.muster.merkle.NoteKey;
import io.muster.merkle.SignedNote;
import io.muster.model.Malformed;
import io.muster.store.Database;
import io.muster.store.audit.JdbcAuditLog;
import io.muster.unit.Unavailable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The audit log, held against its checkpoints beside the server or without one.
public final class AuditCheck {
    /// Where the newest checkpoint is kept outside the database.
    static final String CHECKPOINT = "audit.checkpoint";

    private static final long NOTE_MAX = 1 << 20;
    private static final int READ_AT_ONCE = 1 << 16;

    private AuditCheck() {}

    /// What was found.
    ///
    /// @param size how many entries there are
    /// @param forgotten how many of them, from the first on, are hashes alone, as the log says
    /// @param signedSize how many of them the last good checkpoint covers
    /// @param faults what was altered, removed, swapped or cut off; none when the log is whole
    public record Result(long size, long forgotten, long signedSize, List<String> faults) {
        public Result {
            faults = List.copyOf(faults);
        }
    }

    /// Reads the whole log once.
    ///
    /// @param checkpoints files with signed heads that were kept elsewhere
    /// @param key by which they must be signed; the server's own when it is empty
    /// @throws IOException when the log, a checkpoint or the key cannot be read
    public static Result of(ServerSettings settings, List<Path> checkpoints, Optional<String> key)
            throws IOException {
        Path folder = existing(settings.data());
        List<SignedNote> elsewhere = new ArrayList<>();
        for (Path file : checkpoints) {
            elsewhere.add(note(file));
        }
        if (Files.exists(folder.resolve(CHECKPOINT))) {
            elsewhere.add(note(folder.resolve(CHECKPOINT)));
        }
        NoteKey name = key.isPresent() ? parsed(key.get()) : own(folder);
        try (Database authority = Databases.authority(settings, folder)) {
            Verification it = Verification.of(new JdbcAuditLog(authority), elsewhere, name);
            return new Result(
                    it.size(),
                    it.forgotten(),
                    it.signedSize(),
                    it.faults().stream()
                            .filter(fault -> !(fault instanceof Fault.Unsealed))
                            .map(Fault::message)
                            .toList());
        } catch (Unavailable e) {
            throw new IOException(e.reason(), e);
        }
    }

    /// What an exported part of a log is found to be.
    ///
    /// @param from its first entry
    /// @param to behind its last
    /// @param signedSize how many entries the head was signed for that it leads to
    /// @param first when the first was decided; empty when there is none
    /// @param last when the last was
    /// @param faults what was altered, removed, moved or cut off
    public record Exported(
            long from, long to, long signedSize, String first, String last, List<String> faults) {
        public Exported {
            faults = List.copyOf(faults);
        }
    }

    /// Checks an exported part of a log; needs no server and nothing of one.
    ///
    /// @param checkpoints files with signed heads that were kept
    /// @param key by which heads must be signed
    public static Exported of(Path export, List<Path> checkpoints, String key) throws IOException {
        List<SignedNote> elsewhere = new ArrayList<>();
        for (Path file : checkpoints) {
            elsewhere.add(note(file));
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(export), READ_AT_ONCE)) {
            ExportCheck.Result it = ExportCheck.of(in, elsewhere, parsed(key));
            return new Exported(
                    it.from(),
                    it.to(),
                    it.signedSize(),
                    it.first().map(Object::toString).orElse(""),
                    it.last().map(Object::toString).orElse(""),
                    it.faults().stream().map(Fault::message).toList());
        } catch (Malformed e) {
            throw new IOException("%s: %s".formatted(export, e.reason()), e);
        }
    }

    /// The newest signed head, as text to be kept elsewhere; empty when nothing was decided yet.
    public static Optional<String> checkpoint(ServerSettings settings) throws IOException {
        try (Database authority = Databases.authority(settings, existing(settings.data()))) {
            return new JdbcAuditLog(authority).newest().map(SignedNote::toString);
        } catch (Unavailable e) {
            throw new IOException(e.reason(), e);
        }
    }

    private static Path existing(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    "there is no data folder %s; name the server's with --data".formatted(folder));
        }
        return folder;
    }

    private static SignedNote note(Path file) throws IOException {
        try {
            if (Files.size(file) > NOTE_MAX) {
                throw new Malformed("it is too large");
            }
            return SignedNote.parse(Files.readString(file));
        } catch (Malformed e) {
            throw new IOException(file + " is no signed checkpoint: " + e.reason(), e);
        }
    }

    private static NoteKey parsed(String key) throws IOException {
        try {
            return NoteKey.parse(key.strip());
        } catch (Malformed e) {
            throw new IOException("that is no key of an audit log: " + e.reason(), e);
        }
    }

    private static NoteKey own(Path folder) throws IOException {
        if (!Files.exists(folder.resolve("audit.key"))) {
            throw new IOException(
                    "%s has no audit.key: no server has run there; name the log's key with --key"
                            .formatted(folder));
        }
        return new Keys(folder, new SecureRandom()).audit("unused").name();
    }
}
