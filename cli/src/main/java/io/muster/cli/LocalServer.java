package io.muster.cli;

import io.muster.config.ServerSettings;
import io.muster.model.Malformed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The server of this installation, as the commands that act beside it or become it see it.
///
/// The command line has no listener and no database: whoever packages it puts the server in here.
public interface LocalServer {

    /// Runs the server until the process is told to end; prints one line once it answers.
    ///
    /// @param watched whether a person sees `out`: a sign-in link is printed to nobody else
    /// @throws IOException when it cannot start; the message says what to do
    void run(ServerSettings settings, PrintWriter out, boolean watched)
            throws IOException, InterruptedException;

    /// Finds out whether a server could start with these settings, without starting anything.
    ///
    /// @throws Malformed naming the first that it could not use
    void check(ServerSettings settings) throws Malformed;

    /// A link that lets a person in once, within ten minutes.
    String signInLink(ServerSettings settings) throws IOException;

    /// Makes a token.
    ///
    /// @param wish what it shall be good for
    String token(ServerSettings settings, TokenWish wish) throws IOException;

    /// Holds the audit log against its checkpoints.
    ///
    /// @param checkpoints files with checkpoints that were kept elsewhere
    /// @param key of the log; the server's own when it is empty
    AuditResult verifyAudit(ServerSettings settings, List<Path> checkpoints, Optional<String> key)
            throws IOException;

    /// Checks an exported part of an audit log, of any server, with nothing but its public key.
    ///
    /// @param checkpoints files with checkpoints that were kept
    /// @param key `name+id+key`
    ExportResult verifyExport(Path export, List<Path> checkpoints, String key) throws IOException;

    /// The newest checkpoint of the audit log; empty when nothing was decided yet.
    Optional<String> auditCheckpoint(ServerSettings settings) throws IOException;

    /// Looks at what the server of this machine needs: its settings, its folder, its keys, its
    /// disk, its ports. Starts and changes nothing.
    ///
    /// @return empty when it has no data on this machine
    List<Examined> examine(ServerSettings settings) throws IOException;

    /// Copies the databases into a new folder, while the server runs or not.
    void backup(ServerSettings settings, Path folder) throws IOException;

    /// Puts a copy into a data folder that has no database.
    void restore(ServerSettings settings, Path folder, KeysOfOld keys) throws IOException;

    /// What became of the server's key files, which no backup holds.
    enum KeysOfOld {
        AT_HAND,
        LOST
    }

    /// Something that was looked at.
    ///
    /// @param trouble what is amiss and what to do; empty when it is well
    record Examined(String what, String trouble) {}

    /// What an audit log is found to be.
    ///
    /// @param size how many entries there are
    /// @param forgotten how many of them, from the first on, are hashes alone
    /// @param signedSize how many of them a checkpoint covers
    /// @param faults none when it is whole
    record AuditResult(long size, long forgotten, long signedSize, List<String> faults) {
        public AuditResult {
            faults = List.copyOf(faults);
        }
    }

    /// What an exported part of an audit log is found to be.
    ///
    /// @param from its first entry
    /// @param to behind its last
    /// @param signedSize how many entries the checkpoint was signed for that it leads to
    /// @param first when the first of its entries was decided; empty when it has none
    /// @param last when the last was
    /// @param faults none when it is whole
    record ExportResult(
            long from, long to, long signedSize, String first, String last, List<String> faults) {
        public ExportResult {
            faults = List.copyOf(faults);
        }
    }

    /// What a token shall be good for.
    ///
    /// @param scope `read`, `report`, `write`, `backup`, `policy`, `approve`, `audit`, `manage-ca`,
    ///   `directory`, `administer`
    /// @param places prefixes of what it may report; empty: any
    record TokenWish(String name, List<String> scope, List<String> places, Duration life) {
        public TokenWish {
            scope = List.copyOf(scope);
            places = List.copyOf(places);
        }
    }
}
