package io.muster;

import io.muster.app.AuditCheck;
import io.muster.app.Backups;
import io.muster.app.Examination;
import io.muster.app.Serve;
import io.muster.cli.LocalServer;
import io.muster.config.ServerSettings;
import io.muster.model.Malformed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The server that is packaged with the command line. Its classes are loaded when it is asked for
/// something, so that a scan pays nothing for them.
final class InstalledServer implements LocalServer {

    @Override
    public void run(ServerSettings settings, PrintWriter out, boolean watched)
            throws IOException, InterruptedException {
        Serve.LinkTo link = watched ? Serve.LinkTo.TERMINAL : Serve.LinkTo.FILE;
        Serve.run(settings, out, System.err, link, person());
    }

    @Override
    public void check(ServerSettings settings) throws Malformed {
        Serve.check(settings);
    }

    @Override
    public String signInLink(ServerSettings settings) throws IOException {
        return Serve.signInLink(settings, person());
    }

    @Override
    public String token(ServerSettings settings, TokenWish wish) throws IOException {
        return Serve.token(
                settings, wish.name(), wish.scope(), wish.places(), wish.life(), person());
    }

    @Override
    public AuditResult verifyAudit(
            ServerSettings settings, List<Path> checkpoints, Optional<String> key)
            throws IOException {
        AuditCheck.Result it = AuditCheck.of(settings, checkpoints, key);
        return new AuditResult(it.size(), it.forgotten(), it.signedSize(), it.faults());
    }

    @Override
    public ExportResult verifyExport(Path export, List<Path> checkpoints, String key)
            throws IOException {
        AuditCheck.Exported it = AuditCheck.of(export, checkpoints, key);
        return new ExportResult(
                it.from(), it.to(), it.signedSize(), it.first(), it.last(), it.faults());
    }

    @Override
    public Optional<String> auditCheckpoint(ServerSettings settings) throws IOException {
        return AuditCheck.checkpoint(settings);
    }

    @Override
    public List<Examined> examine(ServerSettings settings) throws IOException {
        return Examination.of(settings, InstantSource.system()).stream()
                .map(it -> new Examined(it.what(), it.trouble()))
                .toList();
    }

    @Override
    public void backup(ServerSettings settings, Path folder) throws IOException {
        Backups.make(settings, folder);
    }

    @Override
    public void restore(ServerSettings settings, Path folder, KeysOfOld keys) throws IOException {
        Backups.restore(
                settings,
                folder,
                switch (keys) {
                    case AT_HAND -> Backups.KeysOfOld.AT_HAND;
                    case LOST -> Backups.KeysOfOld.LOST;
                });
    }

    /// Whoever may read the data folder acts in their own name.
    private static String person() {
        return System.getProperty("user.name");
    }
}
