package io.muster.alerts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who may issue for which names. Names that no line is about are anybody's to issue for.
public record Expected(List<Line> lines) {
    /// Anybody may issue for anything.
    public static final Expected ANYTHING = new Expected(List.of());

    public Expected {
        lines = List.copyOf(lines);
    }

    /// @param names and
    /// @param issuers of which one must fit; `*` is anything
    public record Line(List<String> names, List<String> issuers) {
        public Line {
            names = List.copyOf(names);
            issuers = List.copyOf(issuers);
        }
    }

    /// The first of `names` for which somebody other than `issuer` was expected to issue.
    Optional<String> violated(List<String> names, String issuer) {
        if (issuer.isEmpty()) {
            return Optional.empty();
        }
        return names.stream()
                .filter(name -> {
                    List<Line> about = lines.stream().filter(it -> fits(it.names(), name)).toList();
                    return !about.isEmpty()
                            && about.stream().noneMatch(it -> fits(it.issuers(), issuer));
                })
                .findFirst();
    }

    private static boolean fits(List<String> patterns, String text) {
        return patterns.stream()
                .anyMatch(it ->
                        text.toLowerCase(Locale.ROOT)
                                .matches(
                                        Stream.of(it.toLowerCase(Locale.ROOT).split("[*]+", -1))
                                                .map(Pattern::quote)
                                                .collect(Collectors.joining(".*"))));
    }
}
