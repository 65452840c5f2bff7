package io.muster.app;

import io.muster.alerts.Channel;
import io.muster.audit.Archive;
import io.muster.audit.Follower;
import io.muster.audit.Following;
import io.muster.channels.HecChannel;
import io.muster.channels.HecFollower;
import io.muster.channels.SyslogChannel;
import io.muster.channels.SyslogFollower;
import io.muster.channels.WebhookChannel;
import io.muster.channels.WebhookFollower;
import io.muster.config.AlertSettings;
import io.muster.jobs.Turn;
import io.muster.model.Malformed;
import io.muster.store.Database;
import io.muster.store.audit.JdbcPositions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sends the audit log to the channels that the configuration names: one node for all.
final class AuditStream implements AutoCloseable {
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final String TASK = "audit-stream";

    private final Following following;
    private final Log log;
    private final Beat beat;
    private Optional<String> told = Optional.empty();

    private AuditStream(Following following, Turn turn, Inventory.Ground ground) {
        this.following = following;
        this.log = ground.log();
        // By itself: the other side may take its time.
        this.beat =
                ground.beats().begin(List.of(Beat.Task.inTurn(turn, TASK, OFTEN, this::follow)));
        ground.beats().watch("audit-stream", this::quiet);
    }

    /// @throws Malformed when a channel cannot be made of its settings
    static AuditStream begin(
            Inventory.Ground ground, AlertSettings settings, Archive archive, Turn turn)
            throws Malformed {
        Database authority = ground.databases().authority();
        Map<String, Channel> channels =
                new Channels(ground.host(), ground.clock()).of(settings.channels());
        List<Follower> followers = new ArrayList<>();
        for (String name : settings.audit()) {
            followers.add(follower(Optional.ofNullable(channels.get(name)), name));
        }
        Following following =
                new Following(
                        archive,
                        new JdbcPositions(authority),
                        authority,
                        followers,
                        ground.clock());
        ground.metrics()
                .gauge(
                        "muster_audit_stream_behind",
                        "Entries of the audit log that a channel has not taken yet.",
                        following::behind);
        return new AuditStream(following, turn, ground);
    }

    private static Follower follower(Optional<Channel> channel, String name) throws Malformed {
        return switch (channel.orElseThrow(() -> wrong(name))) {
            case SyslogChannel it when it.security() != SyslogChannel.Security.UDP ->
                    new SyslogFollower(it);
            case WebhookChannel it -> new WebhookFollower(it);
            case HecChannel it -> new HecFollower(it);
            default -> throw wrong(name);
        };
    }

    private static Malformed wrong(String name) {
        return new Malformed(
                "alerts.audit: '%s' is no webhook, no hec, and no syslog over TCP or TLS"
                        .formatted(name));
    }

    private void follow() {
        while (following.follow() > 0 && !Thread.currentThread().isInterrupted()) {
            // There is more.
        }
        Optional<String> trouble = following.trouble();
        if (!trouble.equals(told)) {
            told = trouble;
            log.info("audit stream", Map.of("trouble", trouble.orElse("none any more")));
        }
    }

    Health.Check check() {
        return new Health.Check(
                "audit-stream", Health.State.IMPAIRED, () -> beat.trouble(TASK).or(this::quiet));
    }

    /// Anybody may read what is amiss, so it names no host.
    private Optional<String> quiet() {
        return following
                .trouble()
                .map(_ ->
                        "a channel does not take the audit log; the log says which, and it is tried again");
    }

    @Override
    public void close() {
        beat.close();
    }
}
