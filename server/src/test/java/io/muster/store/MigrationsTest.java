package io.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.inventory.intake.Run;
import io.muster.model.Entry;
import io.muster.store.intake.Inventory;
import io.muster.unit.Unavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationsTest {
    @TempDir Path folder;

    @Test
    void aDatabaseIsOpenedAgain() {
        SqliteDatabase.roll(folder).close();
        try (Database again = SqliteDatabase.roll(folder)) {
            assertThat(steps(again)).containsExactlyElementsOf(Migrations.ROLL);
        }
    }

    @Test
    void aNewerSchemaRefusesAnOlderProgram() {
        try (Database database = SqliteDatabase.roll(folder)) {
            pretend(database, "INSERT INTO migration (name, checksum) VALUES ('roll-9999', '')");
        }
        assertThatThrownBy(() -> SqliteDatabase.roll(folder))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("newer Muster")
                .hasMessageContaining("roll-9999");
    }

    @Test
    void aMigrationThatWasChangedIsNoticed() {
        try (Database database = SqliteDatabase.roll(folder)) {
            pretend(database, "UPDATE migration SET checksum = 'other'");
        }
        assertThatThrownBy(() -> SqliteDatabase.roll(folder))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining(Migrations.ROLL.getFirst());
    }

    @ParameterizedTest
    @EnumSource
    void theFirstSchemaArrivesAtTodaysWithAllThatWasKept(DatabaseKind kind) throws Exception {
        Entry entry;
        try (Inventory fresh =
                new Inventory(kind.roll(Files.createDirectory(folder.resolve("x"))))) {
            entry = fresh.certificate("pay.example.com", "file://web-3/etc/pay.pem");
            FirstSchema first = FirstSchema.made(kind, folder, entry);
            try (Database authority = first.authority();
                    Inventory migrated = new Inventory(first.roll())) {
                assertThat(schema(migrated.database)).isEqualTo(schema(fresh.database));
                assertThat(steps(authority)).containsAll(Migrations.AUTHORITY);
                assertThat(steps(migrated.database)).containsAll(Migrations.ROLL);
                Run run = migrated.scan("files", entry);
                assertThat(run.counts().known()).isEqualTo(1);
                assertThat(
                                migrated.texts(
                                        "SELECT t.name FROM tag t, tagging g WHERE g.tag_n = t.n"))
                        .containsExactly("pci");
                assertThat(migrated.number("SELECT count(*) FROM holding")).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFirstSchemasFilesStayAsTheyWere(DatabaseKind kind) throws Exception {
        assertThat(Migrations.ROLL).startsWith(FirstSchema.ROLL.toArray(String[]::new));
        assertThat(Migrations.AUTHORITY).startsWith(FirstSchema.AUTHORITY.toArray(String[]::new));
        try (Inventory fresh =
                new Inventory(kind.roll(Files.createDirectory(folder.resolve("x"))))) {
            Entry entry = fresh.certificate("pay.example.com", "file://web-3/etc/pay.pem");
            Set<String> made = FirstSchema.made(kind, folder, entry).checksums();
            assertThat(made).hasSize(FirstSchema.CHECKSUMS.size() / 2);
            assertThat(FirstSchema.CHECKSUMS).containsAll(made);
        }
    }

    /// Every table's columns and every index, in an order that does not depend on how it was made.
    private static Set<String> schema(Database database) {
        List<String> lines =
                database.read(session ->
                        session.all(
                                switch (session.dialect()) {
                                    case Dialect.Sqlite _ ->
                                            """
                                            SELECT m.type || ' ' || m.name || ' ' ||
                                                   coalesce(p.name || ' ' || p.type || ' ' || p."notnull" || ' '
                                                   || coalesce(p.dflt_value, ''), m.sql, '')
                                              FROM sqlite_schema m LEFT JOIN pragma_table_info(m.name) p
                                                ON m.type = 'table'
                                             WHERE m.name NOT LIKE 'sqlite%'
                                            """;
                                    case Dialect.Postgresql _ ->
                                            """
                                            SELECT table_name || ' ' || column_name || ' ' || data_type || ' '
                                                   || is_nullable || ' ' || coalesce(column_default, '')
                                                   || coalesce(collation_name, '')
                                              FROM information_schema.columns WHERE table_schema = 'public'
                                             UNION ALL
                                            SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
                                            """;
                                },
                                row -> row.text(1)));
        return new TreeSet<>(lines);
    }

    @Test
    void bothDatabasesHaveTheSameTablesAndColumns() {
        Map<String, String> embedded = new TreeMap<>();
        try (Database database = SqliteDatabase.roll(folder)) {
            database.read(session -> {
                session.each(
                        "SELECT m.name, p.name FROM sqlite_schema m, pragma_table_info(m.name) p"
                                + " WHERE m.type = 'table' AND m.sql NOT LIKE '%VIRTUAL%'"
                                + " AND m.name NOT LIKE '%\\_text\\_%' ESCAPE '\\' ORDER BY 1, p.cid",
                        row -> embedded.merge(row.text(1), row.text(2), (a, b) -> a + " " + b));
                return true;
            });
        }
        // What the search index follows by; the shared database has its own.
        embedded.remove("text_change");
        Map<String, String> shared = new TreeMap<>();
        try (Database database = DatabaseKind.POSTGRESQL.roll(folder)) {
            database.read(session -> {
                session.each(
                        "SELECT table_name::text, column_name::text FROM information_schema.columns"
                                + " WHERE table_schema = 'public' ORDER BY 1, ordinal_position",
                        row -> shared.merge(row.text(1), row.text(2), (a, b) -> a + " " + b));
                return true;
            });
        }
        assertThat(shared).containsAllEntriesOf(embedded);
    }

    private static List<String> steps(Database database) {
        return database.read(session ->
                session.all("SELECT name FROM migration ORDER BY name", row -> row.text(1)));
    }

    private static void pretend(Database database, String sql) {
        database.write(unit -> Database.in(unit, session -> session.update(sql)));
    }
}
