package io.muster.report;

import io.muster.monitor.ProgramMetric;
import io.muster.report.Shelf.Draft;
import io.muster.report.Shelf.Kept;
import io.muster.seal.SealedWriter;
import io.muster.unit.Units;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Keeps reports: those that somebody wants kept, and each month those that the server makes by
/// itself.
///
/// @param monthly what is made each month besides the summary
public record ReportArchive(
        Reporting reporting, Shelf shelf, Units units, RandomGenerator random, List<Kind> monthly) {
    /// How long those of a month are kept.
    public static final Duration MONTHLY = Duration.ofDays(3 * 366);

    /// How long others are kept.
    public static final Duration OTHERS = Duration.ofDays(90);

    /// What was not finished by then never will be.
    private static final Duration UNFINISHED = Duration.ofHours(12);

    private static final int PIECE = 256 << 10;

    /// Packed; a larger one is to be fetched, not kept.
    private static final long BYTES_MAX = 256L << 20;

    /// This month and the one before.
    private static final int DAYS = 62;

    private static final List<Format> FORMATS = List.of(Format.JSON, Format.PDF);

    public ReportArchive {
        monthly = List.copyOf(monthly);
    }

    /// One that makes the summary alone.
    public ReportArchive(Reporting reporting, Shelf shelf, Units units, RandomGenerator random) {
        this(reporting, shelf, units, random, List.of());
    }

    /// Makes a report and keeps it.
    ///
    /// @param month empty when somebody asked for it
    public Kept keep(Kind kind, Format format, String month, Instant now, String by)
            throws IOException {
        String id = "%s-%016x".formatted(kind, random.nextLong());
        Draft draft = new Draft(id, kind, format, month, now, by);
        units.write(unit -> {
            shelf.begin(unit, draft);
            return true;
        });
        Pieces pieces = new Pieces(id);
        try (GZIPOutputStream packed = new GZIPOutputStream(pieces, 1 << 14)) {
            Plain plain = new Plain(packed);
            reporting.write(kind, format, now, by, plain);
            packed.finish();
            pieces.flushLast();
            String sha256 = plain.digest();
            long bytes = plain.count;
            units.write(unit -> {
                shelf.finish(unit, id, bytes, sha256, now);
                return true;
            });
        }
        return shelf.find(id).orElseThrow();
    }

    /// Writes a kept report to `out`.
    public void copy(Kept report, OutputStream out) throws IOException {
        try (InputStream in = new GZIPInputStream(new Packed(report), 1 << 14)) {
            in.transferTo(out);
        }
    }

    /// Makes the monthly reports when a month has begun for which there are none, and removes old
    /// ones. To be called often, by one node.
    public void tick(Instant now) {
        String month = YearMonth.from(now.atOffset(ZoneOffset.UTC)).minusMonths(1).toString();
        // The summary first: it must not wait for what may be too large.
        make(Kind.MONTHLY, month, now);
        monthly.forEach(it -> make(it, month, now));
        int removed;
        do {
            removed =
                    units.writeInBulk(unit ->
                            shelf.sweep(
                                    unit,
                                    now.minus(MONTHLY),
                                    now.minus(OTHERS),
                                    now.minus(UNFINISHED)));
        } while (removed > 0);
    }

    private void make(Kind kind, String month, Instant now) {
        for (Format format : FORMATS) {
            if (kind.hasFormat(format) && wasThere(now) && !shelf.has(kind, format, month)) {
                try {
                    Kept _ = keep(kind, format, month, now, "muster");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /// Of a month in which nothing was counted there is nothing to tell.
    private boolean wasThere(Instant now) {
        Instant begun =
                YearMonth.from(now.atOffset(ZoneOffset.UTC))
                        .atDay(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
        return reporting.sources().program().series(ProgramMetric.ORPHANS, DAYS).stream()
                .anyMatch(it -> it.at().isBefore(begun));
    }

    /// The pieces of a report, one after the other.
    private final class Packed extends InputStream {
        private final Kept report;
        private long next;
        private Optional<InputStream> piece = Optional.empty();

        Packed(Kept report) {
            this.report = report;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            while (true) {
                if (piece.isEmpty()) {
                    piece = shelf.piece(report, next++).map(ByteArrayInputStream::new);
                    if (piece.isEmpty()) {
                        return -1;
                    }
                }
                int count = piece.get().read(target, from, length);
                if (count >= 0) {
                    return count;
                }
                piece = Optional.empty();
            }
        }
    }

    /// Cuts what comes into pieces, and each becomes a row.
    private final class Pieces extends OutputStream {
        private final String id;
        private final ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE + 1024);
        private long number;
        private long written;

        Pieces(String id) {
            this.id = id;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            piece.write(bytes, from, length);
            written += length;
            if (written > BYTES_MAX) {
                throw new IOException(
                        "the report is larger than what is kept; fetch it instead of keeping it");
            }
            if (piece.size() >= PIECE) {
                flushLast();
            }
        }

        void flushLast() {
            if (piece.size() > 0) {
                byte[] content = piece.toByteArray();
                piece.reset();
                long at = number++;
                units.write(unit -> {
                    shelf.add(unit, id, at, content);
                    return true;
                });
            }
        }
    }

    /// Counts and digests what is handed out.
    private static final class Plain extends OutputStream {
        private final DigestOutputStream out;
        private long count;

        Plain(OutputStream out) {
            this.out = new DigestOutputStream(out, SealedWriter.digest());
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
        }

        String digest() {
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        }
    }
}
