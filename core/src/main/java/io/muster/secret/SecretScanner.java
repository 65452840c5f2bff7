package io.muster.secret;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

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

    private final List<Detector> detectors;

    /// The marks come first: a lead below `marks` is one, any other leads to `owners` less that.
    private final int marks;

    private final Detector[] owners;
    private final LeadIndex index;
    private final LeadIndex marksOnly;

    /// What one pass saw.
    ///
    /// @param marks which of the marks stand in the content, by their number
    /// @param hits the secrets, in the order of the content
    public record Seen(BitSet marks, List<Hit> hits) {}

    public SecretScanner(List<Detector> detectors) {
        this(detectors, List.of());
    }

    /// @param marks words that are looked for in the same pass, in any case; at least three
    ///   characters of ASCII each
    public SecretScanner(List<Detector> detectors, List<String> marks) {
        var leads = new ArrayList<>(Lead.words(marks));
        this.marksOnly = new LeadIndex(leads);
        var owners = new ArrayList<Detector>();
        for (Detector detector : detectors) {
            List<Lead> more = detector.structure().leads();
            if (more.isEmpty()) {
                throw new IllegalArgumentException("nothing leads to " + detector.id());
            }
            leads.addAll(more);
            more.forEach(_ -> owners.add(detector));
        }
        this.detectors = List.copyOf(detectors);
        this.marks = marks.size();
        this.owners = owners.toArray(Detector[]::new);
        this.index = detectors.isEmpty() ? marksOnly : new LeadIndex(leads);
    }

    /// Every built-in detector.
    public static SecretScanner withAllDetectors() {
        return new SecretScanner(Detectors.ALL);
    }

    public List<Detector> detectors() {
        return detectors;
    }

    /// Looks at the first `length` bytes of `bytes`, which are a whole file or blob. Marks are seen
    /// in any content, secrets in text only.
    ///
    /// @param origin asked once at most, and only when a value is judged
    public Seen look(byte[] bytes, int length, Supplier<Origin> origin) {
        var seen = new BitSet(marks);
        var content = Content.of(bytes, length);
        var window = new Window(content.bytes(), content.length(), 0, origin);
        if (!content.isText()) {
            marksOnly.scan(window, 0, window.length, (mark, _, _) -> seen.set(mark));
            return new Seen(seen, List.of());
        }
        return new Seen(seen, scan(window, 0, window.length, new Lines(), seen));
    }

    /// Hands over the secrets in the first `length` bytes of `bytes`, which are a whole file or
    /// blob.
    public void scan(byte[] bytes, int length, Origin origin, Consumer<Hit> consumer) {
        look(bytes, length, () -> origin).hits().forEach(consumer);
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
        var seen = new BitSet(marks);
        long offset = 0;
        int from = 0;
        while (true) {
            boolean last = length < buffer.length;
            var window = new Window(buffer, length, offset, () -> origin);
            int to = last ? length : length - REACH;
            scan(window, from, to, lines, seen).forEach(consumer);
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
        var window = new Window(bytes, length, 0, () -> Origin.UNKNOWN);
        scan(window, 0, length, new Lines(), new BitSet(marks));
        return window.steps;
    }

    private List<Hit> scan(Window window, int from, int to, Lines lines, BitSet seen) {
        var findings = new Findings(window);
        index.scan(
                window,
                from,
                to,
                (lead, start, end) -> {
                    if (lead < marks) {
                        seen.set(lead);
                    } else {
                        look(window, owners[lead - marks], start, end, findings);
                    }
                });
        return findings.hits(lines);
    }

    private static void look(
            Window window, Detector detector, int leadStart, int leadEnd, Findings findings) {
        detector.structure()
                .find(
                        window,
                        leadStart,
                        leadEnd,
                        (start, end, secretStart, secretEnd) ->
                                findings.add(detector, start, end, secretStart, secretEnd));
    }
}
