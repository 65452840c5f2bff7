package io.muster.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster findings`: what is wrong.
@Command(name = "findings", description = "Lists what breaks a rule, or broke one.")
final class FindingsCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/findings";
    private static final int COMMENTS_MAX = 1000;
    private static final Table COMMENTS = Table.of("at", "actor", "text");
    private static final Table TABLE =
            Table.of(
                    "severity",
                    "rule",
                    "credential.title",
                    "identity.name",
                    "source.id",
                    "opened",
                    "due",
                    "assignee",
                    "exception.until",
                    "id",
                    "message");

    @Mixin private Online online;

    @Mixin private ListOptions list;

    @Override
    public Integer call() throws InterruptedException {
        return list(online, list);
    }

    @Command(name = "list", description = "The same as without a word.")
    int list(@Mixin Online online, @Mixin ListOptions list) throws InterruptedException {
        return online.ask(server -> list.show(online, server, PATH, TABLE));
    }

    @Command(name = "assign", description = "Says who deals with a finding; needs the scope write.")
    int assign(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = "The finding's id.") String id,
            @Parameters(
                            paramLabel = "WHO",
                            arity = "0..1",
                            defaultValue = "",
                            description = "person:ID or team:ID; nobody when absent.")
                    String who)
            throws InterruptedException {
        return online.ask(server -> {
            String path = PATH + "/" + Online.segment(id);
            JsonNode done = server.patch(path, Map.of("assignee", who), server.tag(path));
            online.show(done, who.isEmpty() ? "nobody deals with it" : who + " deals with it");
        });
    }

    @Command(
            name = "comment",
            description = "Says something about a finding; needs the scope write.")
    int comment(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = "The finding's id.") String id,
            @Parameters(paramLabel = "TEXT", description = "What.") String text)
            throws InterruptedException {
        return online.ask(server ->
                online.show(
                        server.post(
                                PATH + "/" + Online.segment(id) + "/comments",
                                Map.of("text", text)),
                        "it is said"));
    }

    @Command(name = "comments", description = "Lists what people said about a finding.")
    int comments(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = "The finding's id.") String id)
            throws InterruptedException {
        return online.ask(server ->
                online.list(
                        server,
                        PATH + "/" + Online.segment(id) + "/comments",
                        COMMENTS_MAX,
                        COMMENTS));
    }
}
