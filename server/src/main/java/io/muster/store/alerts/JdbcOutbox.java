package io.muster.store.alerts;

import io.muster.alerts.Alert;
import io.muster.alerts.Outbox;
import io.muster.store.Database;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The outbox as rows.
public final class JdbcOutbox implements Outbox {
    private static final int REMOVED_AT_ONCE = 1_000;
    private static final int TROUBLE_MAX = 500;
    private static final String TICK =
            """
            UPDATE alert SET state = CASE WHEN EXISTS
                 (SELECT 1 FROM message_alert o JOIN message w ON w.n = o.message_n
                   WHERE o.alert_n = alert.n AND w.state = 'failed') THEN 'failed' ELSE 'sent' END
             WHERE state = 'pending'
               AND n IN (SELECT m.alert_n FROM message_alert m WHERE m.message_n = ?)
               AND NOT EXISTS (SELECT 1 FROM message_alert o JOIN message w ON w.n = o.message_n
                                WHERE o.alert_n = alert.n AND w.state = 'waiting')
            """;

    private final Database roll;

    public JdbcOutbox(Database roll) {
        this.roll = roll;
    }

    private record Raw(long number, Alert alert, long team) {}

    @Override
    public List<Unrouted> unrouted(int limit) {
        return roll.read(session -> {
            List<Raw> raw =
                    session.all(
                            "SELECT "
                                    + JdbcAlerts.COLUMNS
                                    + ", a.team_n FROM alert a LEFT JOIN team t ON t.n = a.team_n"
                                    + " WHERE a.routed = 0 ORDER BY a.n LIMIT ?",
                            row -> new Raw(row.number(1), JdbcAlerts.alert(row), row.number(15)),
                            limit);
            List<Unrouted> unrouted = new ArrayList<>(raw.size());
            for (Raw one : raw) {
                unrouted.add(
                        new Unrouted(
                                one.number(),
                                one.alert(),
                                contacts(session, one.team(), one.alert().level())));
            }
            return unrouted;
        });
    }

    private record Reached(String contact, String escalation, long parent) {}

    /// The team; told in vain, its escalation too; told in vain again, those above it.
    private static List<String> contacts(Session session, long team, int level)
            throws SQLException {
        List<String> contacts = new ArrayList<>();
        long at = team;
        for (int depth = 0; depth <= level && at != 0; depth += 2) {
            Optional<Reached> reached =
                    session.first(
                            "SELECT contact, escalation, parent_n FROM team WHERE n = ?",
                            row -> new Reached(row.text(1), row.text(2), row.number(3)),
                            at);
            reached.ifPresent(it -> contacts.add(it.contact()));
            if (level > 0) {
                reached.ifPresent(it -> contacts.add(it.escalation()));
            }
            at = reached.map(Reached::parent).orElse(0L);
        }
        return contacts.stream().filter(it -> !it.isBlank()).distinct().toList();
    }

    @Override
    public Optional<Instant> last(Receiver receiver) {
        return roll.read(session ->
                session.first(
                        "SELECT made FROM message WHERE channel = ? AND address = ? AND urgent = ?"
                                + " ORDER BY n DESC LIMIT 1",
                        row -> Times.instant(row.number(1)),
                        receiver.channel(),
                        receiver.address(),
                        receiver.urgent() ? 1L : 0L));
    }

    @Override
    public void post(Unit unit, long number, List<Post> posts, Instant now) {
        Database.in(
                unit,
                session -> {
                    for (Post post : posts) {
                        session.update(
                                "INSERT INTO message_alert (message_n, alert_n) VALUES (?, ?)"
                                        + " ON CONFLICT (message_n, alert_n) DO NOTHING",
                                open(session, post, now),
                                number);
                    }
                    return session.update(
                            "UPDATE alert SET routed = 1, state = CASE WHEN state = 'pending'"
                                    + " THEN ? ELSE state END WHERE n = ?",
                            posts.isEmpty() ? "unrouted" : "pending",
                            number);
                });
    }

    /// The message to that receiver that nobody has tried to send, or a new one. From here to the
    /// end of the unit nobody takes it to be sent.
    private static long open(Session session, Post post, Instant now) throws SQLException {
        Receiver receiver = post.receiver();
        Optional<Long> open =
                session.first(
                        "SELECT n FROM message WHERE channel = ? AND address = ? AND urgent = ?"
                                + " AND state = 'waiting' AND attempts = 0 AND alerts < ?"
                                + " ORDER BY n DESC LIMIT 1",
                        row -> row.number(1),
                        receiver.channel(),
                        receiver.address(),
                        receiver.urgent() ? 1L : 0L,
                        ALERTS_MAX);
        if (open.isPresent()
                && session.update(
                                "UPDATE message SET alerts = alerts + 1"
                                        + " WHERE n = ? AND state = 'waiting' AND attempts = 0",
                                open.get())
                        > 0) {
            return open.get();
        }
        session.update(
                "INSERT INTO message (id, channel, address, urgent, alerts, made, next_at)"
                        + " VALUES (?, ?, ?, ?, 1, ?, ?)",
                post.id(),
                receiver.channel(),
                receiver.address(),
                receiver.urgent() ? 1L : 0L,
                Times.micros(now),
                Times.micros(post.at()));
        return session.number("SELECT n FROM message WHERE id = ?", post.id());
    }

    @Override
    public List<Message> due(Instant now, int limit) {
        return roll.read(session ->
                session.all(
                        """
                        SELECT n, id, channel, address, urgent, attempts, made FROM message
                         WHERE state = 'waiting' AND next_at <= ?
                         ORDER BY urgent DESC, next_at, n LIMIT ?
                        """,
                        row ->
                                new Message(
                                        row.number(1),
                                        row.text(2),
                                        new Receiver(row.text(3), row.text(4), row.number(5) != 0),
                                        (int) row.number(6),
                                        Times.instant(row.number(7))),
                        Times.micros(now),
                        limit));
    }

    @Override
    public boolean claim(Unit unit, Message message, Instant until) {
        return Database.in(
                unit,
                session ->
                        session.update(
                                        "UPDATE message SET attempts = attempts + 1, next_at = ?"
                                                + " WHERE n = ? AND state = 'waiting' AND attempts = ?",
                                        Times.micros(until),
                                        message.number(),
                                        message.attempts())
                                > 0);
    }

    @Override
    public List<Alert> alerts(Message message) {
        return roll.read(session ->
                session.all(
                        "SELECT "
                                + JdbcAlerts.COLUMNS
                                + " FROM message_alert m JOIN alert a ON a.n = m.alert_n"
                                + " LEFT JOIN team t ON t.n = a.team_n"
                                + " WHERE m.message_n = ? ORDER BY a.n",
                        JdbcAlerts::alert,
                        message.number()));
    }

    @Override
    public void sent(Unit unit, Message message, Instant now) {
        Database.in(
                unit,
                session -> {
                    end(session, message, "sent", "", now);
                    log(session, message, now, "last_sent", "", 0);
                    return true;
                });
    }

    @Override
    public void failed(
            Unit unit, Message message, String trouble, Optional<Instant> again, Instant now) {
        String why = trouble.substring(0, Math.min(TROUBLE_MAX, trouble.length()));
        Database.in(
                unit,
                session -> {
                    if (again.isEmpty()) {
                        end(session, message, "failed", why, now);
                    } else {
                        session.update(
                                "UPDATE message SET next_at = ?, trouble = ? WHERE n = ?",
                                Times.micros(again.get()),
                                why,
                                message.number());
                    }
                    log(session, message, now, "last_failed", why, again.isEmpty() ? 1 : 0);
                    return true;
                });
    }

    private static void end(
            Session session, Message message, String state, String trouble, Instant now)
            throws SQLException {
        session.update(
                "UPDATE message SET state = ?, trouble = ?, ended = ? WHERE n = ?",
                state,
                trouble,
                Times.micros(now),
                message.number());
        session.update(TICK, message.number());
    }

    private static void log(
            Session session, Message message, Instant now, String column, String why, long failed)
            throws SQLException {
        session.update(
                """
                INSERT INTO channel_log (channel, %1$s, failed, trouble) VALUES (?, ?, ?, ?)
                ON CONFLICT (channel) DO UPDATE SET %1$s = excluded.%1$s,
                   failed = channel_log.failed + excluded.failed, trouble = excluded.trouble
                """
                        .formatted(column),
                message.receiver().channel(),
                Times.micros(now),
                failed,
                why);
    }

    private record Waiting(String channel, long messages) {}

    @Override
    public Map<String, Log> logs() {
        return roll.read(session -> {
            Map<String, Log> logs = new TreeMap<>();
            session.each(
                    "SELECT channel, failed, last_sent, last_failed, trouble FROM channel_log",
                    row ->
                            logs.put(
                                    row.text(1),
                                    new Log(
                                            0,
                                            row.number(2),
                                            Times.known(row.number(3)),
                                            Times.known(row.number(4)),
                                            row.text(5))));
            for (Waiting one :
                    session.all(
                            // Grouped by an expression: else the index of all messages is read.
                            "SELECT channel || '', count(*) FROM message WHERE state = 'waiting'"
                                    + " GROUP BY channel || ''",
                            row -> new Waiting(row.text(1), row.number(2)))) {
                Log log = logs.getOrDefault(one.channel(), Log.NOTHING);
                logs.put(
                        one.channel(),
                        new Log(
                                one.messages(),
                                log.failed(),
                                log.lastSent(),
                                log.lastFailed(),
                                log.trouble()));
            }
            return logs;
        });
    }

    @Override
    public int tidy(Unit unit, Instant before) {
        return Database.in(
                unit,
                session -> {
                    List<Long> old =
                            session.all(
                                    "SELECT n FROM message WHERE ended <> 0 AND ended < ? LIMIT ?",
                                    row -> row.number(1),
                                    Times.micros(before),
                                    REMOVED_AT_ONCE);
                    for (long n : old) {
                        session.update("DELETE FROM message_alert WHERE message_n = ?", n);
                        session.update("DELETE FROM message WHERE n = ?", n);
                    }
                    session.update(
                            "DELETE FROM issued_day WHERE day < ?",
                            before.getEpochSecond() / 86_400);
                    return old.size();
                });
    }
}
