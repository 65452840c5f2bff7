package io.muster.cli;

import io.muster.export.Clean;
import io.muster.model.Malformed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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
            name = "export",
            description = {
                "Writes entries of the audit log with all that proves them.",
                "",
                "muster audit verify FILE checks them on any other machine, with the log's public key alone."
            })
    int export(
            @Mixin Online online,
            @Option(
                            names = "--output",
                            paramLabel = "FILE",
                            description = "Write it there instead of standard output.")
                    @Nullable Path output,
            @Option(
                            names = "--from",
                            paramLabel = "WHEN",
                            defaultValue = "",
                            description =
                                    "The first entry: a date, a time or a number. Usually the first there is.")
                    String from,
            @Option(
                            names = "--to",
                            paramLabel = "WHEN",
                            defaultValue = "",
                            description = "The first that is left out, likewise. Usually none is.")
                    String to)
            throws InterruptedException {
        String path =
                Online.query(
                        "/api/v1/audit/export",
                        List.of(Map.entry("from", from), Map.entry("to", to)));
        return online.ask(server -> online.download(server, path, output));
    }

    @Command(
            name = "key",
            description = "Prints the public key of the audit log, for whoever is to check it.")
    int key(@Mixin Online online) throws InterruptedException {
        return online.ask(server -> online.download(server, "/api/v1/audit/key", null));
    }

    @Command(
            name = "verify",
            description = {
                "Reads the whole audit log, or an exported part, and holds it against its checkpoints.",
                "",
                "Names what was altered, removed, swapped or cut off. A log that was cut off together with all"
                        + " its checkpoints shows only against one that was kept elsewhere."
            },
            exitCodeListHeading = "x",
            exitCodeList = {"0:The log is whole.", "1:It is not.", "2:It could not be read."})
    int verify(
            @Mixin ServerOptions server,
            @Parameters(
                            paramLabel = "FILE",
                            arity = "0..1",
                            description =
                                    "What muster audit export wrote; needs --key and no server.")
                    @Nullable Path file,
            @Option(
                            names = "--checkpoint",
                            paramLabel = "FILE",
                            description = "A checkpoint that was kept elsewhere; repeatable.")
                    @Nullable List<Path> checkpoints,
            @Option(
                            names = "--key",
                            paramLabel = "KEY",
                            description =
                                    "The log's public key or a file with it, kept elsewhere; usually the server's own.")
                    @Nullable String key)
            throws Malformed, IOException {
        Surroundings around = Surroundings.of(spec);
        if (file != null) {
            return verifyExport(around, file, checkpoints == null ? List.of() : checkpoints, key);
        }
        LocalServer.AuditResult result =
                around.server()
                        .verifyAudit(
                                server.settings(around),
                                checkpoints == null ? List.of() : checkpoints,
                                key == null ? Optional.empty() : Optional.of(keyText(key)));
        return told(
                result.faults(),
                "%d entries, %sthe first %d signed for"
                        .formatted(
                                result.size(),
                                result.forgotten() == 0
                                        ? ""
                                        : "%d of them kept as hashes alone, "
                                                .formatted(result.forgotten()),
                                result.signedSize()));
    }

    private int verifyExport(
            Surroundings around, Path file, List<Path> checkpoints, @Nullable String key)
            throws IOException {
        if (key == null) {
            throw new IOException(
                    "name the log's public key with --key: muster audit key printed it where the log is kept");
        }
        LocalServer.ExportResult result =
                around.server().verifyExport(file, checkpoints, keyText(key));
        String what =
                result.from() == result.to()
                        ? "no entries"
                        : "entries %d to %d, decided from %s to %s"
                                .formatted(
                                        result.from(),
                                        result.to() - 1,
                                        result.first(),
                                        result.last());
        return told(
                result.faults(),
                result.signedSize() == 0
                        ? what
                        : "%s, of %d signed for".formatted(what, result.signedSize()));
    }

    private int told(List<String> faults, String what) {
        PrintWriter out = spec.commandLine().getOut();
        faults.forEach(it -> out.println("fault  " + Clean.terminal(it)));
        out.println(
                Clean.terminal(what) + (faults.isEmpty() ? ": whole" : ": not as it was recorded"));
        return faults.isEmpty() ? ScanCommand.FINE : ScanCommand.FINDINGS;
    }

    /// A key is one word with two plus signs; what is not is a file.
    private static String keyText(String key) throws IOException {
        return key.matches("[^+\\s]+\\+[0-9a-f]{8}\\+\\S+") ? key : Files.readString(Path.of(key));
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
