package io.muster.api;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.alerts.Alert;
import io.muster.alerts.AlertKind;
import io.muster.alerts.Alerts;
import io.muster.alerts.Channel;
import io.muster.alerts.Outbox;
import io.muster.alerts.Wording;
import io.muster.http.Page;
import io.muster.http.Parameter;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.model.Severity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// What somebody must know, and by which ways they are told.
///
/// @param channels by name
record AlertRoutes(
        Alerts alerts,
        Outbox outbox,
        SortedMap<String, Channel> channels,
        Wording wording,
        Writing writing) {
    private static final int COUNTED_MAX = 10_000;

    List<Route> routes() {
        return List.of(
                get("/api/v1/alerts", Permission.READ, "What somebody must know, newest first.")
                        .with(
                                Asking.paging(
                                        Parameter.text(
                                                "state",
                                                "pending, sent, failed, unrouted or acknowledged."),
                                        Parameter.text("kind", "Such as expiry."),
                                        Parameter.text("q", "A part of the title or the message.")))
                        .listing(Shown.class)
                        .forTeams()
                        .by(this::list),
                get("/api/v1/alerts/{id}", Permission.READ, "One alert.")
                        .answering(Shown.class)
                        .forTeams()
                        .by(it -> Response.json(Shown.of(row(it)))),
                post(
                                "/api/v1/alerts/{id}/acknowledge",
                                Permission.WRITE,
                                "Somebody knows: this alert and earlier ones of the same kind and"
                                        + " subject escalate no further.")
                        .answering(Acknowledged.class)
                        .by(this::acknowledge),
                get("/api/v1/channels", Permission.READ, "The ways by which alerts leave.")
                        .listing(Way.class)
                        .by(_ -> Response.json(Page.whole(ways()))),
                post(
                                "/api/v1/channels/{name}/test",
                                Permission.ADMINISTER,
                                "Sends a message that says it is a test, now, and tells whether it"
                                        + " was taken.")
                        .taking(Trial.class)
                        .answering(Tried.class)
                        .by(this::test));
    }

    /// An alert.
    ///
    /// @param subject credential, identity, source, issuer, review, exception, orphans, job, report
    ///   or test
    /// @param subjectId its id; of an issuer, its name
    /// @param threshold what was passed
    /// @param places the first twenty
    /// @param team the id of the team whose it is
    /// @param level how often it was told before in vain
    /// @param state pending, sent, failed, unrouted or acknowledged
    record Shown(
            String id,
            String kind,
            String severity,
            String subject,
            String subjectId,
            String title,
            String threshold,
            String message,
            String remedy,
            List<String> places,
            long placesInAll,
            Optional<String> team,
            int level,
            Instant raised,
            String state,
            Optional<Instant> acknowledged,
            Optional<String> acknowledgedBy) {
        static Shown of(Alerts.Row row) {
            Alert it = row.alert();
            return new Shown(
                    it.id(),
                    it.kind().toString(),
                    it.severity().toString(),
                    it.about().kind().toString(),
                    it.about().id(),
                    it.about().title(),
                    it.threshold(),
                    it.message(),
                    it.remedy(),
                    it.places(),
                    it.placesInAll(),
                    it.team(),
                    it.level(),
                    it.raised(),
                    row.state().toString(),
                    row.acknowledged(),
                    Optional.of(row.acknowledgedBy()).filter(by -> !by.isEmpty()));
        }
    }

    /// @param alerts how many were
    record Acknowledged(int alerts) {}

    /// A channel.
    ///
    /// @param kind smtp, slack, teams, pagerduty, webhook or syslog
    /// @param destination host and port; never a secret
    /// @param waiting messages that are to be sent
    /// @param failed messages that were given up
    /// @param trouble why the last attempt failed; absent when it did not
    record Way(
            String name,
            String kind,
            String destination,
            long waiting,
            long failed,
            Optional<Instant> lastSent,
            Optional<Instant> lastFailed,
            Optional<String> trouble) {}

    /// @param receiver for mail: to whom; else whoever hears everything
    record Trial(Optional<String> receiver) {}

    /// @param delivered whether the other side took it
    /// @param trouble why not
    record Tried(boolean delivered, Optional<String> trouble) {}

    private Response list(Request request) {
        int limit = Asking.limit(request);
        Optional<String> cursor = request.query().text("cursor");
        Alerts.Listing found =
                alerts.list(
                        Asking.viewer(request),
                        new Alerts.Question(
                                request.query().text("state").map(AlertRoutes::state),
                                request.query().text("kind").map(AlertRoutes::kind),
                                request.query().text("q").orElse(""),
                                cursor.map(it -> Asking.number(Optional.of(it))),
                                limit));
        Optional<String> next =
                found.more()
                        ? Optional.of(Long.toString(found.rows().getLast().number()))
                        : Optional.empty();
        return Response.json(
                new Page<>(
                        found.rows().stream().map(Shown::of).toList(),
                        next,
                        found.total(),
                        found.total() >= COUNTED_MAX ? Optional.of(true) : Optional.empty()));
    }

    private static Alerts.State state(String word) {
        return Alerts.State.named(word)
                .orElseThrow(() ->
                        Problem.BAD_REQUEST.because(
                                "The states are " + Arrays.toString(Alerts.State.values()) + "."));
    }

    private static AlertKind kind(String word) {
        return AlertKind.named(word)
                .orElseThrow(() ->
                        Problem.BAD_REQUEST.because(
                                "The kinds are " + Arrays.toString(AlertKind.values()) + "."));
    }

    private Alerts.Row row(Request request) {
        return alerts.find(Asking.viewer(request), request.variable("id"))
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such alert."));
    }

    private Response acknowledge(Request request) {
        Alerts.Row row = row(request);
        String id = row.alert().id();
        Instant now = writing.now();
        int known =
                writing.change(
                        request,
                        "alert.acknowledge",
                        "alert:" + id,
                        Map.of("message", row.alert().message()),
                        unit -> alerts.acknowledge(unit, id, Writing.actor(request), now));
        return Response.json(new Acknowledged(known));
    }

    private List<Way> ways() {
        Map<String, Outbox.Log> logs = outbox.logs();
        return channels.values().stream()
                .map(it -> {
                    Outbox.Log log = logs.getOrDefault(it.name(), Outbox.Log.NOTHING);
                    return new Way(
                            it.name(),
                            it.kind(),
                            it.destination(),
                            log.waiting(),
                            log.failed(),
                            log.lastSent(),
                            log.lastFailed(),
                            Optional.of(log.trouble()).filter(text -> !text.isEmpty()));
                })
                .toList();
    }

    /// Sent at once and once, beside the outbox.
    private Response test(Request request) {
        String name = request.variable("name");
        Channel channel =
                Optional.ofNullable(channels.get(name))
                        .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such channel."));
        Optional<String> wanted = request.json(Trial.class).receiver();
        Set<String> receivers =
                wanted.isPresent()
                        ? channel.receivers(List.of(wanted.get()))
                        : channel.receivers(List.of());
        if (wanted.isPresent() && !receivers.contains("") && !receivers.contains(wanted.get())) {
            throw Problem.BAD_REQUEST.because(
                    "The channel does not write to that address: owners are not told, or it is none.");
        }
        if (receivers.isEmpty()) {
            throw Problem.BAD_REQUEST.because(
                    "The channel writes to owners alone: say to whom in `receiver`.");
        }
        boolean recorded =
                writing.change(request, "channel.test", "channel:" + name, Map.of(), _ -> true);
        Instant now = writing.now();
        Alert alert =
                new Alert(
                        AlertKind.FINDING,
                        Severity.INFO,
                        new Alert.About(Alert.About.Kind.TEST, name, "channel " + name),
                        now.toString(),
                        "This is a test of the channel " + name,
                        "Nothing: it works.",
                        List.of(),
                        0,
                        Optional.empty(),
                        0,
                        now);
        String receiver = wanted.filter(receivers::contains).orElse(receivers.iterator().next());
        try {
            channel.send(
                    new Channel.Notice(
                            alert.id(), receiver, now, wording.of(List.of(alert)), List.of(alert)));
            return Response.json(new Tried(recorded, Optional.empty()));
        } catch (Channel.Undelivered e) {
            return Response.json(new Tried(false, Optional.of(e.reason())));
        }
    }
}
