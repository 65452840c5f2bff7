package io.muster.cli;

import io.muster.export.Clean;
import io.muster.model.Malformed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `muster audit`: what was decided, and whether the record of it is whole.
@Command(name = "audit", description = "Shows the audit log, and tells whether it is whole.")
final class AuditCommand {
    private static final Table TABLE = Table.of("index", "at", "actor", "action", "subject");

    @Spec private CommandSpec spec;

    @Command(name = "list", description = "Lists what was decided, newest first.")
    int list(
            @Mixin Online online,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "At most so many rows. Usually ${DEFAULT-VALUE}.")
                    int limit)
            throws InterruptedException {
        return online.ask(server -> online.list(server, "/api/v1/audit", limit, TABLE));
    }

    @Command(
            name = "verify",
            description = {
                "Reads the whole audit log and holds it against its checkpoints.",
                "",
                "Names what was altered, removed, swapped or cut off. A log that was cut off together with all"
                        + " its checkpoints shows only against one that was kept elsewhere."
            },
            exitCodeListHeading = "x",
            exitCodeList = {"0:The log is whole.", "1:It is not.", "2:It could not be read."})
    int verify(
            @Mixin ServerOptions server,
            @Option(
                            names = "--checkpoint",
                            paramLabel = "FILE",
                            description = "A checkpoint that was kept elsewhere; repeatable.")
                    @Nullable List<Path> checkpoints,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            description =
                                    "The log's public key, kept elsewhere; usually the server's own.")
                    @Nullable Path key)
            throws Malformed, IOException {
        Surroundings around = Surroundings.of(spec);
        LocalServer.AuditResult result =
                around.server()
                        .verifyAudit(
                                server.settings(around),
                                checkpoints == null ? List.of() : checkpoints,
                                key == null
                                        ? Optional.empty()
                                        : Optional.of(Files.readString(key)));
        PrintWriter out = spec.commandLine().getOut();
        result.faults().forEach(it -> out.println("fault  " + Clean.terminal(it)));
        out.println(
                "%d entries, the first %d signed for: %s"
                        .formatted(
                                result.size(),
                                result.signedSize(),
                                result.faults().isEmpty() ? "whole" : "not as it was recorded"));
        return result.faults().isEmpty() ? ScanCommand.FINE : ScanCommand.FINDINGS;
    }

    @Command(
            name = "checkpoint",
            description = {
                "Prints the newest signed head of the audit log.",
                "",
                "Kept elsewhere, it proves later that nothing before it was taken back."
            })
    int checkpoint(@Mixin ServerOptions server) throws Malformed, IOException {
        Surroundings around = Surroundings.of(spec);
        String note =
                around.server()
                        .auditCheckpoint(server.settings(around))
                        .orElseThrow(() -> new IOException("nothing was decided yet"));
        spec.commandLine().getOut().print(note);
        return ScanCommand.FINE;
    }
}
