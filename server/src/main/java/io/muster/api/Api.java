package io.muster.api;

import io.muster.audit.Audited;
import io.muster.audit.Log;
import io.muster.audit.Sealing;
import io.muster.http.Route;
import io.muster.inventory.ChangeFeed;
import io.muster.inventory.Dossiers;
import io.muster.inventory.History;
import io.muster.inventory.Identities;
import io.muster.inventory.Intake;
import io.muster.inventory.Labels;
import io.muster.inventory.Runs;
import io.muster.inventory.Search;
import io.muster.inventory.Sources;
import io.muster.inventory.Teams;
import io.muster.rounds.Rounds;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// The REST API as rows of the table of routes.
///
/// @param reading what is looked up
/// @param changing what people change
/// @param scanning how sources are looked at
/// @param proof what was decided
public record Api(Reading reading, Changing changing, Scanning scanning, Proof proof) {

    /// Ports that answer questions.
    public record Reading(Search search, Dossiers dossiers, History history, ChangeFeed feed) {}

    /// Ports that people change things through.
    public record Changing(
            Identities identities,
            Labels labels,
            Teams teams,
            Audited audited,
            InstantSource clock) {}

    /// Sources, their runs, and who looks.
    ///
    /// @param keyId the key that fingerprints of secrets must be made with
    public record Scanning(
            Sources sources,
            Runs runs,
            Intake intake,
            Rounds rounds,
            TargetScope scope,
            String keyId) {}

    /// The audit log and what signs it.
    public record Proof(Log log, Sealing sealing) {}

    /// Every route of the API.
    public List<Route> routes() {
        Writing writing = new Writing(changing.audited(), changing.clock());
        return Stream.of(
                        new ListRoutes(reading.search()).routes(),
                        new DossierRoutes(
                                        reading.dossiers(),
                                        reading.search(),
                                        reading.history(),
                                        changing.identities(),
                                        changing.labels(),
                                        writing)
                                .routes(),
                        new LabelRoutes(reading.search(), changing.labels(), writing).routes(),
                        new TeamRoutes(changing.teams(), writing).routes(),
                        new SourceRoutes(
                                        scanning.sources(),
                                        scanning.runs(),
                                        scanning.rounds(),
                                        scanning.scope(),
                                        writing)
                                .routes(),
                        new RunRoutes(scanning.runs(), scanning.intake(), scanning.keyId())
                                .routes(),
                        new ChangeRoutes(reading.feed(), scanning.rounds()).routes(),
                        new AuditRoutes(proof.log(), proof.sealing()).routes())
                .flatMap(List::stream)
                .map(Guarded::route)
                .toList();
    }
}
