package io.muster.discovery.content;

import io.muster.secret.Detectors;
import io.muster.secret.Hit;
import io.muster.secret.Origin;
import io.muster.secret.SecretScanner;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says which [Trigger]s stand in some bytes and which secrets, in one pass.
///
/// Making the detectors takes longer than looking at a file, and whoever asks about one certificate
/// never needs them. So until content was met that holds more than keys and certificates, only
/// triggers are looked for.
final class TextSearch {
    private static final SecretScanner TRIGGERS = new SecretScanner(List.of(), Trigger.allWords());

    private volatile @Nullable SecretScanner complete;

    /// @param hits empty when secrets were not looked for yet
    record Seen(Set<Trigger> triggers, Optional<List<Hit>> hits) {}

    Seen look(byte[] bytes, int length, Finds finds) {
        SecretScanner ready = complete;
        if (ready != null) {
            try {
                var seen = ready.look(bytes, length, () -> origin(finds));
                return new Seen(Trigger.of(seen.marks()), Optional.of(seen.hits()));
            } catch (RuntimeException | StackOverflowError e) {
                // A fault of a detector costs no key: it is met again, and told, by secrets().
                return triggers(bytes, length);
            }
        }
        return triggers(bytes, length);
    }

    private static Seen triggers(byte[] bytes, int length) {
        var seen = TRIGGERS.look(bytes, length, () -> Origin.UNKNOWN);
        return new Seen(Trigger.of(seen.marks()), Optional.empty());
    }

    /// The secrets of content that was looked at.
    List<Hit> secrets(Seen seen, Text text, Finds finds) {
        return seen.hits()
                .orElseGet(() ->
                        complete().look(text.bytes(), text.length(), () -> origin(finds)).hits());
    }

    private synchronized SecretScanner complete() {
        SecretScanner ready = complete;
        if (ready == null) {
            ready = new SecretScanner(Detectors.ALL, Trigger.allWords());
            complete = ready;
        }
        return ready;
    }

    private static Origin origin(Finds finds) {
        return new Origin(FilePlace.of(finds.place()).path());
    }
}
