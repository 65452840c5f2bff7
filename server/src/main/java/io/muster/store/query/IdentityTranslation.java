package io.muster.store.query;

import io.muster.inventory.query.Condition;
import io.muster.inventory.query.Pattern;
import io.muster.store.Session;
import io.muster.store.Severities;
import io.muster.store.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Conditions on rows of `identity`, which is `i`.
public final class IdentityTranslation extends Translation {
    private static final String SELECT = "SELECT i.n AS n FROM identity i WHERE ";
    private static final int HALF_DIGEST = 16;

    /// Only what is foreign is known of `i`: a root that is trusted, a host that is known.
    public static final String FOREIGN =
            "EXISTS (SELECT 1 FROM holding h WHERE h.identity_n = i.n)"
                    + " AND NOT EXISTS (SELECT 1 FROM holding h JOIN credential c"
                    + " ON c.n = h.credential_n WHERE h.identity_n = i.n AND c.foreign_ = 0)";

    public IdentityTranslation(Session session, long now) {
        super(session, now);
    }

    /// In its name, its aliases or its realm.
    @Override
    Predicate words(List<String> anyOf) {
        return names(anyOf.stream().map(it -> (Pattern) new Pattern.Part(it)).toList());
    }

    private Predicate names(List<Pattern> patterns) {
        return Predicate.anyOf(
                patterns.stream().map(it -> folded("i.folded", TextIndex.IDENTITY, it)).toList());
    }

    @Override
    Predicate fits(Condition.Fits it) throws SQLException {
        List<Pattern> patterns = it.anyOf();
        return switch (it.field()) {
            case ID -> direct(bytes("i.id", HALF_DIGEST, patterns));
            case KIND -> direct(text("i.kind", patterns));
            case REALM -> Predicate.of(text("lower(i.realm)", patterns));
            case NAME -> names(patterns);
            case FOREIGN -> Predicate.anyOf(patterns.stream().map(this::foreign).toList());
            case OWNER -> direct(Sql.isOneOf("i.owner_n", teams(patterns)));
            case ENVIRONMENT -> Predicate.of(text("lower(i.environment)", patterns));
            case CRITICALITY -> Predicate.of(text("lower(i.criticality)", patterns));
            case SEVERITY -> Predicate.anyOf(patterns.stream().map(this::severity).toList());
            case TAG -> tag(patterns);
            case ORPHAN -> Predicate.anyOf(patterns.stream().map(this::orphan).toList());
            default -> throw notOfThisList(it);
        };
    }

    @Override
    Predicate counts(Condition.Counts it) {
        return switch (it.field()) {
            case CREDENTIALS_HELD ->
                    direct(compared("i.credentials", it.comparison(), it.number()));
            case RISK -> direct(compared("i.risk", it.comparison(), it.number()));
            case FINDINGS_OPEN ->
                    Predicate.of(
                            compared(
                                    "(i.critical + i.high + i.medium + i.low)",
                                    it.comparison(),
                                    it.number()));
            default -> throw notOfThisList(it);
        };
    }

    @Override
    Predicate happens(Condition.Happens it) {
        return switch (it.field()) {
            case SEEN -> direct(past("i.last_seen", it.comparison(), it.moment()));
            case FIRST -> direct(past("i.first_seen", it.comparison(), it.moment()));
            case ORPHANED -> orphaned(it);
            default -> throw notOfThisList(it);
        };
    }

    private Predicate orphaned(Condition.Happens it) {
        return Predicate.of(
                past("i.orphaned", it.comparison(), it.moment()),
                Sql.of(SELECT + "i.orphaned <> 0 AND ")
                        .with(past("i.orphaned", it.comparison(), it.moment())));
    }

    private Predicate orphan(Pattern pattern) {
        boolean yes = pattern.equals(new Pattern.Whole("yes"));
        return yes ? direct(Sql.of("i.orphaned <> 0")) : Predicate.of(Sql.of("i.orphaned = 0"));
    }

    private Predicate foreign(Pattern pattern) {
        Sql foreign = Sql.of("(" + FOREIGN + ")");
        return Predicate.of(pattern.equals(new Pattern.Whole("yes")) ? foreign : foreign.not());
    }

    private static Predicate direct(Sql check) {
        return Predicate.exactly(check, Sql.of(SELECT).with(check));
    }

    private Predicate severity(Pattern pattern) {
        if (pattern instanceof Pattern.Absent) {
            return direct(Sql.of("i.worst = 0"));
        }
        return Predicate.anyOf(
                Severities.fitting(pattern).stream()
                        .map(it ->
                                Predicate.of(
                                        Severities.counted("i", it),
                                        Sql.of(SELECT)
                                                .with(
                                                        Sql.of(
                                                                "i.worst >= ?",
                                                                Severities.number(it)))))
                        .toList());
    }

    private Predicate tag(List<Pattern> patterns) throws SQLException {
        List<Predicate> predicates = new ArrayList<>();
        List<Long> tags = Dictionary.ofTable("tag", "name").numbers(session(), patterns);
        String tagged =
                "EXISTS (SELECT 1 FROM tagging t WHERE t.entity = 'identity' AND t.entity_n = i.n";
        if (asksForNone(patterns)) {
            predicates.add(Predicate.of(Sql.of("NOT " + tagged + ")")));
        }
        Sql tag = Sql.isOneOf("t.tag_n", tags);
        predicates.add(
                Predicate.of(
                        Sql.of(tagged + " AND ").with(tag).with(")"),
                        Sql.of(
                                        "SELECT t.entity_n AS n FROM tagging t"
                                                + " WHERE t.entity = 'identity' AND ")
                                .with(tag)));
        return Predicate.anyOf(predicates);
    }
}
