package io.muster.store.search;

import io.muster.inventory.query.Comparison;
import io.muster.inventory.query.Condition;
import io.muster.inventory.query.Field;
import io.muster.inventory.query.Folded;
import io.muster.inventory.query.Moment;
import io.muster.inventory.query.Pattern;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The credentials of a roll in memory, and what a query means, said a second time and simply: the
/// answers that a database gives are held against it.
final class RollModel {
    private final long now;
    private final Map<Long, Item> items = new HashMap<>();

    /// A credential with everything that can be asked of it, by field.
    static final class Item {
        final Map<String, Object> columns = new HashMap<>();
        final Map<Field, List<String>> texts = new HashMap<>();
        String folded = "";

        void add(Field field, String text) {
            texts.computeIfAbsent(field, _ -> new ArrayList<>()).add(text);
        }

        long number(String column) {
            return (Long) columns.get(column);
        }

        String text(String column) {
            return (String) columns.get(column);
        }
    }

    RollModel(Database roll, long now) {
        this.now = now;
        roll.read(session -> {
            credentials(session);
            beside(session);
            return true;
        });
    }

    private void credentials(Session session) throws SQLException {
        List<String> columns =
                List.of(
                        "n",
                        "type",
                        "folded",
                        "fingerprint",
                        "issuer",
                        "issuer_kind",
                        "serial",
                        "algorithm",
                        "strength",
                        "environment",
                        "criticality",
                        "title",
                        "bits",
                        "not_before",
                        "not_after",
                        "first_seen",
                        "last_seen",
                        "gone_since",
                        "foreign_",
                        "superseded_by",
                        "revoked_at",
                        "places",
                        "worst",
                        "critical",
                        "high",
                        "medium",
                        "low",
                        "owner_n",
                        "key_n");
        session.each(
                "SELECT id, " + String.join(", ", columns) + " FROM credential",
                row -> {
                    Item item = new Item();
                    item.columns.put("id", row.hex(1));
                    for (int i = 0; i < columns.size(); i++) {
                        item.columns.put(columns.get(i), row.value(i + 2));
                    }
                    item.folded = item.text("folded");
                    items.put(row.number(2), item);
                    item.add(Field.TYPE, item.text("type"));
                    item.add(Field.CLASS, item.text("strength"));
                    item.add(Field.ISSUERKIND, item.text("issuer_kind"));
                    item.add(Field.ENVIRONMENT, item.text("environment"));
                    item.add(Field.CRITICALITY, item.text("criticality"));
                    item.add(Field.ALGORITHM, item.text("algorithm"));
                    item.add(Field.ISSUER, item.text("issuer"));
                    item.add(Field.SERIAL, item.text("serial"));
                    item.add(Field.FINGERPRINT, item.text("fingerprint"));
                    item.add(Field.ID, row.hex(1));
                    item.add(Field.FOREIGN, item.number("foreign_") == 0 ? "no" : "yes");
                    item.add(Field.STATE, state(item));
                    for (String severity : List.of("critical", "high", "medium", "low")) {
                        if (item.number(severity) > 0) {
                            item.add(Field.SEVERITY, severity);
                        }
                    }
                });
    }

    private String state(Item item) {
        if (item.number("revoked_at") != 0) {
            return "revoked";
        }
        if (item.number("superseded_by") != 0) {
            return "superseded";
        }
        if (item.number("gone_since") != 0) {
            return "gone";
        }
        if (item.number("not_after") < now) {
            return "expired";
        }
        return item.number("not_before") > now ? "not-yet-valid" : "active";
    }

    private void beside(Session session) throws SQLException {
        session.each(
                "SELECT c.n, t.id FROM credential c JOIN team t ON t.n = c.owner_n",
                row -> add(row, Field.OWNER));
        session.each(
                "SELECT h.credential_n, i.folded, i.kind, i.realm, i.id FROM holding h"
                        + " JOIN identity i ON i.n = h.identity_n",
                row -> {
                    Item item = item(row);
                    item.add(Field.NAME, row.text(2));
                    item.add(Field.KIND, row.text(3));
                    item.add(Field.REALM, row.text(4));
                    item.add(Field.IDENTITY, row.hex(5));
                });
        session.each(
                "SELECT s.credential_n, p.folded, p.host, s.role, r.id FROM sighting s"
                        + " JOIN place p ON p.n = s.place_n JOIN source r ON r.n = s.source_n"
                        + " WHERE s.gone_at = 0",
                row -> {
                    Item item = item(row);
                    item.add(Field.PLACE, row.text(2));
                    item.add(Field.HOST, row.text(3));
                    item.add(Field.ROLE, row.text(4));
                    item.add(Field.SOURCE, row.text(5));
                });
        session.each(
                "SELECT f.credential_n, f.rule FROM finding f WHERE f.resolved = 0",
                row -> add(row, Field.RULE));
        session.each(
                "SELECT g.entity_n, t.name FROM tagging g JOIN tag t ON t.n = g.tag_n"
                        + " WHERE g.entity = 'credential'",
                row -> add(row, Field.TAG));
        session.each(
                "SELECT c.n, k.id, k.credentials FROM credential c JOIN public_key k ON k.n = c.key_n",
                row -> {
                    item(row).add(Field.KEY, row.hex(2));
                    item(row).columns.put("samekey", row.number(3));
                });
    }

    private Item item(Row row) throws SQLException {
        return items.get(row.number(1));
    }

    private void add(Row row, Field field) throws SQLException {
        item(row).add(field, row.text(2));
    }

    /// The ids of all that fulfil `conditions`, in the order of `sort`.
    List<String> ids(List<Condition> conditions, String sort) {
        Map<String, String> columns =
                Map.of(
                        "expires", "not_after",
                        "first", "first_seen",
                        "seen", "last_seen",
                        "title", "title",
                        "places", "places",
                        "severity", "worst");
        boolean largestFirst = sort.startsWith("-");
        String column = columns.get(largestFirst ? sort.substring(1) : sort);
        List<String> ids =
                new ArrayList<>(
                        items.values().stream()
                                .filter(item ->
                                        conditions.stream().allMatch(it -> fulfils(item, it)))
                                .sorted((a, b) -> {
                                    int order =
                                            compare(a.columns.get(column), b.columns.get(column));
                                    return order != 0
                                            ? order
                                            : Long.compare(a.number("n"), b.number("n"));
                                })
                                .map(it -> it.text("id"))
                                .toList());
        return largestFirst ? ids.reversed() : ids;
    }

    private static int compare(Object left, Object right) {
        return left instanceof Long number
                ? number.compareTo((Long) right)
                : ((String) left).compareTo((String) right);
    }

    private boolean fulfils(Item item, Condition condition) {
        return switch (condition) {
            case Condition.Not it -> !fulfils(item, it.condition());
            case Condition.Words it ->
                    it.anyOf().stream()
                            .anyMatch(word ->
                                    item.folded.contains(word)
                                            || any(item, Field.PLACE, text -> text.contains(word))
                                            || any(item, Field.NAME, text -> text.contains(word)));
            case Condition.Fits it ->
                    it.anyOf().stream().anyMatch(pattern -> fits(item, it.field(), pattern));
            case Condition.Counts it -> counts(item, it);
            case Condition.Happens it -> happens(item, it);
        };
    }

    private static boolean any(Item item, Field field, Function<String, Boolean> test) {
        return item.texts.getOrDefault(field, List.of()).stream().anyMatch(test::apply);
    }

    private static boolean fits(Item item, Field field, Pattern pattern) {
        if (field == Field.MANAGED) {
            boolean managed =
                    any(item, Field.ROLE, it -> it.equals("registered") || it.equals("declared"));
            return managed == pattern.equals(new Pattern.Whole("yes"));
        }
        return switch (pattern) {
            case Pattern.Absent _ -> !any(item, field, it -> !it.isEmpty());
            case Pattern.Whole it -> any(item, field, text -> Folded.of(text).equals(it.text()));
            case Pattern.Prefix it ->
                    any(item, field, text -> Folded.of(text).startsWith(it.text()));
            case Pattern.Part it -> any(item, field, text -> Folded.of(text).contains(it.text()));
        };
    }

    private static boolean counts(Item item, Condition.Counts it) {
        long number =
                switch (it.field()) {
                    case BITS -> item.number("bits");
                    case PLACES -> item.number("places");
                    case SAMEKEY -> (Long) item.columns.getOrDefault("samekey", 0L);
                    default ->
                            item.number("critical")
                                    + item.number("high")
                                    + item.number("medium")
                                    + item.number("low");
                };
        return (it.field() != Field.BITS || number > 0)
                && compares(Long.compare(number, it.number()), it.comparison());
    }

    private static boolean compares(int order, Comparison comparison) {
        return switch (comparison) {
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case EQUAL -> order == 0;
            case AT_LEAST -> order >= 0;
            case GREATER -> order > 0;
        };
    }

    private boolean happens(Item item, Condition.Happens it) {
        boolean ahead = it.field() == Field.EXPIRES;
        long at =
                item.number(
                        ahead
                                ? "not_after"
                                : it.field() == Field.SEEN ? "last_seen" : "first_seen");
        return switch (it.moment()) {
            case Moment.Never _ -> at == Long.MAX_VALUE;
            case Moment.Span span -> {
                long length = span.length().toSeconds() * 1_000_000;
                boolean within = ahead ? at >= now && at < now + length : at > now - length;
                boolean beyond =
                        ahead ? at >= now + length && at < Long.MAX_VALUE : at <= now - length;
                yield it.comparison() == Comparison.LESS ? within : beyond;
            }
            case Moment.Day day -> {
                long from = day.from().toEpochMilli() * 1000;
                long until = day.until().toEpochMilli() * 1000;
                yield at < Long.MAX_VALUE
                        && switch (it.comparison()) {
                            case LESS -> at < from;
                            case AT_MOST -> at < until;
                            case EQUAL -> at >= from && at < until;
                            case AT_LEAST -> at >= from;
                            case GREATER -> at >= until;
                        };
            }
        };
    }
}
