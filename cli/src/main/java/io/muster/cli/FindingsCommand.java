package io.muster.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `muster findings`: what is wrong.
@Command(name = "findings", description = "Lists what breaks a rule, or broke one.")
final class FindingsCommand implements Callable<Integer> {
    private static final Table TABLE =
            Table.of(
                    "severity",
                    "rule",
                    "credential.title",
                    "identity.name",
                    "source.id",
                    "opened",
                    "resolved",
                    "message");

    @Mixin private Online online;

    @Mixin private ListOptions list;

    @Override
    public Integer call() throws InterruptedException {
        return online.ask(server -> list.show(online, server, "/api/v1/findings", TABLE));
    }
}
