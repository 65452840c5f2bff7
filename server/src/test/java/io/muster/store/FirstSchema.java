package io.muster.store;

import io.muster.inventory.credentials.Dossier;
import io.muster.model.Anchor;
import io.muster.model.Bytes;
import io.muster.model.Entry;
import io.muster.store.intake.Inventory;
import io.muster.testing.PostgresqlServer;
import io.muster.wire.Kept;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Databases with the schema that the first Muster with an inventory made: its migrations and no
/// later one. That they are still what they were is `MigrationsTest`'s to see.
record FirstSchema(DatabaseKind kind, Path folder, String url) {
    static final List<String> ROLL =
            List.of("roll-0001-inventory", "roll-0002-search", "roll-0003-declared");
    static final List<String> AUTHORITY =
            List.of("authority-0001-decisions", "authority-0002-access", "authority-0003-audit");

    /// SHA-256 of every file of that schema: what a database of then says of itself.
    static final Set<String> CHECKSUMS =
            Set.of(
                    "fa1e98091552f9a8aeb2ce3fe441c0770220216e0c8c6a3cd061241c527f4cd9",
                    "4f172c5c0d79911218056280bb8ea08d0fe67f8f57dd94de8e59de6edaca3648",
                    "d161d1c682773a3e25e196da3e3d023958a7a467ff43ea0804e38b8eeffdcb33",
                    "36e13c6a39216db665f2019d3d5047945f1f3af3c83eda408c795dfdaf5c86f2",
                    "3ec5fb2e05eb9904d6f429a74b7eb1174793123dc146590f43e6f0a63b1b27d8",
                    "6ca0772847abb92b44aa79a1775fd0582035044225fde60a41fc4d613cb02cda",
                    "d432a7287cd10b82dc7b43710b7de5a6c95272c98d73aeda9acacf8759fd5c18",
                    "e10acf99df8fb7547a643e2bbd4247eaac041fa05ac458d2de15100e4a5b416f",
                    "0f7647055e9a78de1efd27f1262631ed774a11ffb07041de8efc9566d93c69c9",
                    "4d445ffde54b0e3053e99c6db26e3241079c8e7af3b82866ba63924c0917c316",
                    "e9b0211b7772f0dca9925701d06981e49f0ac790d941e30e8fcc5e4d6f6ab2f5",
                    "549062810280bdca85c782febe44ba550c1adfdb283c2187acd2ae5925ec40e1");

    private static final long SEEN = Times.micros(Inventory.START);

    static FirstSchema made(DatabaseKind kind, Path folder, Entry entry) throws SQLException {
        String url = kind == DatabaseKind.POSTGRESQL ? PostgresqlServer.freshDatabase() : "";
        FirstSchema made = new FirstSchema(kind, folder, url);
        switch (kind) {
            case SQLITE -> {
                made.make("authority.db", AUTHORITY, List.of());
                made.make("roll.db", ROLL, List.of(entry));
            }
            case POSTGRESQL ->
                    made.make(
                            "",
                            Stream.concat(ROLL.stream(), AUTHORITY.stream()).toList(),
                            List.of(entry));
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

    /// The checksums that its databases keep.
    Set<String> checksums() throws SQLException {
        Set<String> all = new TreeSet<>();
        for (String file : List.of("roll.db", "authority.db")) {
            try (Session session = open(file)) {
                session.each("SELECT checksum FROM migration", row -> all.add(row.text(1)));
                session.disconnect();
            }
        }
        return all;
    }

    private void make(String file, List<String> steps, List<Entry> entries) throws SQLException {
        try (Session session = open(file)) {
            session.connection().setAutoCommit(false);
            Migrations.run(session, steps);
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
                id(identity.anchor()),
                identity.anchor().kind().toString(),
                identity.anchor().realm(),
                identity.anchor().name(),
                identity.anchor().name(),
                SEEN,
                SEEN);
        session.update(
                "INSERT INTO anchor (n, id, canonical, kind, realm, name) VALUES (1, ?, ?, ?, ?, ?)",
                id(identity.anchor()),
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

    private static Bytes id(Anchor anchor) {
        return Bytes.of(anchor.canonical().getBytes(StandardCharsets.UTF_8)).sha256().slice(0, 16);
    }
}
