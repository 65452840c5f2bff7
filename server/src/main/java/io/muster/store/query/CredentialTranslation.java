package io.muster.store.query;

import io.muster.inventory.query.Condition;
import io.muster.inventory.query.Pattern;
import io.muster.inventory.query.State;
import io.muster.store.Session;
import io.muster.store.Severities;
import io.muster.store.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Conditions on rows of `credential`, which is `c`.
public final class CredentialTranslation extends Translation {
    private static final String SELECT = "SELECT c.n FROM credential c WHERE ";
    private static final int DIGEST = 32;

    /// For how many whole days `c` is valid; negative where it does not say.
    public static final String LIFETIME_DAYS =
            "(CASE WHEN c.not_before > 0 AND c.not_after < 9223372036854775807"
                    + " THEN (c.not_after - c.not_before) / 86400000000 ELSE -1 END)";

    private final CredentialRelations relations;

    public CredentialTranslation(Session session, long now) {
        super(session, now);
        this.relations = new CredentialRelations(session);
    }

    @Override
    Predicate words(List<String> anyOf) {
        return Predicate.anyOf(anyOf.stream().map(this::word).toList());
    }

    /// In the credential itself, in a place where it is, in the name of its machine, or it begins a
    /// fingerprint.
    private Predicate word(String word) {
        List<Predicate> places = new ArrayList<>();
        places.add(folded("c.folded", TextIndex.CREDENTIAL, new Pattern.Part(word)));
        places.add(relations.places(List.of(new Pattern.Part(word))));
        places.add(relations.names(List.of(new Pattern.Part(word))));
        String digits = word.startsWith("sha256:") ? word.substring(7) : word;
        if (digits.matches("[0-9a-f]{6,64}")) {
            places.add(fingerprint(new Pattern.Prefix("sha256:" + digits)));
        }
        return Predicate.anyOf(places);
    }

    @Override
    Predicate fits(Condition.Fits it) throws SQLException {
        List<Pattern> patterns = it.anyOf();
        return switch (it.field()) {
            case TYPE -> column("type", patterns);
            case CLASS -> column("strength", patterns);
            case ISSUERKIND -> column("issuer_kind", patterns);
            case FINGERPRINT -> Predicate.anyOf(patterns.stream().map(this::fingerprint).toList());
            case ENVIRONMENT -> named("environment", patterns);
            case CRITICALITY -> named("criticality", patterns);
            case ALGORITHM -> named("algorithm", patterns);
            case STATE -> Predicate.anyOf(patterns.stream().map(this::state).toList());
            case FOREIGN -> flag("c.foreign_", patterns);
            case OVERDUE -> overdue(patterns);
            case ID -> direct(bytes("c.id", DIGEST, patterns));
            case OWNER -> direct(Sql.isOneOf("c.owner_n", teams(patterns)));
            case ISSUER -> Predicate.anyOf(patterns.stream().map(this::issuer).toList());
            case SERIAL -> Predicate.anyOf(patterns.stream().map(this::serial).toList());
            case SEVERITY -> Predicate.anyOf(patterns.stream().map(this::severity).toList());
            case KEY,
                    ISSUEDBY,
                    IDENTITY,
                    KIND,
                    NAME,
                    REALM,
                    TAG,
                    SOURCE,
                    PLACE,
                    HOST,
                    ROLE,
                    RULE,
                    MANAGED ->
                    relations.fits(it);
            default -> throw notOfThisList(it);
        };
    }

    @Override
    Predicate counts(Condition.Counts it) {
        return switch (it.field()) {
            case BITS ->
                    direct(
                            Sql.of("c.bits > 0 AND ")
                                    .with(compared("c.bits", it.comparison(), it.number())));
            case LIFETIME ->
                    Predicate.of(
                            Sql.of(LIFETIME_DAYS + " >= 0 AND ")
                                    .with(compared(LIFETIME_DAYS, it.comparison(), it.number())));
            case PLACES -> direct(compared("c.places", it.comparison(), it.number()));
            case SAMEKEY -> relations.sameKey(it);
            case FINDINGS_OPEN -> {
                Sql check =
                        compared(
                                "(c.critical + c.high + c.medium + c.low)",
                                it.comparison(),
                                it.number());
                yield Predicate.of(check);
            }
            default -> throw notOfThisList(it);
        };
    }

    @Override
    Predicate happens(Condition.Happens it) {
        return switch (it.field()) {
            case EXPIRES -> direct(future("c.not_after", it.comparison(), it.moment()));
            case SEEN -> direct(past("c.last_seen", it.comparison(), it.moment()));
            case FIRST -> direct(past("c.first_seen", it.comparison(), it.moment()));
            default -> throw notOfThisList(it);
        };
    }

    /// A condition on columns that have an index.
    private static Predicate direct(Sql check) {
        return Predicate.exactly(check, Sql.of(SELECT).with(check));
    }

    private static Predicate column(String name, List<Pattern> patterns) {
        return direct(text("c." + name, patterns));
    }

    private Predicate named(String name, List<Pattern> patterns) throws SQLException {
        List<String> values = Dictionary.ofColumn("credential", name).texts(session(), patterns);
        return direct(Sql.isOneOf("c." + name, values));
    }

    private static Predicate flag(String column, List<Pattern> patterns) {
        List<Integer> values =
                patterns.stream().map(it -> it.equals(new Pattern.Whole("yes")) ? 1 : 0).toList();
        return direct(Sql.isOneOf(column, values));
    }

    /// Seen there by somebody else within that one's time is not overdue.
    private Predicate overdue(List<Pattern> patterns) {
        Sql there =
                Sql.of(
                        "SELECT 1 FROM sighting s WHERE s.credential_n = c.n AND s.gone_at = 0"
                                + " AND NOT EXISTS (SELECT 1 FROM sighting a JOIN source o"
                                + " ON o.n = a.source_n WHERE a.place_n = s.place_n"
                                + " AND a.gone_at = 0 AND NOT ("
                                + Overdue.SIGHTING
                                + "))",
                        now(),
                        Overdue.USUAL_MICROS);
        Sql overdue = Sql.of("EXISTS (").with(there).with(")");
        Sql late =
                Sql.of(
                        "SELECT a.credential_n AS n FROM sighting a JOIN source o"
                                + " ON o.n = a.source_n WHERE a.gone_at = 0 AND "
                                + Overdue.SIGHTING,
                        now(),
                        Overdue.USUAL_MICROS);
        return Predicate.anyOf(
                patterns.stream()
                        .map(it ->
                                it.equals(new Pattern.Whole("yes"))
                                        ? Predicate.of(overdue, late)
                                        : Predicate.of(overdue.not()))
                        .toList());
    }

    /// The issuer's name is part of what is folded for search.
    private Predicate issuer(Pattern pattern) {
        Sql check = text("lower(c.issuer)", List.of(pattern));
        return Predicate.maybe(check, folded("c.folded", TextIndex.CREDENTIAL, pattern).source());
    }

    private Predicate serial(Pattern pattern) {
        Sql check = text("c.serial", List.of(pattern));
        return Predicate.maybe(check, folded("c.folded", TextIndex.CREDENTIAL, pattern).source());
    }

    private Predicate fingerprint(Pattern pattern) {
        Sql check = text("c.fingerprint", List.of(pattern));
        return Predicate.maybe(
                check,
                switch (pattern) {
                    case Pattern.Whole it -> TextIndex.fingerprint(session(), it.text());
                    case Pattern.Prefix it -> TextIndex.fingerprint(session(), it.text());
                    case Pattern.Part _, Pattern.Absent _ -> Optional.empty();
                });
    }

    private Predicate severity(Pattern pattern) {
        if (pattern instanceof Pattern.Absent) {
            return direct(Sql.of("c.worst = 0"));
        }
        return Predicate.anyOf(
                Severities.fitting(pattern).stream()
                        .map(it ->
                                Predicate.of(
                                        Severities.counted("c", it),
                                        Sql.of(SELECT)
                                                .with(
                                                        Sql.of(
                                                                "c.worst >= ?",
                                                                Severities.number(it)))))
                        .toList());
    }

    private Predicate state(Pattern pattern) {
        return Predicate.anyOf(
                Arrays.stream(State.values())
                        .filter(it ->
                                pattern.equals(new Pattern.Whole(it.toString()))
                                        || (pattern instanceof Pattern.Prefix prefix
                                                && it.toString().startsWith(prefix.text())))
                        .map(this::state)
                        .toList());
    }

    private Predicate state(State state) {
        String here = "c.revoked_at = 0 AND c.superseded_by = 0 AND c.gone_since = 0";
        return switch (state) {
            case REVOKED ->
                    Predicate.exactly(
                            Sql.of("c.revoked_at <> 0"), Sql.of(SELECT + "c.revoked_at <> 0"));
            case SUPERSEDED ->
                    Predicate.of(
                            Sql.of("c.revoked_at = 0 AND c.superseded_by <> 0"),
                            Sql.of(SELECT + "c.superseded_by <> 0"));
            case GONE ->
                    Predicate.of(
                            Sql.of(
                                    "c.revoked_at = 0 AND c.superseded_by = 0 AND c.gone_since <> 0"),
                            Sql.of(SELECT + "c.gone_since <> 0"));
            case EXPIRED ->
                    Predicate.of(
                            Sql.of(here + " AND c.not_after < ?", now()),
                            Sql.of(SELECT + "c.not_after < ?", now()));
            case NOT_YET_VALID ->
                    Predicate.of(
                            Sql.of(here + " AND c.not_before > ?", now()),
                            Sql.of(SELECT + "c.not_before > ?", now()));
            case ACTIVE ->
                    Predicate.of(
                            Sql.of(
                                    here + " AND c.not_after >= ? AND c.not_before <= ?",
                                    now(),
                                    now()),
                            Sql.of(SELECT + "c.not_after >= ?", now()));
        };
    }
}
