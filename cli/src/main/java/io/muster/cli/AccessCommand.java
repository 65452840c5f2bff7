package io.muster.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster access`: who may do what on a server.
@Command(
        name = "access",
        description = {
            "Tells and changes who may do what on a server.",
            "",
            "Roles: viewer, operator, policy-admin, ca-officer, auditor, administrator. The roles administrator"
                    + " and ca-officer are proposed by one administrator and confirmed by another within 72 hours."
        })
final class AccessCommand {
    private static final String GRANTS = "/api/v1/grants";
    private static final String ACCOUNTS = "/api/v1/accounts";
    private static final Table GRANT_TABLE =
            Table.of(
                    "id",
                    "state",
                    "role",
                    "group",
                    "name",
                    "person",
                    "team",
                    "proposedBy",
                    "confirmedBy",
                    "until");
    private static final Table ACCOUNT_TABLE =
            Table.of("id", "name", "mail", "groups", "active", "lastSignIn");

    @Command(name = "me", description = "Says whom the server takes you for, and what you may.")
    int me(@Mixin Online online) throws InterruptedException {
        return online.ask(server -> {
            JsonNode me = server.get("/api/v1/me");
            StringJoiner text = new StringJoiner("\n");
            text.add(
                    "%s %s, answered for by %s"
                            .formatted(
                                    me.path("kind").asString(),
                                    me.path("id").asString(),
                                    me.path("name").asString()));
            me.path("roles")
                    .forEach(it ->
                            text.add(
                                    "role %s for %s"
                                            .formatted(
                                                    it.path("role").asString(),
                                                    it.path("team").asString("all teams"))));
            me.path("permissions").forEach(it -> text.add(permission(me, it.asString())));
            online.text(me, text.toString());
        });
    }

    private static String permission(JsonNode me, String permission) {
        JsonNode teams = me.path("teams").path(permission);
        StringJoiner names = new StringJoiner(", ");
        teams.forEach(it -> names.add(it.asString()));
        return teams.isArray() ? "may %s for %s".formatted(permission, names) : "may " + permission;
    }

    @Command(name = "grants", description = "Lists who has which role, and what waits.")
    int grants(@Mixin Online online) throws InterruptedException {
        return online.ask(server -> online.whole(server, GRANTS, GRANT_TABLE));
    }

    @Command(name = "accounts", description = "Lists who has signed in from elsewhere.")
    int accounts(
            @Mixin Online online,
            @Option(
                            names = "--query",
                            paramLabel = "TEXT",
                            defaultValue = "",
                            description = "A part of a name, a mail address or a group.")
                    String text,
            @Mixin RowLimit limit)
            throws InterruptedException {
        return online.ask(server ->
                online.list(
                        server,
                        Online.query(ACCOUNTS, List.of(Map.entry("q", text))),
                        limit.rows(),
                        ACCOUNT_TABLE));
    }

    /// To whom.
    static final class Holder {
        @Option(
                names = "--group",
                paramLabel = "NAME",
                description = "To everybody in this group, as the sign-in provider spells it.")
        private @Nullable String group;

        @Option(
                names = "--person",
                paramLabel = "ID",
                description = "To this account, by its id: muster access accounts.")
        private @Nullable String person;
    }

    @Command(name = "grant", description = "Gives a role, or proposes it where two must agree.")
    int grant(
            @Mixin Online online,
            @Parameters(paramLabel = "ROLE", description = "The role.") String role,
            @ArgGroup(multiplicity = "1") Holder holder,
            @Option(
                            names = "--team",
                            paramLabel = "TEAM",
                            description =
                                    "For what this team and those below it own. Without it, for everything.")
                    @Nullable String team)
            throws InterruptedException {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("role", role);
        if (holder.group != null) {
            wish.put("group", holder.group);
        }
        if (holder.person != null) {
            wish.put("person", holder.person);
        }
        if (team != null) {
            wish.put("team", team);
        }
        return online.ask(server -> {
            JsonNode made = server.post(GRANTS, wish);
            String id = made.path("id").asString();
            online.show(
                    made,
                    made.path("state").asString().equals("proposed")
                            ? "%s waits until %s for another administrator: muster access confirm %s"
                                    .formatted(id, made.path("until").asString(), id)
                            : "%s is in force".formatted(id));
        });
    }

    @Command(name = "confirm", description = "Agrees to what another administrator proposed.")
    int confirm(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = "The grant, as the list has it.")
                    String id)
            throws InterruptedException {
        return online.ask(server ->
                online.show(
                        server.post(GRANTS + "/" + Online.segment(id) + "/confirm"),
                        id + " is in force"));
    }

    @Command(name = "revoke", description = "Takes a role or a proposal away, at once.")
    int revoke(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = "The grant, as the list has it.")
                    String id)
            throws InterruptedException {
        return online.ask(server -> {
            JsonNode _ = server.delete(GRANTS + "/" + Online.segment(id), Map.of());
            online.done(id + " is taken away");
        });
    }

    @Command(
            name = "exclude",
            description = "Keeps somebody out: their sessions and tokens end at once.")
    int exclude(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = "The account, as the list has it.")
                    String id)
            throws InterruptedException {
        return admitted(online, id, Map.of("active", false), " is kept out");
    }

    @Command(name = "admit", description = "Lets somebody in again who was kept out.")
    int admit(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = "The account, as the list has it.")
                    String id)
            throws InterruptedException {
        return admitted(online, id, Map.of("active", true), " may sign in again");
    }

    private static int admitted(Online online, String id, Map<String, Object> change, String done)
            throws InterruptedException {
        return online.ask(server ->
                online.show(server.patch(ACCOUNTS + "/" + Online.segment(id), change), id + done));
    }
}
