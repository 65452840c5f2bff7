package io.muster.store.policy;

import io.muster.governance.Subjects;
import io.muster.inventory.Entity;
import io.muster.store.Database;
import io.muster.store.Times;
import java.time.Instant;
import java.util.List;

/// Everything that policy is held against, read from a database.
public final class JdbcSubjects implements Subjects {
    private static final String SIZE =
            """
            SELECT (SELECT count(*) FROM credential WHERE judge_again_at < 9223372036854775807)
                 + (SELECT count(*) FROM identity WHERE judge_again_at < 9223372036854775807)
                 + (SELECT count(*) FROM source)
            """;

    private static final String LAST = "SELECT coalesce(max(n), 0) FROM %s";

    private final Database database;

    public JdbcSubjects(Database database) {
        this.database = database;
    }

    @Override
    public long size() {
        return database.read(session -> session.number(SIZE));
    }

    @Override
    public long last(Entity.Kind kind) {
        return database.read(session ->
                switch (kind) {
                    case CREDENTIAL -> session.number(LAST.formatted("credential"));
                    case IDENTITY -> session.number(LAST.formatted("identity"));
                    case SOURCE -> session.number(LAST.formatted("source"));
                    case TEAM, PERSON -> 0L;
                });
    }

    @Override
    public List<Subject> between(Entity.Kind kind, long after, long through, Instant now) {
        return database.read(session ->
                switch (kind) {
                    case CREDENTIAL -> new DueCredentials(session).between(after, through);
                    case IDENTITY -> new DueIdentities(session).between(after, through);
                    case SOURCE ->
                            new DueSources(session).between(after, through, Times.micros(now));
                    case TEAM, PERSON -> List.of();
                });
    }
}
