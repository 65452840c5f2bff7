package io.muster.store.query;

import io.muster.inventory.query.Condition;
import io.muster.inventory.query.Field;
import io.muster.inventory.query.Pattern;
import io.muster.store.Dialect;
import io.muster.store.Session;
import io.muster.store.Sql;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Conditions on rows of `sighting`, which is `s`. A sighting has no `n` of its own: a source
/// selects credentials or places, [#side] says which.
public final class SightingTranslation extends Translation {
    private static final int DIGEST = 32;
    private static final int HALF_DIGEST = 16;

    /// By the ids of identities: once for the check and once for the way to the rows.
    private final Map<List<Pattern>, Optional<Sql>> accounts = new HashMap<>();

    public SightingTranslation(Session session, long now) {
        super(session, now);
    }

    /// The column of the sighting that the source of `condition` selects.
    public static String side(Condition condition) {
        boolean credential =
                condition instanceof Condition.Fits fits
                        && (fits.field() == Field.CREDENTIAL || fits.field() == Field.IDENTITY);
        return credential ? "s.credential_n" : "s.place_n";
    }

    /// In the place.
    @Override
    Predicate words(List<String> anyOf) {
        return places(anyOf.stream().map(it -> (Pattern) new Pattern.Part(it)).toList());
    }

    @Override
    Predicate fits(Condition.Fits it) throws SQLException {
        List<Pattern> patterns = it.anyOf();
        return switch (it.field()) {
            case CREDENTIAL ->
                    among(
                            "credential_n",
                            Sql.of("SELECT x.n AS n FROM credential x WHERE ")
                                    .with(bytes("x.id", DIGEST, patterns)));
            case IDENTITY -> ofIdentity(patterns);
            case TYPE ->
                    Predicate.of(
                            Sql.of(
                                            "EXISTS (SELECT 1 FROM credential x"
                                                    + " WHERE x.n = s.credential_n AND ")
                                    .with(text("x.type", patterns))
                                    .with(")"));
            case ROLE -> Predicate.of(text("s.role", patterns));
            case SOURCE -> {
                List<Long> sources =
                        Dictionary.ofTable("source", "id").numbers(session(), patterns);
                yield Predicate.of(Sql.isOneOf("s.source_n", sources));
            }
            case HOST ->
                    among(
                            "place_n",
                            Sql.of("SELECT p.n AS n FROM place p WHERE ")
                                    .with(text("p.host", patterns)));
            case PLACE -> places(patterns);
            default -> throw notOfThisList(it);
        };
    }

    /// Of its credentials, and of the accounts that it is.
    private Predicate ofIdentity(List<Pattern> patterns) throws SQLException {
        Sql held =
                Sql.of(
                                "SELECT h.credential_n AS n FROM identity i CROSS JOIN holding h"
                                        + " WHERE h.identity_n = i.n AND ")
                        .with(bytes("i.id", HALF_DIGEST, patterns));
        Predicate credentials = among("credential_n", held);
        Optional<Sql> accounts = accounts(patterns);
        return accounts.isEmpty()
                ? credentials
                : Predicate.of(Sql.anyOf(List.of(credentials.check(), accounts.get())), held);
    }

    /// The sightings of accounts among those that `condition` asks for; empty when there are none.
    public Optional<Sql> accounts(Condition condition) throws SQLException {
        return condition instanceof Condition.Fits fits && fits.field() == Field.IDENTITY
                ? accounts(fits.anyOf())
                : Optional.empty();
    }

    private Optional<Sql> accounts(List<Pattern> ids) throws SQLException {
        Optional<Sql> known = accounts.get(ids);
        if (known == null) {
            known = found(ids);
            accounts.put(ids, known);
        }
        return known;
    }

    private Optional<Sql> found(List<Pattern> ids) throws SQLException {
        Sql seen =
                Sql.of(
                                "SELECT DISTINCT b.anchor_n FROM identity i CROSS JOIN binding b"
                                        + " WHERE b.identity_n = i.n AND b.until = 0 AND EXISTS"
                                        + " (SELECT 1 FROM sighting x WHERE x.credential_n = 0"
                                        + " AND x.anchor_n = b.anchor_n) AND ")
                        .with(bytes("i.id", HALF_DIGEST, ids));
        List<Long> anchors = session().all(seen.text(), row -> row.number(1), seen.values());
        return anchors.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Sql.of("s.credential_n = 0 AND ")
                                .with(
                                        Sql.of(
                                                session().dialect().isOneOf("s.anchor_n"),
                                                new Dialect.Numbers(anchors))));
    }

    private static Predicate among(String column, Sql select) {
        return Predicate.exactly(Sql.of("s." + column + " IN (").with(select).with(")"), select);
    }

    private Predicate places(List<Pattern> patterns) {
        Sql check =
                Sql.of("EXISTS (SELECT 1 FROM place p WHERE p.n = s.place_n AND ")
                        .with(text("p.folded", patterns))
                        .with(")");
        Predicate found =
                Predicate.anyOf(
                        patterns.stream()
                                .map(it -> folded("p.folded", TextIndex.PLACE, it))
                                .toList());
        return Predicate.maybe(check, found.source());
    }

    @Override
    Predicate counts(Condition.Counts it) {
        throw notOfThisList(it);
    }

    @Override
    Predicate happens(Condition.Happens it) {
        return switch (it.field()) {
            case SEEN -> Predicate.of(past("s.last_at", it.comparison(), it.moment()));
            case FIRST -> Predicate.of(past("s.first_at", it.comparison(), it.moment()));
            case GONE -> Predicate.of(past("s.gone_at", it.comparison(), it.moment()));
            default -> throw notOfThisList(it);
        };
    }
}
