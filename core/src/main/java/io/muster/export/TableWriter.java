package io.muster.export;

import io.muster.model.Credential;
import io.muster.model.Declaration;
import io.muster.model.Finding;
import io.muster.model.Severity;
import io.muster.model.Sighting;
import io.muster.roll.Reconciliation;
import io.muster.scan.Judged;
import io.muster.scan.JudgedAccount;
import io.muster.scan.ScanResult;
import io.muster.scan.Summary;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The roll for people: what is wrong first, then what is there, then what could not be read.
///
/// @param width columns of the terminal
/// @param ink colours, or none
/// @param linesMax how many credentials are listed; the rest is counted
public record TableWriter(int width, Ink ink, int linesMax) implements ResultWriter {
    private static final Comparator<Judged> WORST_FIRST =
            Comparator.comparing((Judged it) -> it.entry().foreign())
                    .thenComparing(it -> it.worst().map(Severity::ordinal).orElse(99))
                    .thenComparing(it -> it.entry().credential().notAfter().orElse(Instant.MAX))
                    .thenComparing(it -> it.entry().credential().id());
    private static final int UNREADABLE_MAX = 20;

    @Override
    public void write(ScanResult result, Writer out) throws IOException {
        List<Judged> first = first(result);
        for (Judged judged : first) {
            credential(judged, result.about().started(), out);
        }
        long more = result.summary().credentials() - result.summary().foreign() - first.size();
        if (more > 0) {
            out.write("… and %d more; --format json lists all\n".formatted(more));
        }
        accounts(result, out);
        unreadable(result, out);
        unjudged(result, out);
        reconciliation(result, out);
        summary(result.summary(), out);
        out.flush();
    }

    private List<Judged> first(ScanResult result) {
        PriorityQueue<Judged> kept = new PriorityQueue<>(WORST_FIRST.reversed());
        try (Stream<Judged> all = result.credentials().stream()) {
            all.filter(it -> !it.entry().foreign())
                    .forEach(it -> {
                        kept.add(it);
                        if (kept.size() > linesMax) {
                            kept.poll();
                        }
                    });
        }
        return kept.stream().sorted(WORST_FIRST).toList();
    }

    private void credential(Judged judged, Instant now, Writer out) throws IOException {
        Credential credential = judged.entry().credential();
        String mark = judged.worst().map(Severity::toString).orElse("fine");
        out.write(
                "%s  %s  %s%s\n"
                        .formatted(
                                ink.severity(judged.worst(), "%-8s".formatted(mark)),
                                "%-16s".formatted(credential.type()),
                                ink.strong(cut(Fields.title(credential), width - 28)),
                                expiry(credential, now)));
        line(out, "whose", whose(judged));
        line(out, "where", where(judged.entry().sightings()));
        findings(judged.findings(), out);
    }

    /// An account with which nothing is wrong is an identity among others, and counted as one.
    private void accounts(ScanResult result, Writer out) throws IOException {
        List<JudgedAccount> wrong =
                result.accounts().stream()
                        .filter(it -> it.worst().isPresent())
                        .sorted(Comparator.comparing(it -> it.worst().orElse(Severity.INFO)))
                        .toList();
        for (JudgedAccount judged : wrong.stream().limit(linesMax).toList()) {
            account(judged, out);
        }
        if (wrong.size() > linesMax) {
            out.write(
                    "… and %d more accounts; --format json lists all\n"
                            .formatted(wrong.size() - linesMax));
        }
    }

    private void account(JudgedAccount judged, Writer out) throws IOException {
        String mark = judged.worst().map(Severity::toString).orElse("fine");
        out.write(
                "%s  %s  %s\n"
                        .formatted(
                                ink.severity(judged.worst(), "%-8s".formatted(mark)),
                                "%-16s".formatted("account"),
                                ink.strong(cut(Fields.title(judged.account()), width - 28))));
        line(out, "where", where(judged.account().sightings()));
        findings(judged.findings(), out);
    }

    private void findings(List<Finding> findings, Writer out) throws IOException {
        for (Finding finding : findings) {
            if (finding.severity() != Severity.INFO) {
                line(out, finding.severity().toString(), finding.message());
                line(out, "", "→ " + finding.remedy());
            }
        }
    }

    private static String expiry(Credential credential, Instant now) {
        return credential
                .notAfter()
                .map(end -> {
                    long days = Duration.between(now, end).toDays();
                    return end.isBefore(now)
                            ? "  expired " + -days + " d ago"
                            : "  " + days + " d left";
                })
                .orElse("");
    }

    private static String whose(Judged judged) {
        return judged.entry().identities().stream()
                .map(it -> it.anchor().kind() + " " + it.anchor().name())
                .collect(Collectors.joining(", "));
    }

    private static String where(List<Sighting> sightings) {
        List<String> places =
                sightings.stream()
                        .map(it -> it.place() + " (" + it.role() + ")")
                        .distinct()
                        .toList();
        return places.size() <= 3
                ? String.join("  ", places)
                : String.join("  ", places.subList(0, 3))
                        + "  and %d more".formatted(places.size() - 3);
    }

    private void line(Writer out, String word, String text) throws IOException {
        if (!text.isEmpty()) {
            out.write("          %-9s %s\n".formatted(word, cut(text, Math.max(width, 100) * 3)));
        }
    }

    private void unreadable(ScanResult result, Writer out) throws IOException {
        for (var it : result.unreadable().stream().limit(UNREADABLE_MAX).toList()) {
            out.write(
                    "unreadable  %s: %s\n"
                            .formatted(
                                    Clean.terminal(it.place().text()),
                                    Clean.terminal(it.reason())));
        }
        int more = result.unreadable().size() - UNREADABLE_MAX;
        if (more > 0) {
            out.write("unreadable  … and %d more; --format json lists all\n".formatted(more));
        }
        for (String failed : result.failed()) {
            out.write("not scanned  %s\n".formatted(Clean.terminal(failed)));
        }
    }

    private static void unjudged(ScanResult result, Writer out) throws IOException {
        for (var it : result.unjudged()) {
            out.write(
                    "cannot judge  rule %s lacks the fact %s in %d cases%s\n"
                            .formatted(
                                    it.rule(),
                                    it.fact(),
                                    it.count(),
                                    it.fact().startsWith("label.")
                                            ? "; give it with --label "
                                                    + it.fact().substring(6)
                                                    + "=…"
                                            : ""));
        }
    }

    private void reconciliation(ScanResult result, Writer out) throws IOException {
        if (result.reconciliation().isEmpty()) {
            return;
        }
        Reconciliation it = result.reconciliation().get().difference();
        out.write(
                "declared list: %d lines known to both (%d credentials), %d credentials found and not declared, %d lines declared and not found\n"
                        .formatted(
                                it.known().size(),
                                it.knownCredentials(),
                                it.unknown().size(),
                                it.missing().size()));
        for (Declaration missing : it.missing().stream().limit(UNREADABLE_MAX).toList()) {
            String line = cut(missing.line().text(), width);
            out.write("  missing  %s  %s\n".formatted(line, words(missing)));
        }
    }

    private String words(Declaration it) {
        String name = String.join(", ", it.names());
        return cut(name.isEmpty() ? it.place().or(it::fingerprint).orElse("") : name, width);
    }

    private void summary(Summary it, Writer out) throws IOException {
        out.write(
                ink.strong(
                        "%d identities, %d credentials (%d foreign), %d sightings, %d unreadable"
                                .formatted(
                                        it.identities(),
                                        it.credentials(),
                                        it.foreign(),
                                        it.sightings(),
                                        it.unreadable())));
        if (it.allowed() > 0) {
            out.write("\nallowed: %d sightings of secrets".formatted(it.allowed()));
        }
        out.write(
                "\nfindings: "
                        + it.findings().entrySet().stream()
                                .map(row -> row.getValue() + " " + row.getKey())
                                .collect(Collectors.joining(", ")));
        out.write(
                "\nlooked at %d files (%s) and %d endpoints in %.1f s\n"
                        .formatted(
                                it.files(),
                                size(it.bytes()),
                                it.endpoints(),
                                it.elapsedMillis() / 1000.0));
    }

    private static String size(long bytes) {
        return bytes < 1 << 20 ? bytes / 1024 + " KiB" : bytes / (1 << 20) + " MiB";
    }

    private static String cut(String text, int columns) {
        String clean = Clean.terminal(text);
        int max = Math.max(columns, 24);
        return clean.length() <= max ? clean : clean.substring(0, max - 1) + "…";
    }
}
