package io.muster.alerts;

import io.muster.alerts.Outbox.Post;
import io.muster.alerts.Outbox.Receiver;
import io.muster.alerts.Outbox.Unrouted;
import io.muster.model.Severity;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Puts alerts on their way: each to the receivers of its channels, those of one receiver together.
///
/// What is not critical is gathered for a minute, goes to a receiver at most once in ten, and waits
/// for the end of quiet hours; what is critical is gathered for five seconds.
///
/// @param channels by name
public record Posting(
        Units units,
        Outbox outbox,
        Routes routes,
        Map<String, Channel> channels,
        QuietHours quiet,
        InstantSource clock,
        RandomGenerator random) {
    private static final int AT_ONCE = 200;
    private static final Duration GATHERING = Duration.ofMinutes(1);
    private static final Duration URGENT = Duration.ofSeconds(5);
    private static final Duration BETWEEN = Duration.ofMinutes(10);

    public Posting {
        channels = Map.copyOf(channels);
    }

    /// Posts some.
    ///
    /// @return how many; as long as that is not 0 there may be more
    public int post() {
        List<Unrouted> unrouted = outbox.unrouted(AT_ONCE);
        if (unrouted.isEmpty()) {
            return 0;
        }
        Instant now = clock.instant();
        Map<Receiver, Optional<Instant>> last = new HashMap<>();
        List<List<Post>> posts = new ArrayList<>();
        for (Unrouted one : unrouted) {
            List<Post> mine = new ArrayList<>();
            for (Receiver receiver : receivers(one)) {
                Instant at = at(receiver, last.computeIfAbsent(receiver, outbox::last), now);
                mine.add(new Post(receiver, id(), at));
            }
            posts.add(mine);
        }
        return units.writeInBulk(unit -> {
            for (int i = 0; i < unrouted.size(); i++) {
                outbox.post(unit, unrouted.get(i).number(), posts.get(i), now);
            }
            return unrouted.size();
        });
    }

    private List<Receiver> receivers(Unrouted one) {
        boolean urgent = one.alert().severity() == Severity.CRITICAL;
        return routes.of(one.alert(), one.teams()).stream()
                .flatMap(name -> Optional.ofNullable(channels.get(name)).stream())
                .flatMap(channel ->
                        channel.receivers(one.contacts()).stream()
                                .map(it -> new Receiver(channel.name(), it, urgent)))
                .toList();
    }

    private Instant at(Receiver receiver, Optional<Instant> last, Instant now) {
        if (receiver.urgent()) {
            return now.plus(URGENT);
        }
        Instant gathered = now.plus(GATHERING);
        Instant soonest =
                last.map(it -> it.plus(BETWEEN)).filter(gathered::isBefore).orElse(gathered);
        return quiet.after(soonest);
    }

    private String id() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
