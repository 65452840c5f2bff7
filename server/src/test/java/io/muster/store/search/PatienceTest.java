package io.muster.store.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.inventory.query.QueryRefused;
import io.muster.store.Database;
import io.muster.store.SqliteDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatienceTest {
    private static final String ENDLESS =
            """
            WITH RECURSIVE t(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM t) SELECT count(*) FROM t
            """;

    @TempDir Path folder;

    @Test
    void aQuestionWithoutEndIsRefusedAndTheNextIsAnswered() throws Exception {
        try (Database roll = SqliteDatabase.roll(folder)) {
            QueryRefused refused =
                    catchThrowableOfType(
                            QueryRefused.class,
                            () -> Refusing.read(roll, session -> session.number(ENDLESS)));

            assertThat(refused.reason()).contains("too much would have to be read");
            assertThat(Refusing.<Long>read(roll, session -> session.number("SELECT 5")))
                    .isEqualTo(5);
        }
    }
}
