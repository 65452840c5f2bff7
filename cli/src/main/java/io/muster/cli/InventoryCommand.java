package io.muster.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `muster inventory`: the machines that a server knows.
@Command(
        name = "inventory",
        description =
                "Lists the machines that the server knows, whose they are and how they stand.")
final class InventoryCommand implements Callable<Integer> {
    private static final Table TABLE =
            Table.of(
                    "kind",
                    "name",
                    "owner.name",
                    "environment",
                    "credentials",
                    "worst",
                    "lastSeen",
                    "id");

    @Mixin private Online online;

    @Mixin private ListOptions list;

    @Override
    public Integer call() throws InterruptedException {
        return online.ask(server -> list.show(online, server, "/api/v1/identities", TABLE));
    }
}
