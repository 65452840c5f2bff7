package io.muster.policy.checks;

import io.muster.model.Account;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.model.X509Certificate;
import io.muster.policy.Verdict;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What several checks ask of an entry, said once.
final class Ask {
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cc}");
    private static final int DATE_LENGTH = "2026-11-22".length();

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

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
        return entry.sightings().stream().filter(Ask::isServedAsLeaf);
    }

    static boolean isServedAsLeaf(Sighting sighting) {
        return sighting.role() == Role.SERVED
                && sighting.facts().number("position").orElse(0L) == 0L;
    }

    /// @param message may quote what somebody else has written; its control characters are not
    ///   shown
    static Stream<Verdict> broken(String message) {
        return Stream.of(new Verdict.Broken(CONTROLS.matcher(message).replaceAll("\uFFFD")));
    }

    /// The instant that a provider has written, with or without a time of day.
    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(
                    text.length() == DATE_LENGTH
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// One that a server presented as its own, whatever it says of itself: `openssl req -x509`
    /// makes every certificate a CA's.
    static Optional<X509Certificate> server(Entry entry) {
        return ours(entry, X509Certificate.class)
                .filter(_ -> servedAsLeaf(entry).findAny().isPresent());
    }

    /// A server's certificate: presented by one, or issued for one.
    static Optional<X509Certificate> serverOrMeantFor(Entry entry) {
        return server(entry)
                .or(() ->
                        leaf(entry)
                                .filter(it ->
                                        it.usage().extendedKeyUsage().contains("serverAuth")));
    }

    /// What an account is told whose `fact`, the day on which something was last done, lies back
    /// longer than `longest`. Nothing where the account is younger.
    static Stream<Verdict> lastDone(
            Account account, String fact, Instant now, Duration longest, String what) {
        Optional<Instant> made = instants(account, "created").min(Comparator.naturalOrder());
        if (made.filter(it -> !longer(it, now, longest)).isPresent()) {
            return Stream.empty();
        }
        Optional<Instant> last = instants(account, fact).max(Comparator.naturalOrder());
        if (last.isEmpty()) {
            return Stream.of(new Verdict.CannotJudge(fact));
        }
        return last.filter(it -> longer(it, now, longest)).stream()
                .flatMap(it -> broken(what + " on " + day(it)));
    }

    private static Stream<Instant> instants(Account account, String fact) {
        return account.texts(fact).flatMap(it -> instant(it).stream());
    }

    private static boolean longer(Instant from, Instant now, Duration longest) {
        return Duration.between(from, now).compareTo(longest) > 0;
    }

    static String day(Instant instant) {
        return date(instant).toString();
    }

    /// The day in UTC; what lies outside the years that standards can write is the first or the
    /// last of their days.
    static LocalDate date(Instant instant) {
        Instant written = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
        return LocalDate.ofInstant(written, ZoneOffset.UTC);
    }

    /// The minute in UTC: `2026-11-22 10:04 UTC`.
    static String minute(Instant instant) {
        return date(instant)
                + " "
                + LocalTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES)
                + " UTC";
    }

    /// `90 minutes`, `36 hours`, `2 days`: the largest unit that is exact.
    static String span(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes % (24 * 60) == 0) {
            return counted(minutes / (24 * 60), "day");
        }
        return minutes % 60 == 0 ? counted(minutes / 60, "hour") : counted(minutes, "minute");
    }

    /// `1 day`, `12 days`; parts of a day are cut off.
    static String days(Duration duration) {
        return counted(duration.toDays(), "day");
    }

    static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
