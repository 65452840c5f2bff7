package io.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.unit.Unavailable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
