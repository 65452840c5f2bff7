package io.muster.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `muster search`: the credentials that a server knows.
@Command(name = "search", description = "Finds credentials that the server knows.")
final class SearchCommand implements Callable<Integer> {
    private static final Table TABLE =
            Table.of(
                    "type",
                    "title",
                    "identities",
                    "state",
                    "notAfter",
                    "worst",
                    "places",
                    "place",
                    "id");

    @Mixin private Online online;

    @Mixin private ListOptions list;

    @Override
    public Integer call() throws InterruptedException {
        return online.ask(server -> list.show(online, server, "/api/v1/credentials", TABLE));
    }
}
