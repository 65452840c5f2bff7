package io.muster.secret;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Finds the secrets of all its detectors in bytes, in one pass. Immutable; any number of threads
/// may scan with one scanner.
///
/// Memory is bounded: a stream is read in windows of 1 MB that overlap by 16 KB to either side,
/// which is longer than any secret that a detector knows. Text in UTF-16 with its byte order mark
/// is read, with offsets that count characters; other content with NUL bytes is binary and is left
/// to the parsers.
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
            lines.lineOf(window, to - REACH);
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
        var findings = new Findings(window);
        index.scan(
                window,
                from,
                to,
                (keyword, start, end) -> look(window, keyword, start, end, findings));
        return findings.hits(lines);
    }

    private void look(
            Window window, int keyword, int keywordStart, int keywordEnd, Findings findings) {
        for (Detector detector : byKeyword[keyword]) {
            detector.structure()
                    .find(
                            window,
                            keywordStart,
                            keywordEnd,
                            (start, end, secretStart, secretEnd) ->
                                    findings.add(detector, start, end, secretStart, secretEnd));
        }
    }
}
