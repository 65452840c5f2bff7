package io.muster.cli;

import io.muster.config.ServerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A server that does nothing but remember what it was asked.
final class ServerOnPaper implements LocalServer {
    final List<ServerSettings> settings = new ArrayList<>();
    final List<TokenWish> wishes = new ArrayList<>();
    Optional<String> hindrance = Optional.empty();
    AuditResult audit = new AuditResult(0, 0, 0, List.of());
    ExportResult export = new ExportResult(0, 0, 0, "", "", List.of());
    final List<String> keys = new ArrayList<>();
    boolean watched;

    @Override
    public void run(ServerSettings asked, PrintWriter out, boolean someoneWatches)
            throws IOException {
        settings.add(asked);
        watched = someoneWatches;
        if (hindrance.isPresent()) {
            throw new IOException(hindrance.get());
        }
        out.println("ready");
    }

    @Override
    public void check(ServerSettings asked) {
        settings.add(asked);
    }

    @Override
    public String signInLink(ServerSettings asked) {
        settings.add(asked);
        return "https://localhost/sign-in#code";
    }

    @Override
    public AuditResult verifyAudit(
            ServerSettings asked, List<Path> checkpoints, Optional<String> key) {
        settings.add(asked);
        return audit;
    }

    @Override
    public ExportResult verifyExport(Path file, List<Path> checkpoints, String key) {
        keys.add(key);
        return export;
    }

    @Override
    public List<Examined> examine(ServerSettings asked) {
        return List.of();
    }

    @Override
    public void backup(ServerSettings asked, Path folder) {
        settings.add(asked);
    }

    @Override
    public void restore(ServerSettings asked, Path folder, KeysOfOld keys) {
        settings.add(asked);
    }

    @Override
    public Optional<String> auditCheckpoint(ServerSettings asked) {
        settings.add(asked);
        return Optional.empty();
    }

    @Override
    public String token(ServerSettings asked, TokenWish wish) throws IOException {
        settings.add(asked);
        wishes.add(wish);
        if (hindrance.isPresent()) {
            throw new IOException(hindrance.get());
        }
        return "muster_token";
    }
}
