package io.muster.cli;

import io.muster.client.RemoteServer;
import io.muster.model.Malformed;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `muster doctor`: whether a server is reached, well, and up to date.
@Command(
        name = "doctor",
        description = {
            "Tells whether the server is reached and well, step by step.",
            "",
            "On the machine that has its data: settings, folder, keys, disk, clock and ports too.",
            "",
            "Exits with 2 at the first thing that is not, and says what to do about it."
        })
final class DoctorCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private Online online;

    @Override
    public Integer call() throws InterruptedException {
        long troubles;
        try {
            troubles = examineHere();
        } catch (Malformed | IOException e) {
            return Mistake.told(e, spec.commandLine().getErr());
        }
        return online.ask(server -> {
            examine(server);
            if (troubles > 0) {
                throw new IOException(
                        "%d of what was looked at on this machine wants attention"
                                .formatted(troubles));
            }
        });
    }

    /// What lies on this machine is looked at first: it may be why no server answers.
    ///
    /// @return how much of it is amiss
    private long examineHere() throws Malformed, IOException {
        List<LocalServer.Examined> examined = Surroundings.of(spec).server().examine(online.own());
        for (LocalServer.Examined it : examined) {
            online.done(
                    it.trouble().isEmpty()
                            ? it.what() + ": well"
                            : "%s: %s".formatted(it.what(), it.trouble()));
        }
        return examined.stream().filter(it -> !it.trouble().isEmpty()).count();
    }

    private void examine(RemoteServer server) throws IOException, InterruptedException {
        JsonNode readiness = server.get("/readyz");
        online.done("%s answers, proves who it is, and is ready".formatted(server.address()));
        for (JsonNode check : readiness.path("checks")) {
            String trouble = check.path("trouble").asString("");
            if (!trouble.isEmpty()) {
                online.done("%s: %s".formatted(check.path("name").asString(""), trouble));
            }
        }
        JsonNode found = server.get("/api/v1/credentials?limit=1");
        online.done(
                "the token lets in; %s%d credentials are known"
                        .formatted(
                                found.path("totalIsAtLeast").asBoolean(false) ? "at least " : "",
                                found.path("total").asLong()));
        JsonNode sources = server.get("/api/v1/sources").path("items");
        long late = 0;
        for (JsonNode source : sources) {
            if (source.path("freshness").asString("").equals("late")) {
                late++;
                online.done(
                        "source %s is late: muster runs --source %s tells why"
                                .formatted(
                                        source.path("id").asString(""),
                                        source.path("id").asString("")));
            }
        }
        if (late == 0) {
            online.done("%d sources, none is late".formatted(sources.size()));
        }
    }
}
