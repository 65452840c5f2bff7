package io.muster.store.evidence;

import io.muster.report.Format;
import io.muster.report.Kind;
import io.muster.report.Shelf;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Times;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reports that are kept, in the database: every node of a server has them, and every backup.
public final class JdbcShelf implements Shelf {
    private static final int SWEPT = 20;
    private static final String SELECT =
            "SELECT n, id, kind, format, month, finished, bytes, sha256, actor FROM report"
                    + " WHERE finished <> 0";

    private final Database roll;

    public JdbcShelf(Database roll) {
        this.roll = roll;
    }

    @Override
    public void begin(Unit unit, Draft draft) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "INSERT INTO report (id, kind, format, month, begun, actor)"
                                        + " VALUES (?, ?, ?, ?, ?, ?)",
                                draft.id(),
                                draft.kind().toString(),
                                draft.format().toString(),
                                draft.month(),
                                Times.micros(draft.begun()),
                                draft.by()));
    }

    @Override
    public void add(Unit unit, String id, long piece, byte[] content) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "INSERT INTO report_piece (report_n, piece, content)"
                                        + " SELECT n, ?, ? FROM report WHERE id = ?",
                                piece,
                                content,
                                id));
    }

    @Override
    public void finish(Unit unit, String id, long bytes, String sha256, Instant now) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "UPDATE report SET finished = ?, bytes = ?, sha256 = ? WHERE id = ?",
                                Times.micros(now),
                                bytes,
                                sha256,
                                id));
    }

    @Override
    public boolean has(Kind kind, Format format, String month) {
        return roll.read(session ->
                session.number(
                                "SELECT count(*) FROM report WHERE finished <> 0 AND kind = ?"
                                        + " AND format = ? AND month = ?",
                                kind.toString(),
                                format.toString(),
                                month)
                        > 0);
    }

    @Override
    public List<Kept> page(long before, int limit) {
        return roll.read(session ->
                session.all(
                        SELECT + " AND n < ? ORDER BY n DESC LIMIT ?",
                        JdbcShelf::kept,
                        before,
                        limit));
    }

    @Override
    public Optional<Kept> find(String id) {
        return roll.read(session -> session.first(SELECT + " AND id = ?", JdbcShelf::kept, id));
    }

    @Override
    public Optional<byte[]> piece(Kept report, long piece) {
        return roll.read(session ->
                session.first(
                        "SELECT content FROM report_piece WHERE report_n = ? AND piece = ?",
                        row -> row.bytes(1),
                        report.number(),
                        piece));
    }

    @Override
    public int sweep(Unit unit, Instant monthly, Instant others, Instant unfinished) {
        return Database.in(
                unit,
                session -> {
                    List<Long> old =
                            new ArrayList<>(
                                    session.all(
                                            """
                                            SELECT n FROM report WHERE
                                              (finished <> 0 AND month <> '' AND begun < ?) OR
                                              (finished <> 0 AND month = '' AND begun < ?) OR
                                              (finished = 0 AND begun < ?)
                                             ORDER BY n LIMIT ?
                                            """,
                                            row -> row.number(1),
                                            Times.micros(monthly),
                                            Times.micros(others),
                                            Times.micros(unfinished),
                                            SWEPT));
                    for (long n : old) {
                        session.update("DELETE FROM report_piece WHERE report_n = ?", n);
                        session.update("DELETE FROM report WHERE n = ?", n);
                    }
                    return old.size();
                });
    }

    private static Kept kept(Row row) throws SQLException {
        return new Kept(
                row.number(1),
                row.text(2),
                Kind.named(row.text(3)).orElseThrow(),
                Format.named(row.text(4)).orElseThrow(),
                row.text(5),
                Times.instant(row.number(6)),
                row.number(7),
                row.text(8),
                row.text(9));
    }
}
