package io.muster.cli;

import io.muster.client.RemoteServer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster teams`: who answers for machines.
@Command(
        name = "teams",
        description = "Lists the teams that answer for machines and the people in them.")
final class TeamsCommand {
    private static final String TEAMS = "/api/v1/teams";
    private static final String PEOPLE = "/api/v1/people";

    @Command(name = "list", description = "Lists teams, by id.")
    int list(@Mixin Online online) throws InterruptedException {
        Table table = Table.of("id", "name", "parent", "contact", "escalation", "origin");
        return online.ask(server -> online.whole(server, TEAMS, table));
    }

    @Command(name = "people", description = "Lists the people whom the server knows, by id.")
    int people(@Mixin Online online) throws InterruptedException {
        Table table = Table.of("id", "name", "team", "mail");
        return online.ask(server -> online.whole(server, PEOPLE, table));
    }

    @Command(
            name = "save",
            description = "Makes a team, or changes what is said of it; the rest stays as it is.")
    int save(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = "Small letters, digits and hyphens.")
                    String id,
            @Option(names = "--name", paramLabel = "NAME", description = "What it is called.")
                    @Nullable String name,
            @Option(
                            names = "--contact",
                            paramLabel = "ADDRESS",
                            description = "Where it hears of what is its own: a mail address.")
                    @Nullable String contact,
            @Option(
                            names = "--escalation",
                            paramLabel = "ADDRESS",
                            description = "Who hears when nobody answers there.")
                    @Nullable String escalation,
            @Option(names = "--parent", paramLabel = "ID", description = "The team above it.")
                    @Nullable String parent)
            throws InterruptedException {
        Map<String, Optional<String>> said = new LinkedHashMap<>();
        said.put("name", Optional.ofNullable(name));
        said.put("contact", Optional.ofNullable(contact));
        said.put("escalation", Optional.ofNullable(escalation));
        said.put("parent", Optional.ofNullable(parent));
        return online.ask(
                server -> online.show(saved(server, TEAMS, id, said), "team " + id + " is kept"));
    }

    @Command(
            name = "save-person",
            description = "Makes a person, or changes what is said of them; the rest stays.")
    int savePerson(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = "The name that they sign in with.")
                    String id,
            @Option(names = "--name", paramLabel = "NAME", description = "What they are called.")
                    @Nullable String name,
            @Option(names = "--mail", paramLabel = "ADDRESS", description = "Their mail address.")
                    @Nullable String mail,
            @Option(names = "--team", paramLabel = "ID", description = "The team they are in.")
                    @Nullable String team)
            throws InterruptedException {
        Map<String, Optional<String>> said = new LinkedHashMap<>();
        said.put("name", Optional.ofNullable(name));
        said.put("mail", Optional.ofNullable(mail));
        said.put("team", Optional.ofNullable(team));
        return online.ask(server -> online.show(saved(server, PEOPLE, id, said), id + " is kept"));
    }

    @Command(name = "remove", description = "Removes a team that owns nothing.")
    int remove(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = "The team.") String id)
            throws InterruptedException {
        return online.ask(server -> remove(online, server, TEAMS, id));
    }

    @Command(name = "remove-person", description = "Removes a person.")
    int removePerson(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = "The person.") String id)
            throws InterruptedException {
        return online.ask(server -> remove(online, server, PEOPLE, id));
    }

    private static void remove(Online online, RemoteServer server, String list, String id)
            throws IOException, InterruptedException {
        String path = list + "/" + Online.segment(id);
        JsonNode _ = server.delete(path, server.tag(path));
        online.done(id + " is removed");
    }

    /// What is said replaces what is there; who is new is called by their id when nothing is said.
    private static JsonNode saved(
            RemoteServer server, String list, String id, Map<String, Optional<String>> said)
            throws IOException, InterruptedException {
        String path = list + "/" + Online.segment(id);
        Optional<JsonNode> before =
                server.get(list)
                        .path("items")
                        .valueStream()
                        .filter(it -> it.path("id").asString("").equals(id))
                        .findFirst();
        Map<String, String> wish = new LinkedHashMap<>();
        wish.put("name", id);
        said.forEach((member, value) ->
                value.or(() ->
                                before.map(it -> it.path(member).asString(""))
                                        .filter(it -> !it.isEmpty()))
                        .ifPresent(it -> wish.put(member, it)));
        return server.put(path, wish, before.isPresent() ? server.tag(path) : Map.of());
    }
}
