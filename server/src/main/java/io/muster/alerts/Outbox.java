package io.muster.alerts;

import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is on its way: a message for each channel and receiver, with the alerts that go together.
/// It is kept until it has arrived or was given up, whoever ends meanwhile.
public interface Outbox {
    /// So many alerts go into one message.
    int ALERTS_MAX = 1_000;

    /// Alerts for which nobody has looked up the receivers, in their order.
    List<Unrouted> unrouted(int limit);

    /// When the message before this one to `receiver` was made.
    Optional<Instant> last(Receiver receiver);

    /// Puts alert `number` on its way to each of `posts`; to nobody when there are none. Those to
    /// one receiver go together as long as nobody has tried to send them.
    void post(Unit unit, long number, List<Post> posts, Instant now);

    /// Messages by `channel` whose time has come, the most urgent first.
    List<Message> due(String channel, Instant now, int limit);

    /// Nothing leaves by `channel` before `until`.
    void rest(Unit unit, String channel, Instant until);

    /// Takes `message` so that nobody else sends it before `until`, also when this process dies.
    ///
    /// @return whether it was there to be taken
    boolean claim(Unit unit, Message message, Instant until);

    /// What is in it.
    List<Alert> alerts(Message message);

    /// It arrived.
    void sent(Unit unit, Message message, Instant now);

    /// It did not.
    ///
    /// @param again when to try again; empty when it is given up
    void failed(Unit unit, Message message, String trouble, Optional<Instant> again, Instant now);

    /// How each channel did, by its name.
    Map<String, Log> logs();

    /// Removes messages that ended before `before`, some rows at once.
    int tidy(Unit unit, Instant before);

    /// An alert that goes somewhere.
    ///
    /// @param contacts of those who answer for it, as far as its level reaches: the team's, its
    ///   escalation, those of the team above
    /// @param teams the ids of the teams that are to know
    record Unrouted(long number, Alert alert, List<String> contacts, Set<String> teams) {
        public Unrouted {
            contacts = List.copyOf(contacts);
            teams = Set.copyOf(teams);
        }
    }

    /// @param address where the channel reaches several; else empty
    /// @param urgent whether it passes in quiet hours
    record Receiver(String channel, String address, boolean urgent) {}

    /// @param id of the message, where one is made
    /// @param at when it goes, where one is made
    record Post(Receiver receiver, String id, Instant at) {}

    /// @param attempts how often somebody tried before
    record Message(long number, String id, Receiver receiver, int attempts, Instant made) {}

    /// @param waiting messages that are to be sent
    /// @param trouble why the last attempt failed, if it did
    record Log(
            long waiting,
            long failed,
            Optional<Instant> lastSent,
            Optional<Instant> lastFailed,
            String trouble) {
        public static final Log NOTHING = new Log(0, 0, Optional.empty(), Optional.empty(), "");
    }
}
