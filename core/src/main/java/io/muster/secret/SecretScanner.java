package io.muster.secret;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Finds the secrets of all its detectors in bytes, in one pass. Immutable; any number of threads
/// may scan with one scanner.
///
/// Memory is bounded: a file is read in windows of 1 MB that overlap by 32 KB, which is longer than
/// any secret that a detector knows. Text in UTF-16 (with its byte order mark) is read as Latin-1;
/// other content with NUL bytes is scanned only for tokens that have a shape of their own.
public final class SecretScanner {
    /// How much is looked at in one go.
    static final int WINDOW = 1 << 20;

    /// How far a match may reach beyond its keyword, to either side.
    static final int REACH = 16 << 10;

    private final KeywordIndex index;
    private final Detector[][] byKeyword;
    private final List<Detector> detectors;

    public SecretScanner(List<Detector> detectors) {
        Map<String, List<Detector>> byName = new LinkedHashMap<>();
        for (Detector detector : detectors) {
            if (detector.structure().keywords().isEmpty()) {
                throw new IllegalArgumentException("no keyword leads to " + detector.id());
            }
            for (String keyword : detector.structure().keywords()) {
                byName.computeIfAbsent(keyword, _ -> new ArrayList<>()).add(detector);
            }
        }
        this.detectors = List.copyOf(detectors);
        this.index = new KeywordIndex(List.copyOf(byName.keySet()));
        this.byKeyword =
                byName.values().stream()
                        .map(it -> it.toArray(Detector[]::new))
                        .toArray(Detector[][]::new);
    }

    /// Every built-in detector.
    public static SecretScanner withAllDetectors() {
        return new SecretScanner(Detectors.ALL);
    }

    public List<Detector> detectors() {
        return detectors;
    }

    /// Scans the first `length` bytes of `bytes`, which are a whole file or blob.
    public void scan(byte[] bytes, int length, Origin origin, Consumer<Hit> consumer) {
        var text = Content.of(bytes, length);
        if (text.isText()) {
            var window = new Window(text.bytes(), text.length(), 0, origin);
            scan(window, 0, window.length, new Lines()).forEach(consumer);
        }
    }

    /// Scans a file of any size in bounded memory. Does not close the stream.
    public void scan(InputStream in, Origin origin, Consumer<Hit> consumer) throws IOException {
        byte[] buffer = new byte[WINDOW + 2 * REACH];
        int length = in.readNBytes(buffer, 0, buffer.length);
        if (length < buffer.length) {
            scan(buffer, length, origin, consumer);
            return;
        }
        if (!Content.of(buffer, length).isText()) {
            return;
        }
        var lines = new Lines();
        long offset = 0;
        int from = 0;
        while (true) {
            boolean last = length < buffer.length;
            var window = new Window(buffer, length, offset, origin);
            int to = last ? length : length - REACH;
            scan(window, from, to, lines).forEach(consumer);
            if (last) {
                return;
            }
            int keep = length - (to - REACH);
            lines.advance(window, to - REACH);
            System.arraycopy(buffer, to - REACH, buffer, 0, keep);
            offset += to - REACH;
            from = REACH;
            length = keep + in.readNBytes(buffer, keep, buffer.length - keep);
        }
    }

    /// The bytes looked at for one window: the measure of work of the tests.
    long steps(byte[] bytes, int length) {
        var window = new Window(bytes, length, 0, Origin.UNKNOWN);
        scan(window, 0, length, new Lines());
        return window.steps;
    }

    private List<Hit> scan(Window window, int from, int to, Lines lines) {
        var found = new Overlaps();
        index.scan(
                window,
                from,
                to,
                (keyword, start, end) -> {
                    for (Detector detector : byKeyword[keyword]) {
                        detector.structure()
                                .find(
                                        window,
                                        start,
                                        end,
                                        (matchStart, matchEnd, secretStart, secretEnd) ->
                                                found.add(
                                                        new Candidate(
                                                                detector,
                                                                matchStart,
                                                                matchEnd,
                                                                secretStart,
                                                                secretEnd),
                                                        window));
                    }
                });
        return found.hits(window, lines);
    }

    /// What a structure found, before it is judged.
    record Candidate(Detector detector, int start, int end, int secretStart, int secretEnd) {}

    /// Of hits on the same bytes one stays: the more specific, then the surer, then the first.
    private static final class Overlaps {
        private record Judged(Candidate candidate, Check.Verdict.Found verdict) {
            boolean overlaps(Candidate other) {
                return candidate.secretStart < other.secretEnd
                        && other.secretStart < candidate.secretEnd;
            }

            boolean beats(Judged other) {
                int specific =
                        candidate
                                .detector
                                .structure()
                                .specificity()
                                .compareTo(other.candidate.detector.structure().specificity());
                int sure = verdict.proof().level().compareTo(other.verdict.proof().level());
                return specific != 0 ? specific > 0 : sure > 0;
            }
        }

        private final List<Judged> judged = new ArrayList<>();

        void add(Candidate candidate, Window window) {
            String value = window.text(candidate.secretStart, candidate.secretEnd);
            if (candidate.detector.check().judge(value) instanceof Check.Verdict.Found found) {
                add(new Judged(candidate, found));
            }
        }

        private void add(Judged next) {
            for (int index = judged.size() - 1; index >= Math.max(0, judged.size() - 8); index--) {
                if (judged.get(index).overlaps(next.candidate)) {
                    if (next.beats(judged.get(index))) {
                        judged.remove(index);
                    } else {
                        return;
                    }
                }
            }
            judged.add(next);
        }

        List<Hit> hits(Window window, Lines lines) {
            judged.sort(
                    (a, b) -> Integer.compare(a.candidate.secretStart, b.candidate.secretStart));
            var hits = new ArrayList<Hit>();
            for (Judged each : judged) {
                if (!Allowed.onLine(window, each.candidate.secretStart)) {
                    hits.add(hit(each, window, lines));
                }
            }
            return hits;
        }

        private static Hit hit(Judged judged, Window window, Lines lines) {
            var candidate = judged.candidate;
            byte[] secret =
                    java.util.Arrays.copyOfRange(
                            window.bytes, candidate.secretStart, candidate.secretEnd);
            String publicIdentifier = judged.verdict.publicIdentifier();
            return new Hit(
                    candidate.detector,
                    new Hit.Span(window.offset + candidate.start, window.offset + candidate.end),
                    new Hit.Span(
                            window.offset + candidate.secretStart,
                            window.offset + candidate.secretEnd),
                    lines.lineOf(window, candidate.secretStart),
                    new SecretValue(secret),
                    judged.verdict.proof(),
                    publicIdentifier.isEmpty() ? Optional.empty() : Optional.of(publicIdentifier),
                    Optional.empty());
        }
    }

    /// Line numbers, counted only as far as there are hits.
    private static final class Lines {
        private long line = 1;
        private long counted;

        long lineOf(Window window, int index) {
            count(window, index);
            return line;
        }

        void advance(Window window, int index) {
            count(window, index);
        }

        private void count(Window window, int index) {
            long target = window.offset + index;
            for (long at = counted; at < target; at++) {
                if (window.bytes[(int) (at - window.offset)] == '\n') {
                    line++;
                }
            }
            counted = Math.max(counted, target);
        }
    }
}
