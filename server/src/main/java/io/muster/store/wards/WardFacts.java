package io.muster.store.wards;

import io.muster.ownership.Clue;
import io.muster.ownership.OwnerTag;
import io.muster.policy.checks.IdentityCondition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What an identity's own rows say of it.
public final class WardFacts {
    private static final String SERVED = "served";
    private static final String MUTUAL_TLS = "mutual-tls";
    private static final String LABEL = "label.";
    private static final String TAG = "tag.";
    private static final int DAY_LENGTH = "2026-11-22".length();

    /// What speaks of an owner in the subject of a certificate.
    private static final Pattern IN_SUBJECT =
            Pattern.compile(
                    "(?:^|,)\\s*(O|OU|E|EMAILADDRESS|1\\.2\\.840\\.113549\\.1\\.9\\.1)=((?:[^,\\\\]|\\\\.){1,300})",
                    Pattern.CASE_INSENSITIVE);

    private WardFacts() {}

    static IdentityCondition.Known known(WardReader.Read read) {
        TreeSet<String> types = new TreeSet<>();
        TreeSet<String> issuerKinds = new TreeSet<>();
        for (WardReader.Held held : read.held()) {
            types.add(held.type());
            if (!held.issuerKind().isEmpty()) {
                issuerKinds.add(held.issuerKind());
            }
        }
        TreeSet<String> roles = new TreeSet<>();
        TreeSet<String> places = new TreeSet<>();
        TreeSet<String> services = new TreeSet<>();
        TreeSet<String> detectors = new TreeSet<>();
        TreeMap<String, String> labels = new TreeMap<>();
        for (WardReader.Seen seen : read.seen()) {
            roles.add(seen.role());
            places.add(seen.place());
            seen.facts().text("service").ifPresent(services::add);
            seen.facts().text("detector").ifPresent(detectors::add);
            if (seen.facts().flag("clientCertificateRequested").orElse(false)) {
                services.add(MUTUAL_TLS);
            }
            for (String fact : seen.facts().values().keySet()) {
                for (String prefix : List.of(LABEL, TAG)) {
                    if (fact.startsWith(prefix)) {
                        labels.put(
                                fact.substring(prefix.length()),
                                String.join(", ", seen.facts().list(fact)));
                    }
                }
            }
        }
        labels.putAll(read.noted());
        String exposure =
                !roles.contains(SERVED)
                        ? IdentityCondition.Known.NONE
                        : issuerKinds.contains("public")
                                ? IdentityCondition.Known.PUBLIC
                                : IdentityCondition.Known.NETWORK;
        WardReader.Own own = read.own();
        return new IdentityCondition.Known(
                own.kind(),
                own.realm(),
                own.name(),
                List.copyOf(read.names()),
                List.copyOf(types),
                List.copyOf(roles),
                List.copyOf(places),
                exposure,
                List.copyOf(issuerKinds),
                List.copyOf(services),
                List.copyOf(detectors),
                own.environment().isEmpty()
                        ? Stream.of("env", "environment")
                                .flatMap(it -> Optional.ofNullable(labels.get(it)).stream())
                                .findFirst()
                                .orElse("")
                        : own.environment(),
                List.copyOf(read.tags()),
                labels);
    }

    /// What is written at the places and in the credentials.
    static List<Clue> clues(WardReader.Read read) {
        List<Clue> clues = new ArrayList<>();
        for (WardReader.Seen seen : read.seen()) {
            for (String fact : seen.facts().values().keySet()) {
                OwnerTag.clue(fact, seen.scheme())
                        .ifPresent(kind ->
                                seen.facts()
                                        .list(fact)
                                        .forEach(it ->
                                                clues.add(
                                                        Clue.of(
                                                                kind,
                                                                it,
                                                                fact + " at " + seen.place()))));
            }
            for (String owner : seen.facts().list("codeOwners")) {
                clues.add(Clue.of(Clue.Kind.CODE_OWNERS, owner, "CODEOWNERS of " + seen.place()));
            }
            for (String fact : List.of("authorEmail", "author")) {
                for (String author : seen.facts().list(fact)) {
                    clues.add(Clue.of(Clue.Kind.GIT_AUTHOR, author, "committed " + seen.place()));
                }
            }
        }
        read.noted()
                .forEach((name, value) ->
                        OwnerTag.clue(LABEL + name, "")
                                .ifPresent(kind ->
                                        clues.add(Clue.of(kind, value, "attribute " + name))));
        for (WardReader.Held held : read.held()) {
            Matcher part = IN_SUBJECT.matcher(held.subject());
            while (part.find()) {
                String value = part.group(2).replaceAll("\\\\(.)", "$1").strip();
                boolean name = part.group(1).toUpperCase(Locale.ROOT).startsWith("O");
                clues.add(
                        Clue.of(
                                name ? Clue.Kind.SUBJECT : Clue.Kind.CONTACT,
                                value,
                                "subject " + held.subject()));
            }
        }
        return clues;
    }

    /// The last time that a source knows of.
    static Optional<Instant> lastUsed(WardReader.Read read) {
        return read.seen().stream()
                .flatMap(it -> it.facts().text("lastUsed").stream())
                .flatMap(it -> instant(it).stream())
                .max(Instant::compareTo);
    }

    /// A moment or a day, as sources write them.
    public static Optional<Instant> instant(String text) {
        try {
            return Optional.of(
                    text.length() == DAY_LENGTH
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The host and folders that others may lie in too, few of each.
    static Map<String, List<String>> around(WardReader.Read read, int most) {
        TreeSet<String> hosts = new TreeSet<>();
        TreeSet<String> folders = new TreeSet<>();
        for (WardReader.Seen seen : read.seen()) {
            if (!seen.host().isEmpty()) {
                hosts.add(seen.host());
            }
            folder(seen).ifPresent(folders::add);
        }
        return Map.of(
                "hosts", hosts.stream().limit(most).toList(),
                "folders", folders.stream().limit(most).toList());
    }

    /// Of a repository all of it, else what the place lies in.
    private static Optional<String> folder(WardReader.Seen seen) {
        String place = seen.place();
        int end = seen.scheme().equals("git") ? place.indexOf('@') : place.lastIndexOf('/');
        int authority = place.indexOf('/', place.indexOf("://") + 3);
        boolean deep = authority > 0 && end > authority;
        return deep ? Optional.of(place.substring(0, end + 1)) : Optional.empty();
    }
}
