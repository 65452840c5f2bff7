package io.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.unit.Unavailable;
import io.muster.unit.Unit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class DatabaseTest {
    private static final String INSERT = "INSERT INTO tag (name) VALUES (?)";
    private static final String COUNT = "SELECT count(*) FROM tag";

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = kind.roll(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aUnitIsKeptWhole() {
        database.write(unit -> tag(unit, "one") + tag(unit, "two"));
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aUnitThatFailsLeavesNothing() {
        assertThatThrownBy(() ->
                        database.write(unit -> {
                            tag(unit, "one");
                            throw new IllegalArgumentException("no");
                        }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(count()).isZero();
    }

    @Test
    void whatIsToBeDoneWhenKeptIsDoneOnceAndOnlyThen() {
        List<String> told = new ArrayList<>();
        database.write(unit -> {
            unit.whenKept(() -> told.add("kept"));
            return tag(unit, "one");
        });
        assertThatThrownBy(() ->
                        database.write(unit -> {
                            unit.whenKept(() -> told.add("never"));
                            throw new IllegalStateException("no");
                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(told).containsExactly("kept");
    }

    @Test
    void unitsFromManyThreadsAreAllKeptThoughSomeFail() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> units = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String name = "tag " + i;
                boolean fails = i % 10 == 0;
                units.add(
                        threads.submit(() ->
                                database.write(unit -> {
                                    int changed = tag(unit, name);
                                    if (fails) {
                                        throw new IllegalStateException(name);
                                    }
                                    return changed;
                                })));
            }
            long kept =
                    units.stream()
                            .filter(it -> {
                                try {
                                    return it.get() == 1;
                                } catch (Exception _) {
                                    return false;
                                }
                            })
                            .count();
            assertThat(kept).isEqualTo(180);
        }
        assertThat(count()).isEqualTo(180);
    }

    @Test
    void aUnitThatIsOverIsOfNoUse() {
        Unit over = database.write(unit -> unit);
        assertThatThrownBy(() -> tag(over, "late")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReaderCannotWrite() {
        assertThatThrownBy(() -> database.read(session -> session.update(INSERT, "one")))
                .isInstanceOf(Unavailable.class);
        assertThat(count()).isZero();
    }

    @Test
    void aListIsOneParameter() {
        database.write(unit -> tag(unit, "one") + tag(unit, "two") + tag(unit, "three"));
        String sql =
                "SELECT name FROM tag WHERE " + database.dialect().isOneOf("n") + " ORDER BY name";
        List<String> names =
                database.read(session ->
                        session.all(
                                sql,
                                row -> row.text(1),
                                new Dialect.Numbers(List.of(1L, 3L, 99L))));
        assertThat(names).containsExactly("one", "three");
    }

    private long count() {
        return database.read(session -> session.number(COUNT));
    }

    private static int tag(Unit unit, String name) {
        return Database.in(unit, session -> session.update(INSERT, name));
    }
}
