package io.muster.app;

import io.muster.alerts.AlertKind;
import io.muster.alerts.Alerts;
import io.muster.alerts.Channel;
import io.muster.alerts.Courier;
import io.muster.alerts.Expected;
import io.muster.alerts.Happenings;
import io.muster.alerts.Jobs;
import io.muster.alerts.Noticing;
import io.muster.alerts.Outbox;
import io.muster.alerts.Posting;
import io.muster.alerts.QuietHours;
import io.muster.alerts.Routes;
import io.muster.alerts.Wording;
import io.muster.api.Api;
import io.muster.config.AlertSettings;
import io.muster.http.Route;
import io.muster.jobs.Turn;
import io.muster.model.Malformed;
import io.muster.store.Database;
import io.muster.store.alerts.JdbcAlerts;
import io.muster.store.alerts.JdbcHappenings;
import io.muster.store.alerts.JdbcOutbox;
import io.muster.unit.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.IntSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Notices what somebody must know, and tells it: one node for all.
final class Alerting implements AutoCloseable {
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration JOBS = Duration.ofSeconds(15);
    private static final Duration SELDOM = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofDays(400);

    /// So long one thing may keep the others waiting.
    private static final Duration TURN = Duration.ofMillis(200);

    /// Rules that tell of keys used twice, and of sources that stopped.
    private static final List<String> ALWAYS_TOLD =
            List.of("key-shared-across-types", "source-silent");

    private final Inventory.Ground ground;
    private final Database roll;
    private final Alerts alerts;
    private final Outbox outbox;
    private final SortedMap<String, Channel> channels;
    private final Wording wording;
    private final Noticing noticing;
    private final Posting posting;
    private final Courier courier;
    private final Happenings happenings;
    private final List<String> rules;
    private final Beat telling;
    private final List<Beat> sending;
    private boolean rulesKept;

    private Alerting(
            Inventory.Ground ground,
            AlertSettings settings,
            String security,
            Channel.Enclosures enclosures,
            Turn turn)
            throws Malformed {
        this.ground = ground;
        this.roll = ground.databases().roll();
        this.alerts = new JdbcAlerts(roll);
        this.outbox = new JdbcOutbox(roll, security);
        this.happenings = new JdbcHappenings(roll);
        this.rules = Stream.concat(ALWAYS_TOLD.stream(), settings.rules().stream()).toList();
        this.channels = new Channels(ground.host(), ground.clock()).of(settings.channels());
        this.wording = wording(settings);
        this.noticing =
                new Noticing(
                        roll,
                        happenings,
                        alerts,
                        new Expected(
                                settings.expected().stream()
                                        .map(it -> new Expected.Line(it.names(), it.issuers()))
                                        .toList()),
                        ground.clock(),
                        this::raised);
        this.posting =
                new Posting(
                        roll,
                        outbox,
                        routes(settings),
                        channels,
                        settings.quiet()
                                .map(it -> new QuietHours(it.from(), it.until(), it.zone()))
                                .orElse(QuietHours.NONE),
                        ground.clock(),
                        ground.random());
        this.courier =
                new Courier(
                        roll,
                        outbox,
                        channels,
                        wording,
                        enclosures,
                        ground.clock(),
                        ground.random(),
                        new Diary());
        ground.metrics()
                .gauge(
                        "muster_alert_messages_waiting",
                        "Messages that are to be sent.",
                        () -> logged(log -> log.waiting()));
        ground.metrics()
                .gauge(
                        "muster_alert_messages_given_up",
                        "Messages that nobody tries to send any more.",
                        () -> logged(log -> log.failed()));
        Jobs jobs = new Jobs(roll, alerts, ground.beats()::troubles, ground.node(), ground.clock());
        this.telling =
                ground.beats()
                        .begin(
                                List.of(
                                        Beat.Task.inTurn(
                                                turn,
                                                "endings",
                                                OFTEN,
                                                () -> some(noticing::endings)),
                                        Beat.Task.inTurn(turn, "findings", OFTEN, this::findings),
                                        Beat.Task.inTurn(
                                                turn,
                                                "owners",
                                                OFTEN,
                                                () -> some(noticing::owners)),
                                        Beat.Task.inTurn(
                                                turn, "posting", OFTEN, () -> some(posting::post)),
                                        Beat.Task.inTurn(
                                                turn,
                                                "issuers",
                                                SELDOM,
                                                () -> some(noticing::issuers)),
                                        Beat.Task.inTurn(turn, "tidy", SELDOM, this::tidy),
                                        // Each node of its own.
                                        new Beat.Task("jobs", JOBS, jobs::look)));
        // Each by itself: the other side may take its time.
        this.sending =
                Stream.concat(
                                channels.keySet().stream().map(it -> sending(turn, it)),
                                Stream.of(
                                        Beat.Task.inTurn(
                                                turn,
                                                "channels gone",
                                                SELDOM,
                                                courier::deliverTheRest)))
                        .map(it -> ground.beats().begin(List.of(it)))
                        .toList();
    }

    private Beat.Task sending(Turn turn, String channel) {
        return Beat.Task.inTurn(turn, "channel " + channel, OFTEN, () -> courier.deliver(channel));
    }

    /// The routes over alerts and channels.
    List<Route> routes(Api.Recording recording) {
        return Api.alerts(alerts, outbox, channels, wording, recording);
    }

    Health.Check check() {
        return new Health.Check(
                "alerts",
                Health.State.IMPAIRED,
                () ->
                        sending.stream()
                                .flatMap(it -> it.trouble().stream())
                                .findFirst()
                                .or(this::trouble));
    }

    @Override
    public void close() {
        telling.close();
        sending.forEach(Beat::close);
    }

    /// @param security the id of the security team
    /// @param enclosures knows what goes with an alert
    /// @throws Malformed when the configuration cannot be acted on
    static Alerting begin(
            Inventory.Ground ground,
            AlertSettings settings,
            String security,
            Channel.Enclosures enclosures,
            Turn turn)
            throws Malformed {
        return new Alerting(ground, settings, security, enclosures, turn);
    }

    /// What hinders: something could not be told.
    private Optional<String> trouble() {
        try {
            String failing =
                    outbox.logs().entrySet().stream()
                            .filter(it ->
                                    it.getValue().waiting() > 0
                                            && !it.getValue().trouble().isEmpty())
                            .map(Map.Entry::getKey)
                            .collect(Collectors.joining(", "));
            return failing.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            "alerts wait for " + failing + "; `muster alerts channels` says why");
        } catch (Unavailable _) {
            return Optional.empty();
        }
    }

    private void findings() {
        if (!rulesKept) {
            roll.write(unit -> {
                happenings.rules(unit, rules);
                return rules.size();
            });
            rulesKept = true;
        }
        some(noticing::findings);
    }

    private static void some(IntSupplier work) {
        Beat.part(TURN, () -> work.getAsInt() > 0);
    }

    private void tidy() {
        Instant before = ground.clock().instant().minus(KEPT);
        roll.writeInBulk(unit -> outbox.tidy(unit, before) + alerts.tidy(unit, before));
    }

    private void raised(AlertKind kind) {
        ground.metrics()
                .count("muster_alerts_raised_total", "Alerts raised.", "kind=\"" + kind + "\"");
    }

    private double logged(ToLongFunction<Outbox.Log> figure) {
        try {
            return (double) outbox.logs().values().stream().mapToLong(figure).sum();
        } catch (Unavailable _) {
            return Double.NaN;
        }
    }

    private Wording wording(AlertSettings settings) {
        Wording texts =
                Wording.usual(settings.link().map(it -> it.replaceAll("/+$", "")).orElse(""));
        for (String name : Wording.NAMES) {
            Optional<Path> file = settings.templates().map(it -> it.resolve(name + ".txt"));
            if (file.filter(Files::isRegularFile).isPresent()) {
                try {
                    texts = texts.with(name, Files.readString(file.get()));
                } catch (Malformed e) {
                    bad(file.get(), e.reason());
                } catch (IOException e) {
                    bad(file.get(), "it cannot be read: " + e.getClass().getSimpleName());
                }
            }
        }
        return texts;
    }

    /// Ours is used, and that is said.
    private void bad(Path file, String reason) {
        ground.log().info("template not used", Map.of("file", file.toString(), "reason", reason));
    }

    private static Routes routes(AlertSettings settings) throws Malformed {
        List<Routes.Route> routes = new ArrayList<>();
        for (AlertSettings.Route it : settings.routes()) {
            Set<AlertKind> kinds = EnumSet.noneOf(AlertKind.class);
            for (String kind : it.kinds()) {
                kinds.add(
                        AlertKind.named(kind)
                                .orElseThrow(() ->
                                        new Malformed(
                                                "alerts.routes: there is no kind '%s'; there are %s"
                                                        .formatted(
                                                                kind,
                                                                List.of(AlertKind.values())))));
            }
            routes.add(
                    new Routes.Route(
                            kinds,
                            it.severity(),
                            Set.copyOf(it.teams()),
                            Set.copyOf(it.channels())));
        }
        return new Routes(
                routes,
                settings.channels().stream().map(it -> it.name()).collect(Collectors.toSet()));
    }

    /// Writes how it went into the log and the numbers.
    private final class Diary implements Courier.Diary {
        @Override
        public void sent(String channel) {
            count("muster_alert_messages_sent_total", "Messages that arrived.", channel);
        }

        @Override
        public void failed(String channel, String trouble) {
            count("muster_alert_attempts_failed_total", "Messages not taken.", channel);
            ground.log().info("alert not taken", Map.of("channel", channel, "reason", trouble));
        }

        @Override
        public void givenUp(String channel, String trouble) {
            count("muster_alert_attempts_failed_total", "Messages not taken.", channel);
            ground.log().info("alert given up", Map.of("channel", channel, "reason", trouble));
        }

        private void count(String name, String help, String channel) {
            ground.metrics().count(name, help, "channel=\"" + channel + "\"");
        }
    }
}
