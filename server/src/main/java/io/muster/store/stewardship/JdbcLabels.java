package io.muster.store.stewardship;

import io.muster.inventory.Entity;
import io.muster.inventory.Refused;
import io.muster.inventory.corrections.Labels;
import io.muster.model.Facts;
import io.muster.store.Database;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.store.roll.Assessing;
import io.muster.store.roll.Entities;
import io.muster.store.roll.Journal;
import io.muster.store.roll.Ruling;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Tags and attributes as rows.
public final class JdbcLabels implements Labels {
    private static final int TAGS_MAX = 100;
    private static final int ATTRIBUTES_MAX = 100;
    private static final int VALUE_MAX = 2000;

    private final Database database;

    public JdbcLabels(Database database) {
        this.database = database;
    }

    @Override
    public int tag(
            Unit unit, List<Entity> entities, Set<String> add, Set<String> remove, Mark mark) {
        return Database.in(
                unit,
                session -> {
                    TreeMap<String, Long> added = new TreeMap<>();
                    for (String name : new TreeSet<>(add)) {
                        added.put(name, tag(session, checked(name)));
                    }
                    List<Long> removed = numbers(session, remove);
                    Journal journal = new Journal(session, mark.actor(), Times.micros(mark.at()));
                    int changed = 0;
                    for (Entity entity : entities) {
                        Optional<Long> n = Entities.find(session, entity);
                        if (n.isPresent() && retag(session, entity, n.get(), added, removed)) {
                            changed++;
                            touch(session, entity.kind(), n.get());
                            journal.note(
                                    entity.kind(),
                                    n.get(),
                                    "tagged",
                                    Facts.of("add", List.copyOf(added.keySet()))
                                            .with("remove", remove.stream().sorted().toList()));
                        }
                    }
                    return changed;
                });
    }

    private static boolean retag(
            Session session, Entity entity, long n, Map<String, Long> added, List<Long> removed)
            throws SQLException {
        int rows = 0;
        for (long tag : added.values()) {
            rows +=
                    session.update(
                            "INSERT INTO tagging (tag_n, entity, entity_n, said_by)"
                                    + " VALUES (?, ?, ?, 'person')"
                                    + " ON CONFLICT (entity, entity_n, tag_n) DO UPDATE"
                                    + " SET said_by = 'person' WHERE tagging.said_by <> 'person'",
                            tag,
                            entity.kind().toString(),
                            n);
        }
        for (long tag : removed) {
            rows +=
                    session.update(
                            "DELETE FROM tagging WHERE tag_n = ? AND entity = ? AND entity_n = ?",
                            tag,
                            entity.kind().toString(),
                            n);
        }
        long tags =
                session.number(
                        "SELECT count(*) FROM tagging WHERE entity = ? AND entity_n = ?",
                        entity.kind().toString(),
                        n);
        if (tags > TAGS_MAX) {
            throw new Refused(Refused.Kind.INVALID, entity.id() + " would have more than 100 tags");
        }
        return rows > 0;
    }

    private static long tag(Session session, String name) throws SQLException {
        session.update("INSERT INTO tag (name) VALUES (?) ON CONFLICT (name) DO NOTHING", name);
        return session.number("SELECT n FROM tag WHERE name = ?", name);
    }

    private static List<Long> numbers(Session session, Set<String> names) throws SQLException {
        TreeSet<Long> numbers = new TreeSet<>();
        for (String name : names) {
            session.first("SELECT n FROM tag WHERE name = ?", row -> row.number(1), name)
                    .ifPresent(numbers::add);
        }
        return List.copyOf(numbers);
    }

    private static String checked(String name) {
        if (name.isBlank() || name.length() > 100 || name.chars().anyMatch(it -> it < 0x20)) {
            throw new Refused(
                    Refused.Kind.INVALID, "a tag has 1 to 100 characters, none of them control");
        }
        return name.strip();
    }

    private static void touch(Session session, Entity.Kind kind, long n) throws SQLException {
        session.update("UPDATE " + kind + " SET version = version + 1 WHERE n = ?", n);
        if (kind == Entity.Kind.IDENTITY) {
            Ruling.again(session, List.of(n));
            session.update("UPDATE identity SET " + Assessing.AGAIN + " WHERE n = ?", n);
        }
    }

    @Override
    public long attributes(
            Unit unit, Entity entity, long version, Map<String, String> attributes, Mark mark) {
        return Database.in(
                unit,
                session -> {
                    long n = Entities.number(session, entity);
                    int mine =
                            session.update(
                                    "UPDATE "
                                            + entity.kind()
                                            + " SET version = version + 1 WHERE n = ? AND version = ?",
                                    n,
                                    version);
                    if (mine == 0) {
                        throw new Refused(
                                Refused.Kind.STALE, "it was changed meanwhile; read it again");
                    }
                    if (attributes.size() > ATTRIBUTES_MAX) {
                        throw new Refused(Refused.Kind.INVALID, "there are at most 100 attributes");
                    }
                    session.update(
                            "DELETE FROM attribute WHERE entity = ? AND entity_n = ?",
                            entity.kind().toString(),
                            n);
                    for (Map.Entry<String, String> one : attributes.entrySet()) {
                        if (one.getValue().length() > VALUE_MAX) {
                            throw new Refused(
                                    Refused.Kind.INVALID, "a value has at most 2000 characters");
                        }
                        session.update(
                                "INSERT INTO attribute (entity, entity_n, name, value) VALUES (?, ?, ?, ?)",
                                entity.kind().toString(),
                                n,
                                checked(one.getKey()),
                                one.getValue());
                    }
                    new Journal(session, mark.actor(), Times.micros(mark.at()))
                            .note(entity.kind(), n, "attributes", Facts.of(attributes));
                    return version + 1;
                });
    }

    @Override
    public Set<String> tags(Entity entity) {
        return database.read(session ->
                new TreeSet<>(
                        session.all(
                                "SELECT t.name FROM tagging g, tag t WHERE g.entity = ?"
                                        + " AND g.entity_n = ? AND t.n = g.tag_n",
                                row -> row.text(1),
                                entity.kind().toString(),
                                Entities.number(session, entity))));
    }

    @Override
    public Map<String, String> attributes(Entity entity) {
        return database.read(session -> {
            TreeMap<String, String> attributes = new TreeMap<>();
            session.each(
                    "SELECT name, value FROM attribute WHERE entity = ? AND entity_n = ?",
                    row -> attributes.put(row.text(1), row.text(2)),
                    entity.kind().toString(),
                    Entities.number(session, entity));
            return attributes;
        });
    }
}
