package io.muster.cli;

import io.muster.export.Clean;
import io.muster.export.Json;
import io.muster.model.Severity;
import io.muster.x509.lint.Lint;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `muster lint FILE...`: holds certificates, requests and revocation lists against the standards.
@Command(
        name = "lint",
        description = "Holds certificates, requests and revocation lists against the standards.",
        exitCodeList = {
            "0:Fine.",
            "1:A complaint at or above --fail-on.",
            "2:Wrong usage.",
            "3:A file, or an object in it, could not be read."
        })
final class LintCommand implements Callable<Integer> {
    private static final int BYTES_MAX = 64 << 20;

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "PEM or DER, or - for standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--public",
            description =
                    "Also hold certificates against the CA/B Forum's Baseline Requirements, which bind public CAs.")
    private boolean publicAuthority;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "Exit with 1 for a complaint of this severity or worse. Default: high.")
    private String failOn = "high";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /// What has come out of one file.
    private record Outcome(String file, List<Linted> objects, String lost) {}

    @Override
    public Integer call() {
        Severity threshold = Severity.of(failOn);
        SignedObjects linter = new SignedObjects(scopes());
        List<Outcome> outcomes = files.stream().map(it -> look(it, linter)).toList();
        print(outcomes);
        List<Linted> objects = outcomes.stream().flatMap(it -> it.objects().stream()).toList();
        boolean lost =
                outcomes.stream().anyMatch(it -> !it.lost().isEmpty())
                        || objects.stream().anyMatch(it -> !it.unreadable().isEmpty());
        if (lost) {
            return ScanCommand.TARGET_LOST;
        }
        return objects.stream().anyMatch(it -> it.fails(threshold))
                ? ScanCommand.FINDINGS
                : ScanCommand.FINE;
    }

    private Set<Lint.Scope> scopes() {
        return publicAuthority
                ? EnumSet.allOf(Lint.Scope.class)
                : EnumSet.of(Lint.Scope.ALL, Lint.Scope.SPIFFE);
    }

    private Outcome look(String file, SignedObjects linter) {
        try {
            byte[] content = content(file);
            if (content.length > BYTES_MAX) {
                return new Outcome(file, List.of(), "has more than 64 MiB");
            }
            List<Linted> objects = linter.lint(content);
            return new Outcome(
                    file,
                    objects,
                    objects.isEmpty() ? "holds no certificate, request or revocation list" : "");
        } catch (IOException e) {
            return new Outcome(file, List.of(), Mistake.reason(e));
        }
    }

    private byte[] content(String file) throws IOException {
        if (file.equals("-")) {
            return Surroundings.of(spec).input().readNBytes(BYTES_MAX + 1);
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return in.readNBytes(BYTES_MAX + 1);
        }
    }

    private void print(List<Outcome> outcomes) {
        Terminal terminal = Terminal.of(spec);
        for (Outcome outcome : outcomes) {
            if (!outcome.lost().isEmpty()) {
                terminal.err()
                        .println(
                                Clean.terminal(
                                        "muster: " + outcome.file() + ": " + outcome.lost()));
            }
        }
        if (json) {
            List<Map<String, Object>> all = new ArrayList<>();
            for (Outcome outcome : outcomes) {
                outcome.objects().forEach(it -> all.add(it.fields(outcome.file())));
            }
            terminal.out().println(Json.text(all));
        } else {
            for (Outcome outcome : outcomes) {
                outcome.objects().forEach(it -> print(outcome.file(), it, terminal.out()));
            }
        }
    }

    private static void print(String file, Linted object, PrintWriter out) {
        out.println(Clean.terminal(file + ": " + object.title()));
        if (!object.unreadable().isEmpty()) {
            out.println("  unreadable: " + Clean.terminal(object.unreadable()));
        } else if (object.complaints().isEmpty()) {
            out.println("  fine");
        }
        object.complaints()
                .forEach(it ->
                        out.printf(
                                "  %-8s %s: %s (%s)%n",
                                it.severity(), it.id(), Clean.terminal(it.message()), it.clause()));
    }
}
