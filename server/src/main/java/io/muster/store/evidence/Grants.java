package io.muster.store.evidence;

import io.muster.inventory.graph.Permissions.Change;
import io.muster.inventory.graph.Permissions.Held;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.store.Dialect;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.wire.Kept;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads who may do what, with the spans in which they might.
public record Grants(Session session) {
    private static final String SELECT =
            "SELECT m.n, m.right_, m.resource, m.scope, p.text, s.name, m.first_at, m.gone_at FROM ";

    /// The longest prefix of where it is written decides which identity an anchor means.
    private static final String OF_ACCOUNTS =
            SELECT
                    + """
                    binding b CROSS JOIN may m CROSS JOIN place p CROSS JOIN source s
                     WHERE b.identity_n = ? AND b.until = 0 AND m.anchor_n = b.anchor_n
                       AND p.n = m.place_n AND s.n = m.source_n
                       AND substr(p.text, 1, length(b.place_prefix)) = b.place_prefix
                       AND NOT EXISTS (SELECT 1 FROM binding x WHERE x.anchor_n = b.anchor_n
                         AND x.until = 0 AND x.identity_n <> b.identity_n
                         AND length(x.place_prefix) > length(b.place_prefix)
                         AND substr(p.text, 1, length(x.place_prefix)) = x.place_prefix)
                     ORDER BY m.n LIMIT ?
                    """;

    private static final String OF_KEYS =
            SELECT
                    + """
                    (SELECT DISTINCT credential_n FROM holding WHERE identity_n = ?) h
                      CROSS JOIN may m CROSS JOIN place p CROSS JOIN source s
                     WHERE m.credential_n = h.credential_n AND m.credential_n <> 0
                       AND p.n = m.place_n AND s.n = m.source_n
                     ORDER BY m.n LIMIT ?
                    """;
    private static final String OF_CREDENTIAL =
            SELECT
                    + """
                    may m CROSS JOIN place p CROSS JOIN source s
                     WHERE m.credential_n = ? AND m.credential_n <> 0
                       AND p.n = m.place_n AND s.n = m.source_n
                     ORDER BY m.n LIMIT ?
                    """;
    private static final String OF_HOLDERS =
            SELECT
                    + """
                    (SELECT DISTINCT anchor_n FROM holding WHERE credential_n = ?) h
                      CROSS JOIN may m CROSS JOIN place p CROSS JOIN source s
                     WHERE m.anchor_n = h.anchor_n AND m.anchor_n <> 0
                       AND p.n = m.place_n AND s.n = m.source_n
                     ORDER BY m.n LIMIT ?
                    """;

    /// In which it was so; `until` is 0 while it is.
    private record Span(long from, long until, String scope) {
        boolean holds(long at) {
            return from <= at && (until == Times.NOT_YET || until > at);
        }
    }

    private record Raw(
            long n, String right, String resource, String place, String source, Span span) {}

    /// Of an identity.
    public List<Held> ofIdentity(long n, long from, long to, int most) throws SQLException {
        return between(read(OF_ACCOUNTS, OF_KEYS, n, most), from, to);
    }

    /// Of a credential: its own, and those of whoever holds it.
    public List<Held> ofCredential(long n, long from, long to, int most) throws SQLException {
        return between(read(OF_CREDENTIAL, OF_HOLDERS, n, most), from, to);
    }

    private List<Raw> read(String first, String second, long n, int most) throws SQLException {
        List<Raw> all = new ArrayList<>(session.all(first, Grants::raw, n, most));
        if (all.size() < most) {
            all.addAll(session.all(second, Grants::raw, n, most - all.size()));
        }
        return all;
    }

    private static Raw raw(Row row) throws SQLException {
        return new Raw(
                row.number(1),
                row.text(2),
                row.text(3),
                row.text(5),
                row.text(6),
                new Span(row.number(7), row.number(8), row.text(4)));
    }

    private List<Held> between(List<Raw> all, long from, long to) throws SQLException {
        Map<Long, List<Span>> past = past(all);
        List<Held> held = new ArrayList<>();
        for (Raw one : all) {
            List<Span> spans = new ArrayList<>(past.getOrDefault(one.n(), List.of()));
            spans.add(one.span());
            Optional<Span> before = spans.stream().filter(it -> it.holds(from)).findFirst();
            Optional<Span> after = spans.stream().filter(it -> it.holds(to)).findFirst();
            if (before.isPresent() || after.isPresent()) {
                held.add(held(one, spans.getFirst(), before, after));
            }
        }
        held.sort(
                Comparator.comparing(Held::change)
                        .thenComparing(Held::right)
                        .thenComparing(Held::resource)
                        .thenComparing(Held::place));
        return held;
    }

    private static Held held(Raw one, Span first, Optional<Span> before, Optional<Span> after) {
        Span last = after.or(() -> before).orElse(first);
        Change change =
                before.isEmpty()
                        ? Change.GAINED
                        : after.isEmpty()
                                ? Change.LOST
                                : before.get().scope().equals(after.get().scope())
                                        ? Change.KEPT
                                        : Change.CHANGED;
        return new Held(
                one.right(),
                one.resource(),
                scope(last.scope()),
                one.place(),
                one.source(),
                Times.instant(first.from()),
                Times.known(last.until()),
                change);
    }

    private static Facts scope(String text) {
        try {
            return text.isEmpty() ? Facts.NONE : Kept.facts(text);
        } catch (Malformed e) {
            throw new IllegalStateException("a grant was changed by somebody else", e);
        }
    }

    private Map<Long, List<Span>> past(List<Raw> all) throws SQLException {
        Map<Long, List<Span>> past = new HashMap<>();
        if (!all.isEmpty()) {
            session.each(
                    "SELECT may_n, from_at, until_at, scope FROM may_past WHERE "
                            + session.dialect().isOneOf("may_n")
                            + " ORDER BY n",
                    row ->
                            past.computeIfAbsent(row.number(1), _ -> new ArrayList<>())
                                    .add(new Span(row.number(2), row.number(3), row.text(4))),
                    new Dialect.Numbers(all.stream().map(Raw::n).toList()));
        }
        return past;
    }
}
