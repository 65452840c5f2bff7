package io.muster.alerts;

import io.muster.model.Malformed;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What messages say, from three templates: the subject, the head, and each alert.
public record Wording(Template subject, Template head, Template alert, String link) {
    /// The templates, as their files are called without `.txt`.
    public static final List<String> NAMES = List.of("subject", "head", "alert");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final Set<String> OF_ALL = Set.of("count", "worst", "first", "link");
    private static final Set<String> OF_ONE =
            Set.of(
                    "kind",
                    "severity",
                    "title",
                    "message",
                    "remedy",
                    "places",
                    "team",
                    "raised",
                    "level",
                    "id",
                    "link");

    /// So many alerts are spelled out; of the others there is their number.
    private static final int SPELLED_OUT = 50;

    /// Ours.
    ///
    /// @param link of the console; may be empty
    public static Wording usual(String link) {
        return new Wording(
                new Template("[Muster] {worst}: {first}"),
                new Template("{count} to know about.\n"),
                new Template(
                        """

                        {severity}: {message}
                        {places}What to do: {remedy}
                        Owner: {team}. {level}{link}
                        """),
                link);
    }

    /// The same with another text for `name`.
    ///
    /// @throws Malformed when it has a field that there is not
    public Wording with(String name, String text) throws Malformed {
        return switch (name) {
            case "subject" -> new Wording(Template.parse(text.strip(), OF_ALL), head, alert, link);
            case "head" -> new Wording(subject, Template.parse(text, OF_ALL), alert, link);
            case "alert" -> new Wording(subject, head, Template.parse(text, OF_ONE), link);
            default -> throw new IllegalArgumentException("there is no template " + name);
        };
    }

    /// What `alerts` are in words; there is at least one.
    public Channel.Words of(List<Alert> alerts) {
        List<Alert> sorted = alerts.stream().sorted(Comparator.comparing(Alert::severity)).toList();
        Alert worst = sorted.getFirst();
        String more = sorted.size() == 1 ? "" : " and %,d more".formatted(sorted.size() - 1);
        Map<String, String> all =
                Map.of(
                        "count",
                        sorted.size() == 1 ? "1 thing" : "%,d things".formatted(sorted.size()),
                        "worst",
                        worst.severity().toString(),
                        "first",
                        oneLine(worst.message()) + more,
                        "link",
                        link.isEmpty() ? "" : link + "/alerts");
        StringBuilder text = new StringBuilder(head.with(all));
        sorted.stream().limit(SPELLED_OUT).forEach(it -> text.append(alert.with(fields(it))));
        if (sorted.size() > SPELLED_OUT) {
            text.append(
                    "\nAnd %,d more: see `muster alerts list`.\n"
                            .formatted(sorted.size() - SPELLED_OUT));
        }
        return new Channel.Words(oneLine(subject.with(all)), text.toString());
    }

    private Map<String, String> fields(Alert it) {
        String places =
                it.places().stream()
                        .map(one -> "  " + oneLine(one) + "\n")
                        .collect(Collectors.joining());
        long more = it.placesInAll() - it.places().size();
        return Map.ofEntries(
                Map.entry("kind", it.kind().toString()),
                Map.entry("severity", it.severity().toString()),
                Map.entry("title", oneLine(it.about().title())),
                Map.entry("message", oneLine(it.message())),
                Map.entry("remedy", oneLine(it.remedy())),
                Map.entry(
                        "places", more > 0 ? places + "  and %,d more\n".formatted(more) : places),
                Map.entry("team", it.team().orElse("nobody")),
                Map.entry("raised", time(it.raised())),
                Map.entry(
                        "level",
                        it.level() == 0
                                ? ""
                                : "Told before, and nobody said that they know of it. "),
                Map.entry("id", it.id()),
                Map.entry("link", link.isEmpty() ? "" : link + "/alerts?id=" + it.id()));
    }

    /// `2026-11-22 10:00 UTC`.
    static String time(Instant at) {
        return TIME.format(at);
    }

    /// What a stranger wrote, such as a name in a certificate, without what would end a line or
    /// turn the direction of writing.
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    }
}
