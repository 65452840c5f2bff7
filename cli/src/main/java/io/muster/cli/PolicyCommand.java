package io.muster.cli;

import io.muster.client.RemoteServer;
import io.muster.export.Clean;
import io.muster.export.Json;
import io.muster.model.Malformed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `muster policy`: tests of rules, and what a changed policy would change.
@Command(
        name = "policy",
        description =
                "Tests rules, tells what a policy would change, and puts it in force on a server.")
final class PolicyCommand {
    private static final String FORMAT = "table or json. Usually ${DEFAULT-VALUE}.";

    @Spec private CommandSpec spec;

    @Command(
            name = "test",
            description = {
                "Runs the tests of policies: those under tests in a file, and those beside it, in shop.test.yaml"
                        + " for shop.yaml, or those of a policy that comes with Muster, by its name. Without any, those"
                        + " of the baseline."
            },
            exitCodeListHeading = "x",
            exitCodeList = {
                "0:All rules say what is expected.",
                "1:A rule says something else.",
                "2:A policy or a test cannot be read, or a policy has no tests."
            })
    int test(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "0..*",
                            description = "A policy, or a folder of them.")
                    @Nullable List<Path> files,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            defaultValue = "table",
                            description = FORMAT)
                    String format)
            throws Malformed, IOException {
        boolean json = isJson(format);
        TestReport report = TestReport.of(files == null ? List.of() : files);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(report.document()));
        } else {
            report.lines().forEach(it -> out.println(Clean.terminal(it)));
        }
        return report.failed() == 0 ? ScanCommand.FINE : ScanCommand.FINDINGS;
    }

    @Command(
            name = "diff",
            description = {
                "Has a server judge everything it knows by another policy as well, and tells what would newly be"
                        + " broken and what would newly pass. Nothing is changed; the token needs the scope read."
            },
            exitCodeListHeading = "x",
            exitCodeList = {
                "0:It was judged.",
                "1:With --exit-code: something would newly be broken.",
                "2:It could not be judged."
            })
    int diff(
            @Parameters(paramLabel = "FILE", description = "The policy to try.") Path file,
            @Mixin DoorOptions door,
            @Option(
                            names = "--config",
                            paramLabel = "FILE",
                            description = "Settings from this file instead of the usual one.")
                    @Nullable Path config,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            defaultValue = "table",
                            description = FORMAT)
                    String format,
            @Option(
                            names = "--exit-code",
                            description = "Exit with 1 when something would newly be broken.")
                    boolean exitCode)
            throws Malformed, IOException, InterruptedException {
        boolean json = isJson(format);
        Surroundings around = Surroundings.of(spec);
        Terminal terminal = Terminal.of(spec);
        JsonNode diff;
        try (RemoteServer server = door.open(ConfigCommand.read(config, around), around)) {
            diff = PolicyTrial.diff(server, file, terminal.progress());
        }
        if (json) {
            terminal.out().println(Json.text(diff));
        } else {
            PolicyTrial.print(diff, terminal);
        }
        boolean breaks = !diff.path("newlyBroken").isEmpty();
        return exitCode && breaks ? ScanCommand.FINDINGS : ScanCommand.FINE;
    }

    @Command(name = "show", description = "Prints the policy by which the server judges, as YAML.")
    int show(@Mixin Online online) throws InterruptedException {
        return online.ask(server -> {
            JsonNode policy = server.get("/api/v1/policy");
            online.text(policy, policy.path("text").asString(""));
        });
    }

    @Command(name = "list", description = "Lists the policies of a server, and which are in force.")
    int list(@Mixin Online online) throws InterruptedException {
        return online.ask(
                server -> online.whole(server, PolicyVersions.PATH, PolicyVersions.TABLE));
    }

    @Command(
            name = "put",
            description = {
                "Keeps a policy on a server as a new version, under the name that stands in it. It is not in force;"
                        + " muster policy activate tells what it would change."
            })
    int put(
            @Mixin Online online,
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "The policy, or a folder of them.")
                    List<Path> files)
            throws Malformed, IOException, InterruptedException {
        List<Path> all = PolicyFiles.of(files);
        return online.ask(server -> {
            for (Path file : all) {
                PolicyVersions.put(online, server, file);
            }
        });
    }

    @Command(
            name = "activate",
            description = {
                "Tells what would change if a version of a policy were in force, and with --yes puts it in force:"
                        + " everything is judged again then. The version is a number, 'shipped' for the one that"
                        + " comes with Muster, or 'off'. The token needs the scopes write and administer."
            })
    int activate(
            @Mixin Online online,
            @Parameters(paramLabel = "NAME", description = "The policy.") String name,
            @Option(
                            names = "--use",
                            paramLabel = "VERSION",
                            description = "A number, shipped or off; the newest when absent.")
                    @Nullable String version,
            @Option(names = "--yes", description = "Puts it in force.") boolean yes)
            throws InterruptedException {
        return online.ask(server ->
                PolicyVersions.activate(
                        online,
                        server,
                        new PolicyVersions.Wish(name, Optional.ofNullable(version), yes),
                        Terminal.of(spec)));
    }

    @Command(
            name = "history",
            description = "Lists what was in force when, by whom, and what it was known to change.")
    int history(
            @Mixin Online online,
            @Parameters(paramLabel = "NAME", description = "The policy.") String name)
            throws InterruptedException {
        return online.ask(server ->
                online.list(
                        server,
                        PolicyVersions.of(name) + "/activations",
                        PolicyVersions.HISTORY_MAX,
                        PolicyVersions.HISTORY));
    }

    private static boolean isJson(String format) {
        return switch (format) {
            case "json" -> true;
            case "table" -> false;
            default -> throw new IllegalArgumentException("--format is table or json");
        };
    }
}
