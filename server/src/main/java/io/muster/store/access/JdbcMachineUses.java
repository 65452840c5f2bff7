package io.muster.store.access;

import io.muster.access.machine.MachineUses;
import io.muster.model.Bytes;
import io.muster.store.Database;
import io.muster.store.Times;
import io.muster.unit.Unavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which machines came in, in the authority. Each is written down once a minute at most.
public final class JdbcMachineUses implements MachineUses {
    private static final Duration KEPT_EVERY = Duration.ofMinutes(1);
    private static final int REMEMBERED_MAX = 10_000;

    private final Database database;
    private final Map<String, Instant> noted = new ConcurrentHashMap<>();

    public JdbcMachineUses(Database authority) {
        this.database = authority;
    }

    @Override
    public void note(String rule, String subject, Way way, Instant at) {
        String id = id(rule + '\n' + subject);
        Instant before = noted.get(id);
        if (before != null && at.isBefore(before.plus(KEPT_EVERY))) {
            return;
        }
        if (noted.size() > REMEMBERED_MAX) {
            noted.clear();
        }
        noted.put(id, at);
        try {
            int _ =
                    database.writeInBulk(unit ->
                            Database.in(
                                    unit,
                                    session ->
                                            session.update(
                                                    "INSERT INTO machine_use (id, rule, subject, way,"
                                                            + " first_at, last_at)"
                                                            + " VALUES (?, ?, ?, ?, ?, ?)"
                                                            + " ON CONFLICT (id) DO UPDATE SET"
                                                            + " last_at = excluded.last_at,"
                                                            + " way = excluded.way",
                                                    id,
                                                    rule,
                                                    subject,
                                                    way.name().toLowerCase(Locale.ROOT),
                                                    Times.micros(at),
                                                    Times.micros(at))));
        } catch (Unavailable _) {
            // A disk that is full keeps nobody out; the next use is noted, when one can be.
        }
    }

    @Override
    public List<Use> all() {
        return database.read(session ->
                session.all(
                        "SELECT rule, subject, way, first_at, last_at FROM machine_use"
                                + " ORDER BY last_at DESC, id LIMIT 1000",
                        row ->
                                new Use(
                                        row.text(1),
                                        row.text(2),
                                        Way.valueOf(row.text(3).toUpperCase(Locale.ROOT)),
                                        Times.instant(row.number(4)),
                                        Times.instant(row.number(5)))));
    }

    @Override
    public boolean spend(String token, Instant until) {
        return database.write(unit ->
                Database.in(
                        unit,
                        session ->
                                session.update(
                                                "INSERT INTO machine_token (id, until) VALUES (?, ?)"
                                                        + " ON CONFLICT DO NOTHING",
                                                id(token),
                                                Times.micros(until))
                                        > 0));
    }

    @Override
    public void sweep(Instant unused, Instant now) {
        int _ =
                database.writeInBulk(unit ->
                        Database.in(
                                unit,
                                session ->
                                        session.update(
                                                        "DELETE FROM machine_use WHERE last_at < ?",
                                                        Times.micros(unused))
                                                + session.update(
                                                        "DELETE FROM machine_token WHERE until < ?",
                                                        Times.micros(now))));
    }

    private static String id(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256().toHex();
    }
}
