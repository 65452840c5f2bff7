package io.muster.alerts;

import io.muster.model.Bytes;
import io.muster.model.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Something that somebody must know: what it is about, where that is, and what to do.
///
/// There is one of each kind, subject and threshold, ever: its id follows from them, so any number
/// of nodes and restarts tell it once.
///
/// @param threshold what was passed: `7d` before the end, the day on which a finding opened
/// @param message what happened, in one sentence
/// @param remedy what to do
/// @param places where the subject is, the first twenty
/// @param placesInAll how many there are
/// @param team the id of the team whose it is
/// @param level how often the same subject was told before and nobody said that they know, 0 to 2
public record Alert(
        AlertKind kind,
        Severity severity,
        About about,
        String threshold,
        String message,
        String remedy,
        List<String> places,
        long placesInAll,
        Optional<String> team,
        int level,
        Instant raised) {
    /// How many places are named.
    public static final int PLACES_NAMED = 20;

    public Alert {
        places = List.copyOf(places);
    }

    /// What it is about.
    ///
    /// @param id as the API calls it; of an issuer, its name
    /// @param title for people
    public record About(Kind kind, String id, String title) {
        /// What kind of thing.
        public enum Kind {
            CREDENTIAL,
            IDENTITY,
            SOURCE,
            ISSUER,
            /// The part of one team in a review; its id is `REVIEW/TEAM`.
            REVIEW,
            EXCEPTION,
            /// Identities that nobody owns; its id is that of the team that looks for their owners.
            ORPHANS,
            /// Work of the server itself; its id is `NODE/NAME`.
            JOB,
            /// A report that is kept.
            REPORT,
            /// Nothing: somebody tries a channel.
            TEST;

            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /// 32 hexadecimal digits that follow from kind, subject and threshold.
    public String id() {
        String address = kind + "\n" + about.kind() + "\n" + about.id() + "\n" + threshold;
        return Bytes.of(address.getBytes(StandardCharsets.UTF_8)).sha256().slice(0, 16).toHex();
    }
}
