package io.muster.app;

import io.muster.inventory.Actor;
import io.muster.inventory.intake.Source;
import io.muster.inventory.intake.Sources;
import io.muster.model.Malformed;
import io.muster.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a server looks at of which nobody has said anything.
final class FirstScan {
    private static final String THIS_MACHINE = "this-machine";

    private FirstScan() {}

    /// A new server looks at the usual places of the machine it runs on, as far as the
    /// configuration allows, so that there is something to see.
    static void plan(Database roll, Sources sources, Engine engine, Instant now) throws Malformed {
        if (!sources.all().isEmpty()) {
            return;
        }
        String home = System.getProperty("user.home", "/");
        List<String> places =
                Stream.of(
                                "/etc",
                                "/usr/share/ca-certificates",
                                "/usr/local/share/ca-certificates",
                                home + "/.ssh")
                        .filter(it -> Files.isDirectory(Path.of(it)))
                        .toList();
        List<String> targets = new ArrayList<>();
        for (String target : Stream.concat(places.stream(), Stream.of("localhost")).toList()) {
            if (engine.limit(List.of(target)).isEmpty()) {
                targets.add(target);
            }
        }
        if (targets.isEmpty()) {
            return;
        }
        Source source =
                new Source(
                        THIS_MACHINE,
                        "scan",
                        "This machine",
                        targets,
                        "every 1d",
                        Optional.of(Duration.ofDays(2)),
                        true,
                        Source.Origin.API,
                        0,
                        Optional.empty(),
                        Optional.of(now),
                        new TreeMap<>());
        roll.write(unit -> sources.save(unit, source, new Actor("muster", "first-start")));
    }
}
