package io.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.store.intake.Inventory;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTablesTest {
    private static final SqliteFile.Durability NORMAL = SqliteFile.Durability.NORMAL;

    @TempDir Path folder;

    /// A file that may not grow is as good as a full disk.
    @Test
    void aFullDiskLeavesTheIndexWhereItWas() throws SQLException {
        try (Inventory inventory = new Inventory(SqliteDatabase.roll(folder))) {
            SqliteFile roll = new SqliteFile(folder.resolve("roll.db"), NORMAL);
            SqliteFile file = new SqliteFile(folder.resolve("search-1.db"), NORMAL);
            Session session = file.openFollower(roll, "roll");
            try {
                SearchTables tables = new SearchTables(session);
                assertThat(tables.begin(SearchTables.reached(session))).isTrue();
                long pages = session.number("PRAGMA main.page_count");
                session.number("PRAGMA main.max_page_count = " + pages);
                for (int i = 0; i < 60; i++) {
                    String name = "svc-%d.%s.example.com".formatted(i, Integer.toHexString(i * i));
                    inventory.scan(name, inventory.certificate(name, "file://web-3/" + name));
                }
                assertThatThrownBy(tables::step)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("full");
                assertThat(session.number("SELECT sum(n) FROM progress")).isZero();

                session.number("PRAGMA main.max_page_count = 100000");
                SearchTables.Step step = tables.step();
                assertThat(step.rows()).isEqualTo(180);
                assertThat(step.behind()).isZero();
                assertThat(
                                session.number(
                                        "SELECT count(*) FROM credential_text"
                                                + " WHERE credential_text MATCH '\"svc\"'"))
                        .isEqualTo(60);
            } finally {
                session.disconnect();
            }
        }
    }
}
