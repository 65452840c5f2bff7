package io.muster.cli;

import io.muster.client.RemoteServer;
import io.muster.export.Clean;
import io.muster.export.Json;
import io.muster.merkle.NoteKey;
import io.muster.model.Malformed;
import io.muster.seal.Seal;
import io.muster.seal.SealedDocument;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `muster report`: evidence for auditors, sealed by the server, and the check of it anywhere.
@Command(
        name = "report",
        description = {
            "Makes a report on the server, sealed so that anybody can check it.",
            "",
            "dora, pci-dss, soc2, nist-csf, nis2, iso27001 and nhi-top-10 have each control with its evidence; dora"
                    + " the register of certificates as well. cbom is the estate as CycloneDX. monthly is a summary"
                    + " for those who lead."
        })
final class ReportCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/reports";
    private static final Table KEPT =
            Table.of("id", "kind", "format", "month", "made", "by", "bytes");

    @Spec private CommandSpec spec;

    @Mixin private Online online;

    @Parameters(
            paramLabel = "REPORT",
            arity = "0..1",
            description =
                    "dora, pci-dss, soc2, nist-csf, nis2, iso27001, nhi-top-10, cbom or monthly.")
    private @Nullable String kind;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description =
                    "json, html or pdf; of cbom json (CycloneDX 1.6) or json-1.7. Usually ${DEFAULT-VALUE}.")
    private String format = "json";

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write it there instead of standard output.")
    private @Nullable Path output;

    @Option(
            names = "--keep",
            description = "Keep it on the server for 90 days instead; muster report list has it.")
    private boolean keep;

    @Override
    public Integer call() throws InterruptedException {
        String wanted = kind;
        if (wanted == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: REPORT");
        }
        if (keep) {
            return online.ask(server -> {
                var kept = server.post(PATH, (Object) Map.of("kind", wanted, "format", format));
                online.show(kept, "kept as " + kept.path("id").asString(""));
            });
        }
        String path =
                Online.query(
                        PATH + "/" + Online.segment(wanted), List.of(Map.entry("format", format)));
        return fetch(online, path, output, format.equals("pdf"));
    }

    @Command(name = "list", description = "Lists the reports that the server keeps.")
    int list(@Mixin Online online, @Mixin RowLimit limit) throws InterruptedException {
        return online.ask(server -> online.list(server, PATH, limit.rows(), KEPT));
    }

    @Command(name = "get", description = "Fetches a report that the server keeps.")
    int get(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = "As muster report list has it.") String id,
            @Option(
                            names = "--output",
                            paramLabel = "FILE",
                            description = "Write it there instead of standard output.")
                    @Nullable Path output)
            throws InterruptedException {
        return fetch(online, PATH + "/kept/" + Online.segment(id), output, false);
    }

    @Command(
            name = "key",
            description = {
                "Prints the key that reports of this server are checked with.",
                "",
                "Fetch it once, over a line that you trust, and keep it where reports are checked."
            })
    int key(@Mixin Online online) throws InterruptedException {
        return online.ask(server ->
                server.download(
                        PATH + "/key",
                        content -> {
                            online.out()
                                    .print(
                                            new String(
                                                    content.readNBytes(1 << 12),
                                                    StandardCharsets.UTF_8));
                            online.out().flush();
                        }));
    }

    @Command(
            name = "verify",
            description = {
                "Checks a report, without any server: whether it is whole, and who has sealed it.",
                "",
                "Names the parts that were altered or are missing. Without --key it is held against the key that it"
                        + " names itself: then it is whole, but anybody may have made it."
            },
            exitCodeListHeading = "x",
            exitCodeList = {
                "0:The report is whole.",
                "1:It was altered, or somebody else has sealed it.",
                "2:It could not be read."
            })
    int verify(
            @Parameters(paramLabel = "FILE", description = "The report.") Path file,
            @Option(
                            names = "--key",
                            paramLabel = "KEY",
                            description =
                                    "What muster report key prints, or a file that holds it; from somebody you trust.")
                    @Nullable String key,
            @Option(names = "--json", description = "Print the verdict as JSON.") boolean json) {
        try {
            SealedDocument document = SealedDocument.open(file);
            NoteKey by = key == null ? document.seal().key() : noteKey(key);
            SealedDocument.Verdict verdict = document.check(by);
            if (json) {
                Map<String, Object> said = new LinkedHashMap<>();
                said.put("whole", verdict.isWhole());
                said.put("report", document.seal().kind());
                said.put("made", document.seal().made().toString());
                said.put("key", by.toString());
                said.put("vouched", key != null);
                said.put("troubles", verdict.troubles());
                spec.commandLine().getOut().println(Json.text(said));
            } else {
                tell(document.seal(), by, verdict, key != null);
            }
            return verdict.isWhole() ? ScanCommand.FINE : 1;
        } catch (Malformed | IOException e) {
            return Mistake.told(e, spec.commandLine().getErr());
        }
    }

    /// @param vouched whether somebody else than the report said that this is the key
    private void tell(Seal seal, NoteKey by, SealedDocument.Verdict verdict, boolean vouched) {
        PrintWriter out = spec.commandLine().getOut();
        verdict.troubles().forEach(it -> out.println(Clean.terminal("altered: " + it)));
        if (!verdict.isWhole()) {
            return;
        }
        out.println(
                Clean.terminal(
                        "whole: %s of %s, sealed by %s"
                                .formatted(seal.kind(), seal.made(), by.name())));
        if (!vouched) {
            out.println(
                    """
                    Whether that is who made it, only its key tells:
                      %s
                    Hold that against what muster report key prints on the server, or check with --key.\
                    """
                            .formatted(Clean.terminal(by.toString())));
        }
    }

    private static NoteKey noteKey(String text) throws Malformed, IOException {
        if (text.matches("[^\\s+]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+")) {
            return NoteKey.parse(text);
        }
        return NoteKey.parse(Files.readString(Path.of(text)).strip());
    }

    /// @param bytes whether it may only go to a file
    private int fetch(Online online, String path, @Nullable Path output, boolean bytes)
            throws InterruptedException {
        if (output == null && bytes) {
            throw new ParameterException(
                    spec.commandLine(), "A PDF needs --output FILE: it is no text");
        }
        return online.ask(server -> {
            if (output == null) {
                print(server, path, online.out());
            } else {
                save(server, path, output);
            }
        });
    }

    static void print(RemoteServer server, String path, PrintWriter out)
            throws IOException, InterruptedException {
        server.download(
                path,
                content -> {
                    Reader text = new InputStreamReader(content, StandardCharsets.UTF_8);
                    text.transferTo(out);
                    out.flush();
                });
    }

    /// A report that came half is no report: it takes its name when all of it is there.
    static void save(RemoteServer server, String path, Path output)
            throws IOException, InterruptedException {
        Path target = output.toAbsolutePath();
        Path beside = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            server.download(
                    path,
                    content -> Files.copy(content, beside, StandardCopyOption.REPLACE_EXISTING));
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
