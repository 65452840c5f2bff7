package io.muster.cli;

import io.muster.client.RemoteServer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster exceptions`: rules that may be broken for a while.
@Command(
        name = "exceptions",
        description = {
            "Lists exceptions: rules that may be broken for a while, for a reason that others agreed to.",
            "",
            "An exception is in force when somebody else than who asked for it, and the security team, have approved"
                    + " it. It ends by itself."
        })
final class ExceptionsCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/exceptions";
    private static final String ID = "The exception's id.";
    private static final int MOST = 10_000;
    private static final Table TABLE =
            Table.of(
                    "id",
                    "state",
                    "missing",
                    "rule",
                    "scope",
                    "until",
                    "requestedBy",
                    "securedBy.by",
                    "target",
                    "reason");

    @Mixin private Online online;

    @Override
    public Integer call() throws InterruptedException {
        return online.ask(server -> online.list(server, PATH, MOST, TABLE));
    }

    @Command(name = "list", description = "Lists some of them.")
    int list(
            @Mixin Online online,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            split = ",",
                            description =
                                    "requested, in-force, rejected, revoked, expired; all when absent.")
                    @Nullable List<String> states,
            @Option(
                            names = "--rule",
                            paramLabel = "RULE",
                            description = "Those from this rule alone.")
                    @Nullable String rule)
            throws InterruptedException {
        String path =
                Online.query(
                        PATH,
                        List.of(
                                Map.entry("state", states == null ? "" : String.join(",", states)),
                                Map.entry("rule", rule == null ? "" : rule)));
        return online.ask(server -> online.list(server, path, MOST, TABLE));
    }

    @Command(name = "request", description = "Asks for an exception; needs the scope write.")
    int request(
            @Mixin Online online,
            @Parameters(
                            paramLabel = "SCOPE",
                            description = "finding, credential, identity, query or team.")
                    String scope,
            @Parameters(
                            paramLabel = "TARGET",
                            description = "The id of what it is about, or a query for credentials.")
                    String target,
            @Option(
                            names = "--rule",
                            paramLabel = "RULE",
                            description = "The rule; a finding names its own.")
                    @Nullable String rule,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
                    String reason,
            @Option(
                            names = "--days",
                            paramLabel = "DAYS",
                            defaultValue = "90",
                            description = "For how long, 1 to 365. Usually ${DEFAULT-VALUE}.")
                    int days)
            throws InterruptedException {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("scope", scope);
        wish.put("target", target);
        if (rule != null) {
            wish.put("rule", rule);
        }
        wish.put("reason", reason);
        wish.put("days", days);
        return online.ask(server -> shown(online, server.post(PATH, wish)));
    }

    @Command(
            name = "approve",
            description = {
                "Agrees to an exception that somebody else asked for; needs the scope administer. Who made the token"
                        + " is who approves."
            })
    int approve(@Mixin Online online, @Parameters(paramLabel = "ID", description = ID) String id)
            throws InterruptedException {
        return online.ask(server -> shown(online, server.post(of(id, "approve"))));
    }

    @Command(name = "reject", description = "Turns an exception down; needs the scope administer.")
    int reject(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
                    String reason)
            throws InterruptedException {
        return online.ask(server -> ended(online, server, of(id, "reject"), reason));
    }

    @Command(
            name = "revoke",
            description = "Ends an exception before its time; needs the scope administer.")
    int revoke(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
                    String reason)
            throws InterruptedException {
        return online.ask(server -> ended(online, server, of(id, "revoke"), reason));
    }

    private static String of(String id, String verb) {
        return PATH + "/" + Online.segment(id) + "/" + verb;
    }

    private static void ended(Online online, RemoteServer server, String path, String reason)
            throws IOException, InterruptedException {
        shown(online, server.post(path, Map.of("note", reason)));
    }

    private static void shown(Online online, JsonNode it) {
        String waits = it.path("missing").isEmpty() ? "" : "; it waits for " + missing(it);
        online.show(
                it,
                "exception %s is %s%s"
                        .formatted(
                                it.path("id").asString(""), it.path("state").asString(""), waits));
    }

    private static String missing(JsonNode it) {
        return it.path("missing").size() > 1
                ? "somebody else and the security team"
                : "the security team";
    }
}
