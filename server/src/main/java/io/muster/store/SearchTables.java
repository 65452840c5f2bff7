package io.muster.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tables of a file of the search index, and how they follow those of the roll.
///
/// @param session writes to the file, and reads the roll as `roll`
record SearchTables(Session session) {
    private static final int FORMAT = 1;

    /// Each commit makes a segment of the index, which are merged later: not too small.
    private static final int ROWS = 8_000;

    /// How far the roll has come, by name: tables by their highest number, and its changes.
    static Map<String, Long> reached(Session roll) throws SQLException {
        Map<String, Long> reached = new HashMap<>();
        for (Indexed index : Indexed.values()) {
            reached.put(index.table(), newest(roll, index.table()));
        }
        reached.put("change", newest(roll, "text_change"));
        return reached;
    }

    private static long newest(Session session, String table) throws SQLException {
        return session.number("SELECT coalesce(max(n), 0) FROM " + table);
    }

    /// Whether the file was made by this program and has followed this roll. It goes back to where
    /// the roll has come; an empty file is made into one.
    ///
    /// @param reached by the roll when it was opened
    boolean begin(Map<String, Long> reached) throws SQLException {
        return inTransaction(() -> {
            boolean fresh = session.number("PRAGMA main.schema_version") == 0;
            if (fresh) {
                make();
            }
            boolean good =
                    fresh
                            || (session.number("PRAGMA main.user_version") == FORMAT
                                    && hasSeenAllChanges(of(reached, "change")));
            for (Indexed index : Indexed.values()) {
                long floor = of(reached, index.table());
                if (good && followed(index.table()) > floor) {
                    goBack(index.table(), floor);
                }
            }
            return good;
        });
    }

    private static long of(Map<String, Long> reached, String name) {
        return Optional.ofNullable(reached.get(name)).orElseThrow();
    }

    private void make() throws SQLException {
        session.run(
                "CREATE TABLE progress (name TEXT PRIMARY KEY, n INTEGER NOT NULL)"
                        + " STRICT, WITHOUT ROWID");
        session.update(
                "INSERT INTO progress (name, n)"
                        + " SELECT 'change', coalesce(max(n), 0) FROM roll.text_change");
        for (Indexed index : Indexed.values()) {
            String table = index.table();
            session.update("INSERT INTO progress (name, n) VALUES (?, 0)", table);
            session.run(
                    "CREATE VIRTUAL TABLE %s_text USING fts5 (folded, content = '',"
                                    .formatted(table)
                            + " contentless_delete = 1, tokenize = 'trigram case_sensitive 1',"
                            + " detail = none)");
            // A commit is one segment, however large, and many are merged at once.
            for (String option :
                    List.of("'hashsize', 16777216", "'automerge', 16", "'crisismerge', 64")) {
                session.run(
                        "INSERT INTO %1$s_text (%1$s_text, rank) VALUES (%2$s)"
                                .formatted(table, option));
            }
        }
        session.run("PRAGMA main.user_version = " + FORMAT);
    }

    /// A power cut may take the end of either file. Changes that it took from the roll cannot be
    /// told; those that the roll has forgotten since cannot be asked for.
    private boolean hasSeenAllChanges(long reached) throws SQLException {
        long seen = followed("change");
        long oldest = session.number("SELECT coalesce(min(n), 0) FROM roll.text_change");
        return seen <= reached && oldest <= seen + 1 && (oldest > 0 || seen == 0);
    }

    /// A part of the way.
    ///
    /// @param change all up to it are in the index
    /// @param all how many rows there are to follow
    /// @param behind how many of them are missing
    record Step(int rows, int changes, long change, long all, long behind) {
        int done() {
            return rows + changes;
        }
    }

    Step step() throws SQLException {
        Step step =
                inTransaction(() -> {
                    long seen = followed("change");
                    long change = changes(seen);
                    int rows = 0;
                    long all = 0;
                    long behind = 0;
                    for (Indexed index : Indexed.values()) {
                        long newest = newest(session, "roll." + index.table());
                        rows += rows(index, newest, ROWS - rows);
                        all += newest;
                        behind += newest - followed(index.table());
                    }
                    if (rows + change > seen) {
                        CrashPoint.BEFORE_INDEX.pass();
                    }
                    return new Step(rows, (int) (change - seen), change, all, behind);
                });
        if (step.done() > 0) {
            CrashPoint.AFTER_INDEX.pass();
        }
        return step;
    }

    /// @return the last one that it has seen now
    private long changes(long seen) throws SQLException {
        record Change(long n, Indexed index, long row) {}
        List<Change> changes =
                session.all(
                        "SELECT n, entity, entity_n FROM roll.text_change WHERE n > ? ORDER BY n"
                                + " LIMIT ?",
                        row -> new Change(row.number(1), Indexed.of(row.text(2)), row.number(3)),
                        seen,
                        ROWS);
        for (Change it : changes) {
            String table = it.index().table();
            // A row that is yet to come is not in the index, and comes as it is then.
            if (it.row() <= followed(table)) {
                session.update("DELETE FROM %s_text WHERE rowid = ?".formatted(table), it.row());
                add(it.index(), it.row() - 1, it.row());
            }
        }
        if (changes.isEmpty()) {
            return seen;
        }
        setFollowed("change", changes.getLast().n());
        return changes.getLast().n();
    }

    /// The rows after `from` up to `to`.
    private void add(Indexed index, long from, long to) throws SQLException {
        session.update(
                "INSERT INTO %1$s_text (rowid, folded) SELECT n, %2$s FROM roll.%1$s"
                                .formatted(index.table(), index.text())
                        + " WHERE n > ? AND n <= ?",
                from,
                to);
    }

    private int rows(Indexed index, long newest, int limit) throws SQLException {
        long from = followed(index.table());
        if (newest < from) {
            // The last ones were removed: their numbers will come again.
            goBack(index.table(), newest);
            return 0;
        }
        long to = Math.min(newest, from + limit);
        if (to <= from) {
            return 0;
        }
        add(index, from, to);
        setFollowed(index.table(), to);
        return (int) (to - from);
    }

    private void goBack(String table, long n) throws SQLException {
        session.update("DELETE FROM %s_text WHERE rowid > ?".formatted(table), n);
        setFollowed(table, n);
    }

    private long followed(String name) throws SQLException {
        return session.number("SELECT n FROM progress WHERE name = ?", name);
    }

    private void setFollowed(String name, long n) throws SQLException {
        session.update("UPDATE progress SET n = ? WHERE name = ?", n, name);
    }

    private <T> T inTransaction(Patience.Work<T> work) throws SQLException {
        session.run("BEGIN");
        try {
            T done = work.done();
            session.run("COMMIT");
            return done;
        } catch (SQLException | RuntimeException e) {
            undo();
            throw e;
        }
    }

    private void undo() {
        try {
            session.run("ROLLBACK");
        } catch (SQLException _) {
            // Nothing is open: the database has undone it itself.
        }
    }
}
