package io.muster.cli;

import io.muster.client.RemoteServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `muster rehearsal`: what the same certificates will take when they live 47 days.
@Command(
        name = "rehearsal",
        description = {
            "Rehearses the renewal of all public certificates under the coming limits of 100 and 47"
                    + " days: renewals, validations and deployments by team and authority, and where a"
                    + " rate limit (estate.rate-limits) would be broken. --json has each day.",
            "",
            "With --clients: public certificates that authenticate clients, and when that ends."
        })
final class RehearsalCommand implements Callable<Integer> {
    private static final int CLIENTS_MAX = 1_000;
    private static final Table BREACHES =
            new Table(
                    List.of(
                            column("issuer"),
                            column("allowed"),
                            column("within"),
                            column("first"),
                            column("worst"),
                            column("count"),
                            new Table.Column("ordered by", RehearsalCommand::ordering)));

    private static final Table CLIENTS =
            Table.of("title", "issuer", "team", "notAfter", "nextRenewal", "ends", "lastDay", "id");

    @Mixin private Online online;

    @Option(
            names = "--until",
            paramLabel = "DAY",
            description = "The last day, such as 2029-12-31.")
    private @Nullable String until;

    @Option(
            names = "--team",
            paramLabel = "ID",
            description = "Only what this team and those below it own.")
    private @Nullable String team;

    @Option(
            names = "--issuer",
            paramLabel = "NAME",
            description = "Only what this authority has issued, by its whole name.")
    private @Nullable String issuer;

    @Option(
            names = "--clients",
            description = "The public certificates that authenticate clients instead.")
    private boolean clients;

    @Override
    public Integer call() throws InterruptedException {
        return online.ask(
                clients
                        ? server ->
                                online.list(
                                        server,
                                        "/api/v1/rehearsal/client-authentication",
                                        CLIENTS_MAX,
                                        CLIENTS)
                        : this::rehearse);
    }

    private static Table.Column column(String name) {
        return new Table.Column(name, it -> it.path(name).asString(""));
    }

    private static String ordering(JsonNode breach) {
        return breach.path("teams")
                .valueStream()
                .map(it ->
                        name(it.path("name").asString("")) + " " + it.path("orders").asString(""))
                .collect(Collectors.joining(", "));
    }

    private static Table parties(String who) {
        return new Table(
                List.of(
                        new Table.Column(who, it -> name(it.path("name").asString(""))),
                        new Table.Column("renewals", it -> it.path("renewals").asString("")),
                        new Table.Column("first year", it -> it.path("firstYear").asString("")),
                        new Table.Column("last year", it -> it.path("lastYear").asString("")),
                        new Table.Column("validations", it -> it.path("validations").asString("")),
                        new Table.Column("deployments", it -> it.path("deployments").asString("")),
                        new Table.Column("most a day", it -> it.path("most").asString("")),
                        new Table.Column("on", it -> it.path("busiest").asString(""))));
    }

    private static String name(String name) {
        return name.isEmpty() ? "nobody's" : name;
    }

    private void rehearse(RemoteServer server) throws IOException, InterruptedException {
        JsonNode plan =
                server.get(
                        Online.query(
                                "/api/v1/rehearsal",
                                List.of(
                                        Map.entry("until", until == null ? "" : until),
                                        Map.entry("team", team == null ? "" : team),
                                        Map.entry("issuer", issuer == null ? "" : issuer))));
        if (online.isJson()) {
            online.document(plan);
            return;
        }
        online.show(
                plan,
                "%s certificates, from %s to %s."
                        .formatted(
                                plan.path("certificates").asString(""),
                                plan.path("from").asString(""),
                                plan.path("until").asString("")));
        online.rows(plan.path("teams"), parties("team"));
        online.rows(plan.path("issuers"), parties("authority"));
        if (!plan.path("breaches").isEmpty()) {
            online.show(plan, "An authority would refuse:");
            online.rows(plan.path("breaches"), BREACHES);
        }
        online.show(plan, plan.path("assumption").asString(""));
    }
}
