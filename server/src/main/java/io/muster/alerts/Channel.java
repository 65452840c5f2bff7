package io.muster.alerts;

import io.muster.model.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A way by which alerts leave.
public interface Channel {
    /// As the configuration calls it.
    String name();

    /// What is spoken there, such as `smtp`.
    String kind();

    /// Where it leads, for people; never an address that is a secret.
    String destination();

    /// Whom it reaches of those who should know of something.
    ///
    /// @param contacts of those who answer for it, as their teams were told
    /// @return addresses; one that is empty where the channel itself is the receiver
    Set<String> receivers(List<String> contacts);

    /// Hands `notice` over: when this returns, the other side has taken it.
    ///
    /// @throws Undelivered when it has not, as far as anybody knows
    void send(Notice notice) throws Undelivered;

    /// What is sent at once to one receiver. Sent again after a failure it is the same, under the
    /// same id.
    ///
    /// @param id stable: who gets it twice can tell
    /// @param at when it was put together
    /// @param enclosed files, for channels that can carry them
    record Notice(
            String id,
            String receiver,
            Instant at,
            Words words,
            List<Alert> alerts,
            List<Enclosure> enclosed) {
        public Notice {
            alerts = List.copyOf(alerts);
            enclosed = List.copyOf(enclosed);
        }

        /// Without files.
        public Notice(String id, String receiver, Instant at, Words words, List<Alert> alerts) {
            this(id, receiver, at, words, alerts, List.of());
        }
    }

    /// A file that goes with a message.
    ///
    /// @param name of the file, in letters that every system knows
    record Enclosure(String name, String mediaType, Bytes content) {}

    /// Knows what goes with an alert.
    interface Enclosures {
        /// Nothing goes with any.
        Enclosures NONE = _ -> Optional.empty();

        Optional<Enclosure> of(Alert alert);
    }

    /// What it says to people, in plain text.
    record Words(String subject, String text) {}

    /// It was not taken. The message says why, and has no secret in it.
    final class Undelivered extends Exception {
        private static final long serialVersionUID = 1L;

        private final Duration asked;

        public Undelivered(String reason) {
            super(reason);
            this.asked = Duration.ZERO;
        }

        public Undelivered(String reason, Throwable cause) {
            super(reason, cause);
            this.asked = Duration.ZERO;
        }

        /// @param asked how long the other side asked to be left alone
        public Undelivered(String reason, Duration asked) {
            super(reason);
            this.asked = asked;
        }

        /// How long the other side asked to be left alone; zero when it did not.
        public Duration asked() {
            return asked;
        }

        /// Why, for the person who runs the server.
        public String reason() {
            return String.valueOf(getMessage());
        }
    }
}
