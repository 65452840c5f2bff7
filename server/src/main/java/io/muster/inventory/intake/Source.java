package io.muster.inventory.intake;

import io.muster.inventory.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Something that is looked at again and again, or a scanner elsewhere that reports.
///
/// @param id a word of letters, digits and hyphens
/// @param kind `scan` for targets that the server looks at itself, `scanner` for reports from
///   elsewhere
/// @param targets as `muster scan` takes them
/// @param schedule when, as text; empty when only on demand
/// @param expectedEvery how long it may be silent before that is a finding; empty for ever
/// @param version grows with each change; 0 before the first
/// @param nextDue when it is to run next; empty when nothing is planned
/// @param labels facts of its targets, by name, such as `env`
public record Source(
        String id,
        String kind,
        String name,
        List<String> targets,
        String schedule,
        Optional<Duration> expectedEvery,
        boolean enabled,
        Origin origin,
        long version,
        Optional<String> lastRun,
        Optional<Instant> nextDue,
        SortedMap<String, String> labels) {
    private static final int LABELS_MAX = 20;

    public Source {
        targets = List.copyOf(targets);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        checkId(id);
        if (labels.size() > LABELS_MAX
                || !labels.keySet().stream()
                        .allMatch(it -> it.matches("[A-Za-z][A-Za-z0-9_-]{0,49}"))
                || labels.values().stream().anyMatch(it -> it.isBlank() || it.length() > 200)) {
            throw new Refused(
                    Refused.Kind.INVALID,
                    "a source has at most 20 labels: a word each, and a text of at most 200 characters");
        }
    }

    /// Its targets in a line that anybody may read: without accounts and passwords.
    public String shownTargets() {
        return String.join(" ", targets).replaceAll("//[^/@\\s]*@", "//…@");
    }

    /// @throws Refused when no source can have this id
    static void checkId(String id) {
        if (!id.matches("[a-z0-9][a-z0-9.-]{0,99}")) {
            throw new Refused(
                    Refused.Kind.INVALID,
                    "a source's id is 1 to 100 small letters, digits, dots and hyphens");
        }
    }

    /// Who said that it should be.
    public enum Origin {
        CONFIGURATION,
        API,
        SCANNER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
