package io.muster.api;

import static io.muster.http.Operation.get;

import io.muster.http.Feed;
import io.muster.http.Parameter;
import io.muster.http.Permission;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.ChangeFeed;
import io.muster.inventory.Viewer;
import io.muster.rounds.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What changed, for those who follow along: as a list, or as events while it happens.
record ChangeRoutes(ChangeFeed feed, Rounds rounds) {
    private static final int EVENTS_MAX = 200;
    private static final Duration GLANCE = Duration.ofMillis(500);

    List<Route> routes() {
        return List.of(
                get("/api/v1/changes", Permission.READ, "What changed, in order.")
                        .forTeams()
                        .with(Parameter.text("after", "Where the last answer ended."), Asking.LIMIT)
                        .answering(Changes.class)
                        .by(this::changes),
                get(
                                "/api/v1/events",
                                Permission.READ,
                                "Changes and the progress of runs, as events.")
                        .forTeams()
                        .by(it -> {
                            Viewer viewer = Asking.viewer(it);
                            return Response.events(
                                    (position, wait) -> after(viewer, position, wait));
                        }));
    }

    /// @param next what to send as `after` the next time
    record Changes(List<Change> items, String next) {}

    record Change(Instant at, String entity, String id, String kind) {
        static Change of(ChangeFeed.Change it) {
            return new Change(it.at(), it.entity().kind().toString(), it.entity().id(), it.kind());
        }
    }

    record Progress(
            String source, String run, long files, long bytes, long endpoints, long expected) {
        static Progress of(Rounds.Under it) {
            return new Progress(
                    it.source(),
                    it.run(),
                    it.meter().files(),
                    it.meter().bytes(),
                    it.meter().endpoints(),
                    it.meter().expected());
        }
    }

    private Response changes(Request request) {
        long after = Asking.number(request.query().text("after"));
        ChangeFeed.Part part = feed.after(Asking.viewer(request), after, Asking.limit(request));
        return Response.json(
                new Changes(
                        part.changes().stream().map(Change::of).toList(),
                        Long.toString(part.last())));
    }

    /// What a client has not heard yet, and how far the looks of this node are. A new client hears
    /// of what comes, not of what was.
    private List<Feed.Event> after(Viewer viewer, String position, Duration wait)
            throws InterruptedException {
        long last = position.isEmpty() ? feed.newest() : Asking.number(Optional.of(position));
        long until = System.nanoTime() + wait.toNanos();
        do {
            List<Feed.Event> events = new ArrayList<>();
            ChangeFeed.Part part = feed.after(viewer, last, EVENTS_MAX);
            for (ChangeFeed.Change it : part.changes()) {
                events.add(new Feed.Event(Long.toString(it.number()), "change", Change.of(it)));
            }
            last = part.last();
            String id = Long.toString(last);
            // What is looked at, and how much there is, is no team's.
            if (viewer instanceof Viewer.Everything) {
                rounds.underway()
                        .values()
                        .forEach(it -> events.add(new Feed.Event(id, "progress", Progress.of(it))));
            }
            if (!events.isEmpty()) {
                Thread.sleep(GLANCE);
                return events;
            }
            Thread.sleep(GLANCE);
        } while (System.nanoTime() < until);
        return List.of();
    }
}
