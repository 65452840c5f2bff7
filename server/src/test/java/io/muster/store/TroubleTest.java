package io.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.unit.Unavailable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database file that may not grow is as good as a full disk.
class TroubleTest {
    private static final String INSERT = "INSERT INTO tag (name) VALUES (?)";
    private static final long MANY = 1_000_000;

    @TempDir private Path folder;

    @Test
    void aFullDiskIsSaidSoUntilSomethingWasKeptAgain() {
        try (SqliteDatabase database = SqliteDatabase.roll(folder)) {
            long pages = database.read(session -> session.number("PRAGMA page_count"));
            limit(database, pages);

            assertThatThrownBy(() -> fill(database))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("full");
            assertThat(database.trouble()).get().asString().contains("full");
            // Writes nothing, and so proves nothing.
            database.writeInBulk(unit -> 0);
            assertThat(database.trouble()).isPresent();
            assertThat(tags(database)).isZero();

            limit(database, MANY);
            database.probe();
            assertThat(database.trouble()).isEmpty();
            fill(database);
            assertThat(tags(database)).isEqualTo(200);
        }
    }

    private static long tags(Database database) {
        return database.read(session -> session.number("SELECT count(*) FROM tag"));
    }

    private static void limit(Database database, long pages) {
        database.write(unit ->
                Database.in(unit, session -> session.number("PRAGMA max_page_count = " + pages)));
    }

    private static void fill(Database database) {
        database.write(unit -> {
            for (int i = 0; i < 200; i++) {
                String name = i + "x".repeat(900);
                Database.in(unit, session -> session.update(INSERT, name));
            }
            return true;
        });
    }
}
