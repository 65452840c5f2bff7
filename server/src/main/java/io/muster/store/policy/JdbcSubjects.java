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

    private final Database database;

    public JdbcSubjects(Database database) {
        this.database = database;
    }

    @Override
    public long size() {
        return database.read(session -> session.number(SIZE));
    }

    @Override
    public List<Subject> after(Entity.Kind kind, long after, int limit, Instant now) {
        return database.read(session ->
                switch (kind) {
                    case CREDENTIAL -> new DueCredentials(session).after(after, limit);
                    case IDENTITY -> new DueIdentities(session).after(after, limit);
                    case SOURCE -> new DueSources(session).after(after, limit, Times.micros(now));
                    case TEAM, PERSON -> List.of();
                });
    }
}
