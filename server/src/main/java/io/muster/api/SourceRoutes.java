package io.muster.api;

import static io.muster.http.Operation.delete;
import static io.muster.http.Operation.get;
import static io.muster.http.Operation.patch;
import static io.muster.http.Operation.post;

import io.muster.http.Page;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Refused;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.intake.Run;
import io.muster.inventory.intake.Runs;
import io.muster.inventory.intake.Source;
import io.muster.inventory.intake.Sources;
import io.muster.jobs.Schedule;
import io.muster.model.Malformed;
import io.muster.rounds.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is looked at again and again.
///
/// @param scope what the configuration file allows to look at
record SourceRoutes(Sources sources, Runs runs, Rounds rounds, TargetScope scope, Writing writing) {
    private static final String SOURCE = "/api/v1/sources/{id}";

    List<Route> routes() {
        return List.of(
                get("/api/v1/sources", Permission.READ, "Sources and how fresh they are.")
                        .listing(Shown.class)
                        .by(this::all),
                post("/api/v1/sources", Permission.WRITE, "Makes a source.")
                        .taking(New.class)
                        .answering(201, new Payload.Value(Shown.class))
                        .by(this::make),
                get(SOURCE, Permission.READ, "One source.").answering(Shown.class).by(this::one),
                patch(SOURCE, Permission.WRITE, "Changes a source.")
                        .taking(Change.class)
                        .answering(Shown.class)
                        .by(this::change),
                delete(SOURCE, Permission.WRITE, "Removes a source; what it saw becomes gone.")
                        .by(this::remove),
                post(SOURCE + "/runs", Permission.WRITE, "Looks now.")
                        .answering(202, new Payload.Value(Shown.class))
                        .by(this::start));
    }

    /// A source with its last run and what that means.
    ///
    /// @param expectedEvery how long it may complete no run before that is a finding: `36h`; absent
    ///   when nobody counts on it
    /// @param freshness fresh, late, never or running
    record Shown(
            String id,
            String kind,
            String name,
            List<String> targets,
            String schedule,
            Optional<String> expectedEvery,
            boolean enabled,
            String origin,
            Optional<Run> lastRun,
            Optional<Instant> nextDue,
            Freshness freshness,
            Optional<Progress> progress,
            Map<String, String> labels,
            long version) {}

    /// Whether what is known of a source is as new as it should be.
    enum Freshness {
        FRESH,
        LATE,
        NEVER,
        RUNNING
    }

    /// How far a look of this node is.
    record Progress(String run, long files, long bytes, long endpoints, long expected) {}

    /// @param expectedEvery twice the longest gap of the schedule when absent
    /// @param labels facts of its targets, by name, such as `env`
    record New(
            String id,
            Optional<String> name,
            List<String> targets,
            Optional<String> schedule,
            Optional<String> expectedEvery,
            Optional<Map<String, String>> labels) {}

    /// What is missing stays as it is.
    ///
    /// @param expectedEvery an empty text: nobody counts on it
    record Change(
            Optional<String> name,
            Optional<List<String>> targets,
            Optional<String> schedule,
            Optional<String> expectedEvery,
            Optional<Boolean> enabled,
            Optional<Map<String, String>> labels) {}

    private Response all(Request request) {
        return Response.json(Page.whole(sources.all().stream().map(this::shown).toList()));
    }

    private Response one(Request request) {
        return shownWithVersion(source(request));
    }

    private Response shownWithVersion(Source source) {
        return Response.json(shown(source)).version(source.version());
    }

    private Source source(Request request) {
        return sources.find(request.variable("id"))
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such source."));
    }

    private Shown shown(Source it) {
        Optional<Run> last = it.lastRun().flatMap(runs::find);
        Optional<Rounds.Under> under = Optional.ofNullable(rounds.underway().get(it.id()));
        return new Shown(
                it.id(),
                it.kind(),
                it.name(),
                it.targets(),
                it.schedule(),
                it.expectedEvery().map(Expectation::text),
                it.enabled(),
                it.origin().toString(),
                last,
                it.nextDue(),
                freshness(it, last),
                under.map(one ->
                        new Progress(
                                one.run(),
                                one.meter().files(),
                                one.meter().bytes(),
                                one.meter().endpoints(),
                                one.meter().expected())),
                it.labels(),
                it.version());
    }

    private Freshness freshness(Source source, Optional<Run> last) {
        if (last.isEmpty()) {
            return Freshness.NEVER;
        }
        if (last.get().state() == Run.State.RUNNING) {
            return Freshness.RUNNING;
        }
        boolean late =
                last.get().state() != Run.State.COMPLETED
                        || source.expectedEvery()
                                .filter(it -> last.get().started().plus(it).isBefore(writing.now()))
                                .isPresent();
        return late ? Freshness.LATE : Freshness.FRESH;
    }

    private Response make(Request request) {
        New wanted = request.json(New.class);
        String schedule = checked(wanted.schedule().orElse("manual"));
        scope.check(wanted.targets());
        Source source =
                new Source(
                        wanted.id(),
                        "scan",
                        wanted.name().orElse(wanted.id()),
                        wanted.targets(),
                        schedule,
                        wanted.expectedEvery()
                                .map(Expectation::parse)
                                .orElseGet(() -> Expectation.of(schedule)),
                        true,
                        Source.Origin.API,
                        0,
                        Optional.empty(),
                        first(schedule),
                        new TreeMap<>(wanted.labels().orElse(Map.of())));
        Source made =
                writing.change(
                        request,
                        "source.make",
                        "source:" + source.id(),
                        detail(source),
                        unit -> sources.save(unit, source, Writing.actor(request)));
        return Response.created("/api/v1/sources/" + made.id(), shown(made))
                .version(made.version());
    }

    private Response change(Request request) {
        Source before = source(request);
        Change change = request.json(Change.class);
        if (before.origin() == Source.Origin.CONFIGURATION) {
            throw ofTheFile();
        }
        if (!before.kind().equals("scan") && change.schedule().isPresent()) {
            throw Problem.CONFLICT.because(
                    "A scanner elsewhere reports this; it is scheduled there. Say with"
                            + " expectedEvery how long it may be silent.");
        }
        String schedule = change.schedule().map(SourceRoutes::checked).orElse(before.schedule());
        change.targets().ifPresent(scope::check);
        boolean planned = schedule.equals(before.schedule());
        Source after =
                new Source(
                        before.id(),
                        before.kind(),
                        change.name().orElse(before.name()),
                        change.targets().orElse(before.targets()),
                        schedule,
                        change.expectedEvery()
                                .map(Expectation::parse)
                                .orElseGet(() ->
                                        planned
                                                ? before.expectedEvery()
                                                : Expectation.of(schedule)),
                        change.enabled().orElse(before.enabled()),
                        before.origin(),
                        request.version(),
                        before.lastRun(),
                        planned ? before.nextDue() : first(schedule),
                        new TreeMap<>(change.labels().orElse(Map.copyOf(before.labels()))));
        return shownWithVersion(
                writing.change(
                        request,
                        "source.change",
                        "source:" + after.id(),
                        detail(after),
                        unit -> sources.save(unit, after, Writing.actor(request))));
    }

    private Refused ofTheFile() {
        return Problem.CONFLICT.because(
                "This source is set in %s; change it there and start the server again."
                        .formatted(scope.file()));
    }

    private Response remove(Request request) {
        Source source = source(request);
        if (source.origin() == Source.Origin.CONFIGURATION) {
            throw ofTheFile();
        }
        long version = request.version();
        Instant now = writing.now();
        boolean _ =
                writing.change(
                        request,
                        "source.remove",
                        "source:" + source.id(),
                        Map.of(),
                        unit -> {
                            sources.remove(unit, source.id(), version, now, Writing.actor(request));
                            return true;
                        });
        return Response.nothing();
    }

    private Response start(Request request) {
        Source source = source(request);
        if (!source.kind().equals("scan")) {
            throw Problem.CONFLICT.because("A scanner elsewhere reports this; start it there.");
        }
        if (!rounds.start(source)) {
            throw Problem.CONFLICT
                    .because("It is being looked at already, or two other looks are underway.")
                    .until(Duration.ofSeconds(30));
        }
        return Response.accepted("/api/v1/sources/" + source.id(), shown(source));
    }

    private static String checked(String schedule) {
        try {
            return Schedule.parse(schedule).text();
        } catch (Malformed e) {
            throw Problem.BAD_REQUEST.because(e.reason());
        }
    }

    /// A source that is not started by hand is looked at as soon as it is there.
    private Optional<Instant> first(String schedule) {
        return schedule.equals("manual") ? Optional.empty() : Optional.of(writing.now());
    }

    private static Map<String, String> detail(Source source) {
        return Map.of(
                "targets",
                source.shownTargets(),
                "schedule",
                source.schedule(),
                "enabled",
                String.valueOf(source.enabled()),
                "expectedEvery",
                source.expectedEvery().map(Expectation::text).orElse(""));
    }
}
