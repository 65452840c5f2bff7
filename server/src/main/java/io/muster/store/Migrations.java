package io.muster.store;

import io.muster.model.Bytes;
import io.muster.unit.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The schema, step by step, forward only. Each step is a file for each database and runs once, in
/// a transaction of its own; its checksum is kept, so that a step which was changed later is
/// noticed.
final class Migrations {
    static final List<String> ROLL =
            List.of(
                    "roll-0001-inventory",
                    "roll-0002-search",
                    "roll-0003-declared",
                    "roll-0004-judging",
                    "roll-0005-configured",
                    "roll-0006-series",
                    "roll-0007-issuers",
                    "roll-0008-program",
                    "roll-0009-policies",
                    "roll-0010-alerts",
                    "roll-0011-ownership",
                    "roll-0012-compliance",
                    "roll-0013-posture",
                    "roll-0014-reviews",
                    "roll-0015-search-file",
                    "roll-0016-moduli");
    static final List<String> AUTHORITY =
            List.of(
                    "authority-0001-decisions",
                    "authority-0002-access",
                    "authority-0003-audit",
                    "authority-0004-roles",
                    "authority-0005-evidence",
                    "authority-0006-directory");

    /// Any constant will do, as long as nobody else on that database server locks it.
    private static final long LOCK = 0x6d75737465720001L;

    private Migrations() {}

    /// Brings the database of `session` up to date.
    ///
    /// @param steps all that this program knows, in order
    /// @throws Unavailable when the database is newer than this program, or a step was changed
    static void run(Session session, List<String> steps) throws SQLException {
        lock(session);
        session.run(
                "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, checksum TEXT NOT NULL)");
        Map<String, String> done = new HashMap<>();
        session.each(
                "SELECT name, checksum FROM migration", row -> done.put(row.text(1), row.text(2)));
        for (String name : done.keySet()) {
            if (!steps.contains(name)) {
                throw new Unavailable(
                        "the database was made by a newer Muster (it has "
                                + name
                                + "); start that version, or restore a backup of this one");
            }
        }
        for (String name : steps) {
            String script = script(session.dialect(), name);
            String checksum = Bytes.of(script.getBytes(StandardCharsets.UTF_8)).sha256().toHex();
            String known = done.get(name);
            if (known == null) {
                apply(session, name, script, checksum);
            } else if (!known.equals(checksum)) {
                throw new Unavailable(
                        "migration "
                                + name
                                + " is not the one that made this database; start the"
                                + " version of Muster that did");
            }
        }
    }

    private static void lock(Session session) throws SQLException {
        switch (session.dialect()) {
            case Dialect.Sqlite _ -> {}
            case Dialect.Postgresql _ -> session.run("SELECT pg_advisory_xact_lock(" + LOCK + ")");
        }
    }

    private static void apply(Session session, String name, String script, String checksum)
            throws SQLException {
        for (String statement : script.split(";\\R", -1)) {
            if (!statement.isBlank()) {
                session.run(statement);
            }
        }
        session.update("INSERT INTO migration (name, checksum) VALUES (?, ?)", name, checksum);
    }

    private static String script(Dialect dialect, String name) {
        String path = dialect.folder() + "/" + name + ".sql";
        try (InputStream in = Migrations.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
