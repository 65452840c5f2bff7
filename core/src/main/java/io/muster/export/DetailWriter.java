package io.muster.export;

import io.muster.model.Credential;
import io.muster.model.Facts;
import io.muster.model.Finding;
import io.muster.model.Identity;
import io.muster.model.Sighting;
import io.muster.scan.Judged;
import io.muster.scan.ScanResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything about a few credentials, for people.
///
/// @param ink colours, or none
public record DetailWriter(Ink ink) implements ResultWriter {

    @Override
    public void write(ScanResult result, Writer out) throws IOException {
        try (Stream<Judged> credentials = result.credentials().stream()) {
            credentials.forEach(it -> credential(it, out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (var it : result.unreadable()) {
            row(out, "unreadable", it.place() + ": " + it.reason());
        }
        out.flush();
    }

    private void credential(Judged judged, Writer out) {
        Credential credential = judged.entry().credential();
        print(
                out,
                "%s  %s\n"
                        .formatted(
                                ink.strong(Clean.terminal(Fields.title(credential))),
                                credential.type()));
        row(out, "fingerprint", credential.fingerprint().toString());
        credential.keyId().ifPresent(it -> row(out, "keyId", it.toString()));
        Fields.of(credential).forEach((name, value) -> row(out, name, text(value)));
        if (judged.entry().foreign()) {
            row(out, "foreign", "only trusted or known here, not ours");
        }
        judged.entry().identities().forEach(it -> row(out, "whose", whose(it)));
        facts(judged.entry().facts(), out);
        judged.entry().sightings().forEach(it -> sighting(it, out));
        judged.findings().forEach(it -> finding(it, out));
        print(out, "\n");
    }

    private static String whose(Identity it) {
        return "%s %s%s (by %s: %s)"
                .formatted(
                        it.anchor().kind(),
                        it.anchor().name(),
                        it.anchor().realm().isEmpty() ? "" : " in " + it.anchor().realm(),
                        it.rule(),
                        String.join(", ", it.evidence()));
    }

    private static void sighting(Sighting it, Writer out) {
        row(out, "seen", it.place() + " as " + it.role());
        it.facts().values().forEach((name, value) -> row(out, "  " + name, text(value)));
    }

    private static void facts(Facts facts, Writer out) {
        facts.values().forEach((name, value) -> row(out, name, text(value)));
    }

    private void finding(Finding it, Writer out) {
        print(
                out,
                "  %s %s: %s\n  %-26s → %s\n"
                        .formatted(
                                ink.severity(
                                        Optional.of(it.severity()),
                                        "%-9s".formatted(it.severity())),
                                it.rule(),
                                Clean.terminal(it.message()),
                                "",
                                it.remedy()));
    }

    private static String text(Object value) {
        return switch (value) {
            case Collection<?> list ->
                    list.stream().map(String::valueOf).collect(Collectors.joining(", "));
            case Map<?, ?> map ->
                    map.values().stream().map(String::valueOf).collect(Collectors.joining(" "));
            default -> String.valueOf(value);
        };
    }

    private static void row(Writer out, String name, String value) {
        if (!value.isEmpty()) {
            print(out, "  %-26s %s\n".formatted(name, Clean.terminal(value)));
        }
    }

    private static void print(Writer out, String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
