package io.muster.store;

import io.muster.inventory.Dossier;
import io.muster.model.Bytes;
import io.muster.model.Entry;
import io.muster.testing.PostgresqlServer;
import io.muster.wire.Kept;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// Databases with the schema that the first Muster with an inventory made: its migrations, kept as
/// they were, below `first` in the tests' resources.
record FirstSchema(DatabaseKind kind, Path folder, String url) {
    static final List<String> ROLL =
            List.of("roll-0001-inventory", "roll-0002-search", "roll-0003-declared");
    static final List<String> AUTHORITY =
            List.of("authority-0001-decisions", "authority-0002-access", "authority-0003-audit");

    private static final long SEEN = Times.micros(Inventory.START);

    static FirstSchema made(DatabaseKind kind, Path folder, Entry entry)
            throws SQLException, IOException {
        String url = kind == DatabaseKind.POSTGRESQL ? PostgresqlServer.freshDatabase() : "";
        FirstSchema made = new FirstSchema(kind, folder, url);
        switch (kind) {
            case SQLITE -> {
                made.make("authority.db", AUTHORITY, List.of());
                made.make("roll.db", ROLL, List.of(entry));
            }
            case POSTGRESQL -> {
                made.make("", ROLL, List.of(entry));
                made.make("", AUTHORITY, List.of());
            }
        }
        return made;
    }

    /// As the program of today opens it.
    Database roll() {
        return kind == DatabaseKind.POSTGRESQL
                ? PostgresqlDatabase.open(url)
                : SqliteDatabase.roll(folder);
    }

    Database authority() {
        return kind == DatabaseKind.POSTGRESQL
                ? PostgresqlDatabase.open(url)
                : SqliteDatabase.authority(folder);
    }

    private void make(String file, List<String> steps, List<Entry> entries)
            throws SQLException, IOException {
        try (Session session = open(file)) {
            session.connection().setAutoCommit(false);
            session.run(
                    "CREATE TABLE IF NOT EXISTS migration"
                            + " (name TEXT PRIMARY KEY, checksum TEXT NOT NULL)");
            for (String step : steps) {
                run(session, step);
            }
            for (Entry entry : entries) {
                keep(session, entry);
            }
            session.connection().commit();
            session.disconnect();
        }
    }

    private Session open(String file) throws SQLException {
        if (kind == DatabaseKind.SQLITE) {
            Path path = folder.resolve(file);
            return new SqliteFile(path, SqliteFile.Durability.NORMAL).openWriter();
        }
        Connection connection = DriverManager.getConnection(url);
        return new Session(connection, Dialect.POSTGRESQL);
    }

    private static void run(Session session, String step) throws SQLException, IOException {
        String name = "first/" + session.dialect().folder() + "/" + step + ".sql";
        String script;
        try (InputStream in = FirstSchema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no " + name);
            }
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (String statement : script.split(";\\R", -1)) {
            if (!statement.isBlank()) {
                session.run(statement);
            }
        }
        session.update(
                "INSERT INTO migration (name, checksum) VALUES (?, ?)",
                step,
                Bytes.of(script.getBytes(StandardCharsets.UTF_8)).sha256().toHex());
    }

    /// What that Muster wrote of a credential with one identity and one sighting, seen by the
    /// source `files`; tagged `pci`.
    private static void keep(Session session, Entry entry) throws SQLException {
        String document = Dossier.text(Dossier.of(entry));
        var identity = entry.identities().getFirst();
        var sighting = entry.sightings().getFirst();
        session.update(
                "INSERT INTO source (n, id, kind, name, origin, last_run_n)"
                        + " VALUES (1, 'files', 'scanner', 'files', 'scanner', 1)");
        session.update(
                "INSERT INTO run (n, id, source_n, reporter, state, started, ended, heard, seen, new_)"
                        + " VALUES (1, 'r1', 1, 'test', 'completed', ?, ?, ?, 1, 1)",
                SEEN,
                SEEN,
                SEEN);
        session.update(
                "INSERT INTO identity (n, id, kind, realm, name, folded, first_seen, last_seen,"
                        + " credentials) VALUES (1, ?, ?, ?, ?, ?, ?, ?, 1)",
                Anchors.id(identity.anchor()),
                identity.anchor().kind().toString(),
                identity.anchor().realm(),
                identity.anchor().name(),
                identity.anchor().name(),
                SEEN,
                SEEN);
        session.update(
                "INSERT INTO anchor (n, id, canonical, kind, realm, name) VALUES (1, ?, ?, ?, ?, ?)",
                Anchors.id(identity.anchor()),
                identity.anchor().canonical(),
                identity.anchor().kind().toString(),
                identity.anchor().realm(),
                identity.anchor().name());
        session.update(
                "INSERT INTO binding (anchor_n, identity_n, since, actor, reason)"
                        + " VALUES (1, 1, ?, 'muster', 'first seen')",
                SEEN);
        session.update(
                "INSERT INTO credential (n, id, type, title, folded, fingerprint, not_before,"
                        + " not_after, first_seen, last_seen, first_run_n, places, document_digest)"
                        + " VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1, ?)",
                entry.credential().id().digest(),
                entry.credential().type().toString(),
                identity.anchor().name(),
                identity.anchor().name(),
                entry.credential().fingerprint().toString(),
                Times.micros(entry.credential().notBefore().orElseThrow()),
                Times.micros(entry.credential().notAfter().orElseThrow()),
                SEEN,
                SEEN,
                Dossier.digest(document));
        session.update(
                "INSERT INTO credential_document (credential_n, document) VALUES (1, ?)", document);
        session.update(
                "INSERT INTO holding (credential_n, anchor_n, identity_n, rule)"
                        + " VALUES (1, 1, 1, ?)",
                identity.rule());
        session.update(
                "INSERT INTO place (n, text, scheme, host, folded) VALUES (1, ?, 'file', 'web-3', ?)",
                sighting.place().text(),
                sighting.place().text());
        session.update(
                "INSERT INTO sighting (credential_n, place_n, role, source_n, first_at, last_at,"
                        + " run_n, first_run_n, via, facts) VALUES (1, 1, ?, 1, ?, ?, 1, 1, ?, ?)",
                sighting.role().toString(),
                SEEN,
                SEEN,
                sighting.source(),
                Kept.text(sighting.facts()));
        session.update("INSERT INTO tag (n, name) VALUES (1, 'pci')");
        session.update("INSERT INTO tagging (tag_n, entity, entity_n) VALUES (1, 'credential', 1)");
        session.update("INSERT INTO counter (name, value) VALUES ('credentials', 1)");
        if (session.dialect() instanceof Dialect.Postgresql) {
            for (String table :
                    List.of("source", "run", "identity", "anchor", "credential", "place", "tag")) {
                session.run("ALTER TABLE " + table + " ALTER COLUMN n RESTART WITH 2");
            }
        }
    }
}
