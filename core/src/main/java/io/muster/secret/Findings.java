package io.muster.secret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The candidates of one window, judged, and rid of those that say the same twice.
///
/// Of hits on the same bytes one stays: the more specific, then the surer, then the first. A key id
/// and a secret access key that stand near each other are made partners.
final class Findings {
    private static final int RECENT = 8;
    private static final int PARTNER_REACH = 512;
    private static final String KEY_ID = "aws-access-key-id";
    private static final String SECRET = "aws-secret";

    private record Judged(
            Detector detector,
            int start,
            int end,
            int secretStart,
            int secretEnd,
            Check.Verdict.Found verdict) {
        boolean overlaps(Judged other) {
            return secretStart < other.secretEnd && other.secretStart < secretEnd;
        }

        boolean beats(Judged other) {
            int specific =
                    detector.structure()
                            .specificity()
                            .compareTo(other.detector.structure().specificity());
            int sure = verdict.proof().level().compareTo(other.verdict.proof().level());
            return specific != 0 ? specific > 0 : sure > 0;
        }
    }

    private final Window window;
    private final List<Judged> judged = new ArrayList<>();

    Findings(Window window) {
        this.window = window;
    }

    void add(Detector detector, int start, int end, int secretStart, int secretEnd) {
        String value = window.text(secretStart, secretEnd);
        if (detector.check().judge(value) instanceof Check.Verdict.Found found) {
            add(new Judged(detector, start, end, secretStart, secretEnd, found));
        }
    }

    private void add(Judged next) {
        for (int index = judged.size() - 1; index >= Math.max(0, judged.size() - RECENT); index--) {
            if (judged.get(index).overlaps(next)) {
                if (!next.beats(judged.get(index))) {
                    return;
                }
                judged.remove(index);
            }
        }
        judged.add(next);
    }

    /// In the order of the file; without those on a line that says so ([Allowed]).
    List<Hit> hits(Lines lines) {
        if (judged.isEmpty()) {
            return List.of();
        }
        judged.sort(Comparator.comparingInt(Judged::secretStart));
        return judged.stream()
                .filter(it -> !Allowed.onLine(window, it.secretStart))
                .map(it -> hit(it, lines))
                .toList();
    }

    private Hit hit(Judged found, Lines lines) {
        byte[] secret = Arrays.copyOfRange(window.bytes, found.secretStart, found.secretEnd);
        Optional<Judged> partner = partner(found);
        String ownName = found.verdict.publicIdentifier();
        Optional<String> name =
                ownName.isEmpty()
                        ? partner.map(it -> it.verdict.publicIdentifier())
                                .filter(it -> !it.isEmpty())
                        : Optional.of(ownName);
        return new Hit(
                found.detector,
                span(found.start, found.end),
                span(found.secretStart, found.secretEnd),
                lines.lineOf(window, found.secretStart),
                new SecretValue(secret),
                found.verdict.proof(),
                name,
                partner.map(it -> span(it.secretStart, it.secretEnd)));
    }

    /// The other half of an AWS key, where it stands near.
    private Optional<Judged> partner(Judged found) {
        String id = found.detector.id();
        String wanted = id.equals(KEY_ID) ? SECRET : id.startsWith(SECRET) ? KEY_ID : "";
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        return judged.stream()
                .filter(it -> it.detector.id().startsWith(wanted))
                .filter(it -> distance(it, found) < PARTNER_REACH)
                .min(Comparator.comparingInt(it -> distance(it, found)));
    }

    private static int distance(Judged one, Judged other) {
        return Math.abs(one.secretStart - other.secretStart);
    }

    private Hit.Span span(int start, int end) {
        return new Hit.Span(window.offset + start, window.offset + end);
    }
}
