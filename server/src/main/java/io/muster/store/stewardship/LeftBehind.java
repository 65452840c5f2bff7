package io.muster.store.stewardship;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.ownership.Clue;
import io.muster.ownership.OwnerTag;
import io.muster.store.Dialect;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.store.roll.Assessing;
import io.muster.store.roll.Journal;
import io.muster.wire.Kept;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Looks for what an owner that is gone leaves behind, part by part: of a team the identities that
/// it owned, which nobody owns from then on; of a person the credentials that the person could
/// know.
record LeftBehind(Session session, long now) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int IDENTITIES = 200;
    private static final int SIGHTINGS = 2_000;

    /// Facts that name whoever knows the secret half.
    private static final List<String> NAMING =
            List.of("creator", "author", "authorEmail", "comment", "account", "user", "owner");

    /// Whoever has these can use them; of all else only the private half matters.
    private static final List<String> KNOWABLE =
            List.of("secret", "managed-key", "sealed-container");

    private static final String SEEN =
            """
            SELECT s.credential_n, c.type, s.role, p.text, s.facts
            FROM sighting s CROSS JOIN credential c CROSS JOIN place p
            WHERE s.credential_n > ? AND s.credential_n <= ? AND s.anchor_n = 0 AND s.gone_at = 0
              AND c.n = s.credential_n AND p.n = s.place_n AND c.foreign_ = 0
            """;

    private record Gone(
            long n, String entity, long entityN, String name, String words, long position) {}

    /// @return whether there may be more
    boolean some() throws SQLException {
        Optional<Gone> one =
                session.first(
                        "SELECT n, entity, entity_n, name, words, position FROM owner_gone"
                                + " WHERE position < 9223372036854775807 ORDER BY n LIMIT 1",
                        row ->
                                new Gone(
                                        row.number(1),
                                        row.text(2),
                                        row.number(3),
                                        row.text(4),
                                        row.text(5),
                                        row.number(6)));
        if (one.isEmpty()) {
            return false;
        }
        Gone gone = one.get();
        long next = gone.entity().equals("team") ? ofTeam(gone) : ofPerson(gone);
        session.update("UPDATE owner_gone SET position = ? WHERE n = ?", next, gone.n());
        return true;
    }

    private long ofTeam(Gone gone) throws SQLException {
        List<Long> owned =
                session.all(
                        "SELECT n FROM identity WHERE owner_n = ? ORDER BY n LIMIT ?",
                        row -> row.number(1),
                        gone.entityN(),
                        IDENTITIES);
        if (owned.isEmpty()) {
            return Times.NEVER;
        }
        Dialect.Numbers numbers = new Dialect.Numbers(owned);
        session.update(
                "UPDATE identity SET owner_n = 0, owner_by = '', owner_why = '', version = version + 1, "
                        + Assessing.AGAIN
                        + " WHERE "
                        + session.dialect().isOneOf("n"),
                numbers);
        session.update(
                """
                UPDATE credential SET owner_n = coalesce((SELECT i.owner_n FROM holding h, identity i
                  WHERE h.credential_n = credential.n AND i.n = h.identity_n
                  ORDER BY h.position, h.anchor_n, i.n LIMIT 1), 0)
                WHERE n IN (SELECT h.credential_n FROM holding h WHERE %s)
                """
                        .formatted(session.dialect().isOneOf("h.identity_n")),
                numbers);
        Journal journal = new Journal(session, new Actor("muster", "owner-gone"), now);
        for (long n : owned) {
            item(gone, Entity.Kind.IDENTITY, n, "reassign", "owned by " + gone.name());
            journal.note(Entity.Kind.IDENTITY, n, "owner-gone", Facts.of("owner", gone.name()));
        }
        return gone.position();
    }

    private long ofPerson(Gone gone) throws SQLException {
        List<String> words = JSON.readValue(gone.words(), new TypeReference<List<String>>() {});
        // Credentials in order of number, so many that their sightings are about a part.
        List<Long> page =
                session.all(
                        "SELECT n FROM credential WHERE n > ? ORDER BY n LIMIT ?",
                        row -> row.number(1),
                        gone.position(),
                        SIGHTINGS / 4);
        if (page.isEmpty()) {
            return Times.NEVER;
        }
        Map<Long, String> known = new HashMap<>();
        session.each(
                SEEN,
                row -> {
                    boolean secret =
                            KNOWABLE.contains(row.text(2)) || row.text(3).equals("private-key");
                    if (secret) {
                        Optional<String> why = why(words, row.text(4), row.text(5));
                        if (why.isPresent()) {
                            known.putIfAbsent(row.number(1), why.get());
                        }
                    }
                },
                gone.position(),
                page.getLast());
        for (Map.Entry<Long, String> one : known.entrySet()) {
            item(gone, Entity.Kind.CREDENTIAL, one.getKey(), "rotate", one.getValue());
        }
        return page.getLast();
    }

    /// Why somebody with these names could know it.
    private static Optional<String> why(List<String> words, String place, String facts) {
        String path = place.toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (path.contains("/home/" + word + "/") || path.contains("/users/" + word + "/")) {
                return Optional.of("it lies in the person's folder: " + place);
            }
        }
        String lower = facts.toLowerCase(Locale.ROOT);
        if (words.stream().noneMatch(lower::contains)) {
            return Optional.empty();
        }
        Facts read = read(facts);
        String scheme = place.replaceFirst(":.*", "");
        List<String> names = new ArrayList<>(NAMING);
        for (String fact : read.values().keySet()) {
            if (OwnerTag.clue(fact, scheme).filter(Clue.Kind.CREATOR::equals).isPresent()) {
                names.add(fact);
            }
        }
        for (String fact : names) {
            for (String value : read.list(fact)) {
                String said = value.toLowerCase(Locale.ROOT);
                if (words.stream().anyMatch(it -> said.equals(it) || said.startsWith(it + "@"))) {
                    return Optional.of("%s is %s at %s".formatted(fact, value, place));
                }
            }
        }
        return Optional.empty();
    }

    private static Facts read(String facts) {
        try {
            return facts.isEmpty() ? Facts.NONE : Kept.facts(facts);
        } catch (Malformed e) {
            throw new IllegalStateException("a sighting was changed by somebody else", e);
        }
    }

    private void item(Gone gone, Entity.Kind entity, long n, String toDo, String why)
            throws SQLException {
        int fresh =
                session.update(
                        """
                        INSERT INTO owner_gone_item (gone_n, entity, entity_n, to_do, why)
                        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """,
                        gone.n(),
                        entity.toString(),
                        n,
                        toDo,
                        why);
        session.update(
                "UPDATE owner_gone SET %1$s = %1$s + ? WHERE n = ?".formatted(toDo),
                fresh,
                gone.n());
    }
}
