package io.muster.report;

import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where reports are kept. One is put there piece by piece and is in no list until it is finished.
public interface Shelf {

    void begin(Unit unit, Draft draft);

    /// @param piece from 0
    void add(Unit unit, String id, long piece, byte[] content);

    /// @param bytes unpacked
    /// @param sha256 of the report as it is handed out
    void finish(Unit unit, String id, long bytes, String sha256, Instant now);

    /// Whether there is one of that month already.
    boolean has(Kind kind, Format format, String month);

    /// The newest first, before number `before`.
    List<Kept> page(long before, int limit);

    Optional<Kept> find(String id);

    /// A piece, packed (RFC 1952: all together are one stream).
    Optional<byte[]> piece(Kept report, long piece);

    /// Removes some of those that were begun before these times.
    ///
    /// @return how many; call again until there are none
    int sweep(Unit unit, Instant monthly, Instant others, Instant unfinished);

    /// @param month such as `2026-11`; empty when somebody asked for it
    record Draft(String id, Kind kind, Format format, String month, Instant begun, String by) {}

    /// @param number of the row
    record Kept(
            long number,
            String id,
            Kind kind,
            Format format,
            String month,
            Instant made,
            long bytes,
            String sha256,
            String by) {}
}
