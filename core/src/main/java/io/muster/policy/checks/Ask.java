package io.muster.policy.checks;

import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.model.X509Certificate;
import io.muster.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/// What several checks ask of an entry, said once.
final class Ask {
    private Ask() {}

    /// The credential, when it is of `type` and is ours.
    static <T extends Credential> Optional<T> ours(Entry entry, Class<T> type) {
        return Optional.of(entry)
                .filter(it -> !it.foreign())
                .map(Entry::credential)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /// The certificate of an end entity that is ours: neither a CA's nor a precertificate.
    static Optional<X509Certificate> leaf(Entry entry) {
        return ours(entry, X509Certificate.class)
                .filter(it -> !it.usage().certificateAuthority() && !it.usage().precertificate());
    }

    static Stream<Sighting> seenAs(Entry entry, Role role) {
        return entry.sightings().stream().filter(it -> it.role() == role);
    }

    /// The sightings at which a server presented it as its own, not as part of the chain above.
    static Stream<Sighting> servedAsLeaf(Entry entry) {
        return seenAs(entry, Role.SERVED)
                .filter(it -> it.facts().number("position").orElse(0L) == 0L);
    }

    static Stream<Verdict> broken(String message) {
        return Stream.of(new Verdict.Broken(message));
    }

    static String day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
    }

    /// `1 day`, `12 days`; parts of a day are cut off.
    static String days(Duration duration) {
        return counted(duration.toDays(), "day");
    }

    static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
