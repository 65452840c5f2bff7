package io.muster.cli;

import io.muster.client.Delivery;
import io.muster.client.RemoteServer;
import io.muster.config.Configuration;
import io.muster.export.Clean;
import io.muster.export.Formats;
import io.muster.export.Ink;
import io.muster.export.ResultWriter;
import io.muster.export.TableWriter;
import io.muster.model.Malformed;
import io.muster.model.Severity;
import io.muster.scan.ScanResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `muster scan TARGET...`: calls the roll once.
@Command(
        name = "scan",
        description =
                "Finds every credential at the targets, says whose it is and what is wrong with it.",
        footer =
                "A target is a path, host, host:port, network (10.0.0.0/24:443), smtp://host, ssh://host,"
                        + " git:PATH-OR-URL, @FILE with a list of them, or - for a list on standard input.",
        exitCodeList = {
            "0:Fine.",
            "1:A finding at or above --fail-on.",
            "2:Wrong usage or configuration.",
            "3:A whole target could not be scanned."
        })
final class ScanCommand implements Callable<Integer> {
    static final int FINE = 0;
    static final int FINDINGS = 1;
    static final int USAGE = 2;
    static final int TARGET_LOST = 3;
    private static final int TABLE_LINES = 200;

    @Spec private CommandSpec spec;

    @Mixin private Scope scope;

    @Parameters(paramLabel = "TARGET", arity = "1..*", description = "What to look at.")
    private List<String> targets = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "table, json, jsonl, csv, sarif, cyclonedx or cyclonedx-1.7. Default: table.")
    private @Nullable String format;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the result there instead of standard output.")
    private @Nullable Path output;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "Exit with 1 when there is a finding of this severity or worse.")
    private @Nullable String failOn;

    @Mixin private DoorOptions door;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description =
                    "With --server: the name under which it keeps what is seen here. Usually this machine's.")
    private @Nullable String source;

    @Option(names = "--quiet", description = "No progress on the terminal.")
    private boolean quiet;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = Terminal.of(spec);
        try {
            Configuration settings = scope.configuration();
            Optional<Severity> threshold =
                    Optional.ofNullable(failOn)
                            .or(() -> settings.text("scan.fail-on"))
                            .map(Severity::of);
            ResultWriter writer = writer(terminal, named(settings));
            if (!door.named()) {
                try (Run run = scope.run(targets, Run.Key.OWN)) {
                    return finish(terminal, writer, threshold, look(terminal, run));
                }
            }
            try (RemoteServer server = door.open(settings, Surroundings.of(spec));
                    Run run = scope.run(targets, Run.Key.of(Delivery.key(server)))) {
                ScanResult result = look(terminal, run);
                // Shown first: should the server be lost meanwhile, the result is not.
                int code = finish(terminal, writer, threshold, result);
                report(terminal, run.deliver(new Delivery(server, source()), result));
                return code;
            }
        } catch (Malformed | IllegalArgumentException | IOException e) {
            return Mistake.told(e, terminal.err());
        }
    }

    private ScanResult look(Terminal terminal, Run run)
            throws Malformed, IOException, InterruptedException {
        return run.look(quiet ? Optional.empty() : terminal.progress());
    }

    private int finish(
            Terminal terminal, ResultWriter writer, Optional<Severity> threshold, ScanResult result)
            throws IOException {
        if (output == null) {
            writer.write(result, terminal.out());
        } else {
            writeFile(result, writer, output);
        }
        for (String lost : result.failed()) {
            terminal.err().println("muster: could not be scanned: " + lost);
        }
        if (!result.failed().isEmpty()) {
            return TARGET_LOST;
        }
        boolean found =
                threshold.filter(it -> result.summary().findingsAtLeast(it) > 0).isPresent();
        return found ? FINDINGS : FINE;
    }

    /// What became of it at the server, in one line that adds up.
    private static void report(Terminal terminal, Delivery.Received it) {
        terminal.err()
                .println(
                        Clean.terminal(
                                "sent as run %s: %d seen = %d new + %d known + %d rejected; %d gone, %d back"
                                        .formatted(
                                                it.run(),
                                                it.seen(),
                                                it.fresh(),
                                                it.known(),
                                                it.rejectedCount(),
                                                it.gone(),
                                                it.back())));
        it.rejected()
                .forEach(one ->
                        terminal.err()
                                .println(
                                        Clean.terminal(
                                                "rejected  %s: %s"
                                                        .formatted(one.what(), one.reason()))));
    }

    private String source() {
        String name = source == null ? Host.name() : source;
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
    }

    private String named(Configuration settings) {
        return format == null ? settings.text("scan.format").orElse("table") : format;
    }

    private ResultWriter writer(Terminal terminal, String format) {
        if (format.equals("table")) {
            return output == null
                    ? new TableWriter(terminal.columns(), terminal.ink(), TABLE_LINES)
                    : new TableWriter(terminal.columns(), Ink.NONE, Integer.MAX_VALUE);
        }
        ResultWriter writer = Formats.FOR_PROGRAMS.get(format);
        if (writer == null) {
            throw new IllegalArgumentException(
                    "there is no format '%s'; there are: table, %s"
                            .formatted(format, String.join(", ", Formats.FOR_PROGRAMS.keySet())));
        }
        return writer;
    }

    /// Whole or not at all: written beside, then moved into place.
    private static void writeFile(ScanResult result, ResultWriter writer, Path file)
            throws IOException {
        Path target = file.toAbsolutePath();
        Path beside = target.resolveSibling("." + target.getFileName() + ".part");
        try (Writer out = Files.newBufferedWriter(beside, StandardCharsets.UTF_8)) {
            writer.write(result, out);
        } catch (IOException | UncheckedIOException e) {
            Files.deleteIfExists(beside);
            throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
        }
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
