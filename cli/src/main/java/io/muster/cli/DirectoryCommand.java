package io.muster.cli;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `muster directory`: who there is, as a directory says.
@Command(
        name = "directory",
        description =
                "Shows whom the directory of a server knows and who has left, and reads it by LDAP.")
final class DirectoryCommand {
    private static final String PATH = "/api/v1/directory";
    private static final Table PEOPLE =
            Table.of("userName", "name", "mail", "active", "externalId", "id");
    private static final Table GROUPS = Table.of("name", "externalId", "changed", "id");
    private static final Table DEPARTURES = Table.of("at", "userName", "name", "mail", "how");

    @Command(name = "show", description = "Says where the directory comes from and how it is.")
    int show(@Mixin Online online) throws InterruptedException {
        return online.ask(server -> {
            JsonNode it = server.get(PATH);
            StringJoiner text = new StringJoiner("\n");
            text.add("source " + it.path("source").asString());
            text.add(
                    "%s people, %s of them active, and %s groups"
                            .formatted(
                                    it.path("people").asString(),
                                    it.path("active").asString(),
                                    it.path("groups").asString()));
            JsonNode reading = it.path("reading");
            if (reading.isObject()) {
                text.add(
                        "read from %s: %s"
                                .formatted(
                                        reading.path("address").asString(),
                                        reading.path("read").asString("not yet")));
                if (reading.has("trouble")) {
                    text.add("trouble: " + reading.path("trouble").asString());
                }
            }
            online.text(it, text.toString());
        });
    }

    @Command(name = "people", description = "Lists whom the directory knows.")
    int people(
            @Mixin Online online,
            @Mixin RowLimit limit,
            @Option(
                            names = "--query",
                            paramLabel = "TEXT",
                            defaultValue = "",
                            description = "A part of a name, a user name or a mail address.")
                    String text)
            throws InterruptedException {
        return list(online, limit, "/people", text, PEOPLE);
    }

    @Command(name = "groups", description = "Lists the groups of the directory.")
    int groups(
            @Mixin Online online,
            @Mixin RowLimit limit,
            @Option(
                            names = "--query",
                            paramLabel = "TEXT",
                            defaultValue = "",
                            description = "A part of a name.")
                    String text)
            throws InterruptedException {
        return list(online, limit, "/groups", text, GROUPS);
    }

    @Command(
            name = "departures",
            description = "Lists who has left: removed, or made inactive; the last first.")
    int departures(@Mixin Online online, @Mixin RowLimit limit) throws InterruptedException {
        return list(online, limit, "/departures", "", DEPARTURES);
    }

    private static int list(Online online, RowLimit limit, String list, String text, Table table)
            throws InterruptedException {
        String path = Online.query(PATH + list, List.of(Map.entry("q", text)));
        return online.ask(server -> online.list(server, path, limit.rows(), table));
    }

    @Command(
            name = "check",
            description = {
                "Reads the directory by LDAP and says what that would change; nothing is changed.",
                "",
                "The same as sync --dry-run."
            })
    int check(@Mixin Online online) throws InterruptedException {
        return synchronize(online, Map.of("dryRun", true));
    }

    @Command(
            name = "sync",
            description = "Reads the directory by LDAP now, and makes what is kept what it says.")
    int sync(
            @Mixin Online online,
            @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
                    boolean dryRun,
            @Option(
                            names = "--force",
                            description =
                                    "Also when it would keep out more at once than ldap.removals-max allows.")
                    boolean force)
            throws InterruptedException {
        return synchronize(online, Map.of("dryRun", dryRun, "force", force));
    }

    private static int synchronize(Online online, Map<String, Object> wish)
            throws InterruptedException {
        return online.ask(server -> {
            JsonNode it = server.post(PATH + "/sync", wish);
            StringJoiner text = new StringJoiner("\n");
            text.add(
                    "people: %s added, %s changed, %s removed"
                            .formatted(
                                    it.path("added").asString(),
                                    it.path("changed").asString(),
                                    it.path("removed").asString()));
            text.add(
                    "groups: %s added, %s changed, %s removed"
                            .formatted(
                                    it.path("groupsAdded").asString(),
                                    it.path("groupsChanged").asString(),
                                    it.path("groupsRemoved").asString()));
            it.path("out").forEach(one -> text.add("out: " + one.asString()));
            online.text(it, text.toString());
        });
    }
}
