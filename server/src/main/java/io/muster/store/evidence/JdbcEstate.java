package io.muster.store.evidence;

import io.muster.inventory.declared.Declared.Present;
import io.muster.report.Estate;
import io.muster.store.Database;
import io.muster.store.Dialect;
import io.muster.store.Times;
import io.muster.store.roll.PresentReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is there now, for reports, page by page.
public final class JdbcEstate implements Estate {
    private final Database roll;

    public JdbcEstate(Database roll) {
        this.roll = roll;
    }

    @Override
    public List<Held> after(long after, int limit) {
        return roll.read(session -> {
            List<Present> present = new PresentReader(session).after(after, limit);
            Map<Long, Labels> labels = new HashMap<>();
            session.each(
                    "SELECT c.n, c.environment, c.criticality, coalesce(t.name, ''), c.revoked_at,"
                            + " c.superseded_by FROM credential c LEFT JOIN team t ON t.n = c.owner_n"
                            + " WHERE "
                            + session.dialect().isOneOf("c.n"),
                    row ->
                            labels.put(
                                    row.number(1),
                                    new Labels(
                                            row.text(2),
                                            row.text(3),
                                            row.text(4),
                                            row.number(5) != 0,
                                            row.number(6) != 0)),
                    new Dialect.Numbers(present.stream().map(Present::number).toList()));
            return present.stream()
                    .map(it ->
                            new Held(
                                    it.number(),
                                    it.entry(),
                                    labels.getOrDefault(it.number(), Labels.NONE)))
                    .toList();
        });
    }

    @Override
    public List<Device> devices(String after, int limit) {
        return roll.read(session ->
                session.all(
                        """
                        SELECT p.host, count(DISTINCT c.n), count(DISTINCT p.n), max(s.last_at)
                          FROM place p
                          JOIN sighting s ON s.place_n = p.n AND s.gone_at = 0 AND s.anchor_n = 0
                          JOIN credential c ON c.n = s.credential_n
                           AND c.type = 'x509-certificate' AND c.foreign_ = 0
                         WHERE p.host > ? GROUP BY p.host ORDER BY p.host LIMIT ?
                        """,
                        row ->
                                new Device(
                                        row.text(1),
                                        row.number(2),
                                        row.number(3),
                                        Times.instant(row.number(4))),
                        after,
                        limit));
    }
}
