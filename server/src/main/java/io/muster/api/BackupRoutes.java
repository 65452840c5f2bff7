package io.muster.api;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.http.Page;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/// Copies of the databases, made while the server runs.
record BackupRoutes(BackupPlace place, Writing writing) {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'muster-'yyyyMMdd'T'HHmmss.SSS'Z'")
                    .withZone(ZoneOffset.UTC);
    private static final Duration LATER = Duration.ofSeconds(10);

    List<Route> routes() {
        return List.of(
                post(
                                "/api/v1/backup",
                                Permission.BACKUP,
                                "Begins a copy of the databases in the server's backup folder.")
                        .answering(202, new Payload.Value(BackupPlace.Copy.class))
                        .by(this::make),
                get("/api/v1/backups", Permission.BACKUP, "Backups, the newest first.")
                        .listing(BackupPlace.Copy.class)
                        .by(_ -> Response.json(Page.whole(place.all()))),
                get("/api/v1/backups/{name}", Permission.BACKUP, "One backup, and how far it is.")
                        .answering(BackupPlace.Copy.class)
                        .by(it -> Response.json(one(it.variable("name")))));
    }

    private Response make(Request request) {
        String name = NAME.format(writing.now());
        // Recorded first, so that the copy tells of itself.
        boolean _ = writing.change(request, "backup.make", "backup:" + name, Map.of(), _ -> true);
        if (!place.begin(name)) {
            throw Problem.CONFLICT.because("Another backup is being made.").until(LATER);
        }
        return Response.accepted("/api/v1/backups/" + name, one(name));
    }

    private BackupPlace.Copy one(String name) {
        return place.all().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such backup."));
    }
}
