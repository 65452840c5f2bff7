package io.muster.store.intake;

import io.muster.discovery.Observation;
import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.model.Credential;
import io.muster.model.Facts;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.roll.Roll;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A run as scanners make them: what was seen goes through the roll, which says whose it is, and
/// then to the inventory. Completes all of `web-1`, and every endpoint that it saw.
public final class Seen {
    private final Inventory inventory;
    private final List<Observation> observations = new ArrayList<>();

    public Seen(Inventory inventory) {
        this.inventory = inventory;
    }

    public Seen stored(Credential credential, String place) {
        return at(credential, Role.STORED, place, Facts.NONE);
    }

    public Seen served(Credential credential, String place, Facts facts) {
        return at(credential, Role.SERVED, place, facts);
    }

    public Seen at(Credential credential, Role role, String place, Facts facts) {
        String source = place.substring(0, place.indexOf(':'));
        observations.add(
                new Observation.Sighted(
                        credential,
                        new Sighting(
                                credential.id(),
                                new Place(place),
                                role,
                                source,
                                inventory.now,
                                facts),
                        List.of()));
        return this;
    }

    /// Sends it all, as the source `files`.
    public Run sent() {
        return sent("files");
    }

    public Run sent(String source) {
        String run = inventory.intake.begin(new Reports.Beginning(source, "scanner", "test"));
        try (Roll roll =
                new Roll(
                        Roll.Settings.of(Path.of(System.getProperty("java.io.tmpdir"))),
                        inventory.now)) {
            observations.forEach(roll::accept);
            inventory.intake.take(
                    run,
                    new Report(
                            roll.result().entries().toList(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of()));
        }
        return inventory.intake.complete(
                run, new Completion(List.of("file://web-1/"), new Run.Work(1, 2, 3)));
    }
}
