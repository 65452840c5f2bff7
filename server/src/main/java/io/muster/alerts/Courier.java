package io.muster.alerts;

import io.muster.alerts.Channel.Notice;
import io.muster.alerts.Channel.Undelivered;
import io.muster.alerts.Outbox.Message;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Hands messages over. A message is taken before it is sent and ticked off after: who dies in
/// between leaves it to be sent again, so it arrives at least once, under the same id.
///
/// @param channels by name
public record Courier(
        Units units,
        Outbox outbox,
        Map<String, Channel> channels,
        Wording wording,
        Channel.Enclosures enclosures,
        InstantSource clock,
        RandomGenerator random,
        Diary diary) {
    private static final int AT_ONCE = 20;

    /// Longer than any channel takes.
    private static final Duration CLAIM = Duration.ofMinutes(5);

    /// Nobody is left alone for longer, whatever they ask.
    private static final Duration ASKED_MAX = Duration.ofHours(1);

    public Courier {
        channels = Map.copyOf(channels);
    }

    /// Hears how it went.
    public interface Diary {
        void sent(String channel);

        void failed(String channel, String trouble);

        /// Nobody tries again.
        void givenUp(String channel, String trouble);
    }

    /// Sends what is due by `channel`, until something is not taken: the rest then waits for the
    /// next time.
    ///
    /// @return how many arrived
    public int deliver(String channel) {
        int arrived = 0;
        for (Message message : outbox.due(channel, clock.instant(), AT_ONCE)) {
            if (!delivered(message)) {
                return arrived;
            }
            arrived++;
        }
        return arrived;
    }

    /// Deals with what waits for channels that the configuration does not have any more.
    public void deliverTheRest() {
        outbox.logs().entrySet().stream()
                .filter(it -> it.getValue().waiting() > 0 && !channels.containsKey(it.getKey()))
                .forEach(it -> deliver(it.getKey()));
    }

    private boolean delivered(Message message) {
        boolean mine =
                units.write(unit -> outbox.claim(unit, message, clock.instant().plus(CLAIM)));
        if (!mine) {
            return true;
        }
        String name = message.receiver().channel();
        Channel channel = channels.get(name);
        try {
            if (channel == null) {
                throw new Undelivered("the configuration has no channel '" + name + "' any more");
            }
            List<Alert> alerts = outbox.alerts(message);
            if (!alerts.isEmpty()) {
                channel.send(
                        new Notice(
                                message.id(),
                                message.receiver().address(),
                                message.made(),
                                wording.of(alerts),
                                alerts,
                                alerts.stream()
                                        .flatMap(it -> enclosures.of(it).stream())
                                        .toList()));
            }
        } catch (Undelivered e) {
            return failed(message, e);
        }
        units.write(unit -> {
            outbox.sent(unit, message, clock.instant());
            return true;
        });
        diary.sent(name);
        return true;
    }

    private boolean failed(Message message, Undelivered e) {
        String channel = message.receiver().channel();
        String trouble = e.reason();
        Duration asked = e.asked().compareTo(ASKED_MAX) < 0 ? e.asked() : ASKED_MAX;
        Optional<Duration> wait =
                Backoff.after(message.attempts() + 1, random)
                        .map(it -> it.compareTo(asked) > 0 ? it : asked);
        Instant now = clock.instant();
        units.write(unit -> {
            outbox.failed(unit, message, trouble, wait.map(now::plus), now);
            if (asked.isPositive()) {
                outbox.rest(unit, channel, now.plus(asked));
            }
            return true;
        });
        if (wait.isPresent()) {
            diary.failed(channel, trouble);
        } else {
            diary.givenUp(channel, trouble);
        }
        return false;
    }
}
