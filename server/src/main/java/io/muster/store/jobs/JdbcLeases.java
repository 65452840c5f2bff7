package io.muster.store.jobs;

import io.muster.jobs.Leases;
import io.muster.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Leases in the inventory's database: one conditional statement, so that of any number of nodes
/// one gets it.
public final class JdbcLeases implements Leases {
    private final Database database;

    public JdbcLeases(Database database) {
        this.database = database;
    }

    @Override
    public boolean hold(String name, String holder, Instant now, Duration length) {
        return database.write(unit ->
                Database.in(
                        unit,
                        session ->
                                session.update(
                                        """
                                        INSERT INTO lease (name, holder, until) VALUES (?, ?, ?)
                                        ON CONFLICT (name) DO UPDATE
                                        SET holder = excluded.holder, until = excluded.until
                                        WHERE lease.holder = excluded.holder
                                           OR lease.until < ?\
                                        """,
                                        name,
                                        holder,
                                        micros(now.plus(length)),
                                        micros(now))))
                == 1;
    }

    @Override
    public void release(String name, String holder) {
        int _ =
                database.write(unit ->
                        Database.in(
                                unit,
                                session ->
                                        session.update(
                                                "DELETE FROM lease WHERE name = ? AND holder = ?",
                                                name,
                                                holder)));
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
