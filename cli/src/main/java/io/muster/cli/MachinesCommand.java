package io.muster.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `muster machines`: which machines a server lets in by what others have given them.
@Command(
        name = "machines",
        description =
                "Shows which machines a server lets in by certificates or tokens of their platform.")
final class MachinesCommand {
    private static final String PATH = "/api/v1/machines";

    @Command(name = "rules", description = "Lists the rules, and who last came by each.")
    int rules(@Mixin Online online) throws InterruptedException {
        return online.ask(server ->
                online.whole(
                        server,
                        PATH,
                        Table.of(
                                "name",
                                "proof",
                                "scope",
                                "places",
                                "teams",
                                "lastSubject",
                                "lastUsedAt")));
    }

    @Command(name = "uses", description = "Lists the machines that came, the last first.")
    int uses(@Mixin Online online) throws InterruptedException {
        return online.ask(server ->
                online.whole(
                        server,
                        PATH + "/uses",
                        Table.of("last", "rule", "subject", "way", "first")));
    }
}
