package io.muster.store.query;

import io.muster.inventory.query.Condition;
import io.muster.inventory.query.Moment;
import io.muster.inventory.query.Pattern;
import io.muster.model.Severity;
import io.muster.store.Session;
import io.muster.store.Severities;
import io.muster.store.Sql;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Conditions on rows of `finding`, which is `f`.
public final class FindingTranslation extends Translation {
    private static final String SELECT = "SELECT f.n AS n FROM finding f WHERE ";
    private static final int DIGEST = 32;
    private static final int HALF_DIGEST = 16;

    public FindingTranslation(Session session, long now) {
        super(session, now);
    }

    /// In the credential that it is about, in the name of the machine or of the source.
    @Override
    Predicate words(List<String> anyOf) {
        return Predicate.anyOf(anyOf.stream().map(this::word).toList());
    }

    private Predicate word(String word) {
        Pattern part = new Pattern.Part(word);
        Predicate credential = folded("x.folded", TextIndex.CREDENTIAL, part);
        Predicate identity = folded("y.folded", TextIndex.IDENTITY, part);
        return Predicate.anyOf(
                List.of(
                        Predicate.maybe(
                                about("credential x", "x.n = f.credential_n", credential.check()),
                                credential
                                        .source()
                                        .map(it ->
                                                Sql.of("SELECT f.n AS n FROM (")
                                                        .with(it)
                                                        .with(
                                                                ") x CROSS JOIN finding f WHERE"
                                                                        + " f.credential_n = x.n"))),
                        Predicate.maybe(
                                about("identity y", "y.n = f.identity_n", identity.check()),
                                identity.source()
                                        .map(it ->
                                                Sql.of("SELECT f.n AS n FROM (")
                                                        .with(it)
                                                        .with(
                                                                ") y CROSS JOIN finding f WHERE"
                                                                        + " f.identity_n = y.n AND"
                                                                        + " f.identity_n <> 0"))),
                        ofSources(Sql.like("lower(x.id || ' ' || x.name)", Sql.part(word)))));
    }

    /// It is about a source that fulfils `check`, a condition on `x`. There are few.
    private static Predicate ofSources(Sql check) {
        Sql found = Sql.of("SELECT x.n FROM source x WHERE ").with(check);
        Sql isFound = Sql.of("f.source_n <> 0 AND f.source_n IN (").with(found).with(")");
        return Predicate.exactly(isFound, Sql.of(SELECT).with(isFound));
    }

    private static Sql about(String table, String join, Sql check) {
        return Sql.of("EXISTS (SELECT 1 FROM " + table + " WHERE " + join + " AND ")
                .with(check)
                .with(")");
    }

    @Override
    Predicate fits(Condition.Fits it) throws SQLException {
        List<Pattern> patterns = it.anyOf();
        return switch (it.field()) {
            case ID -> direct(bytes("f.id", HALF_DIGEST, patterns));
            case RULE -> {
                List<String> rules =
                        Dictionary.ofColumn("finding", "rule").texts(session(), patterns);
                yield direct(Sql.isOneOf("f.rule", rules));
            }
            case SEVERITY -> severity(patterns);
            case CREDENTIAL ->
                    beside("credential", "credential_n", bytes("x.id", DIGEST, patterns));
            case IDENTITY ->
                    Predicate.anyOf(
                            List.of(
                                    beside(
                                            "identity",
                                            "identity_n",
                                            bytes("x.id", HALF_DIGEST, patterns)),
                                    ofCredentialsOf(bytes("i.id", HALF_DIGEST, patterns))));
            case TYPE ->
                    Predicate.of(
                            about(
                                    "credential x",
                                    "x.n = f.credential_n",
                                    text("x.type", patterns)));
            case KIND ->
                    Predicate.anyOf(
                            List.of(
                                    Predicate.of(
                                            about(
                                                    "identity x",
                                                    "x.n = f.identity_n",
                                                    text("x.kind", patterns))),
                                    ofCredentialsOf(text("i.kind", patterns)).checkOnly()));
            case SOURCE -> {
                List<Long> sources =
                        Dictionary.ofTable("source", "id").numbers(session(), patterns);
                yield direct(Sql.isOneOf("f.source_n", sources));
            }
            case OWNER -> owner(patterns);
            case ASSIGNEE -> direct(text("f.assignee", patterns));
            case OVERDUE ->
                    flag(patterns, Sql.of("f.resolved = 0 AND f.due < ?", now()), "f.resolved = 0");
            case EXCEPTED -> flag(patterns, Sql.of("f.excepted_n <> 0"), "1 = 1");
            default -> throw notOfThisList(it);
        };
    }

    @Override
    Predicate counts(Condition.Counts it) {
        throw notOfThisList(it);
    }

    @Override
    Predicate happens(Condition.Happens it) {
        return switch (it.field()) {
            case OPENED -> direct(past("f.opened", it.comparison(), it.moment()));
            case RESOLVED -> resolved(it);
            case DUE -> direct(future("f.due", it.comparison(), it.moment()));
            default -> throw notOfThisList(it);
        };
    }

    /// What an exception covers is not open, and not resolved either.
    private Predicate resolved(Condition.Happens it) {
        Sql past = past("f.resolved", it.comparison(), it.moment());
        return direct(
                it.moment() instanceof Moment.Never ? past : past.with(" AND f.excepted_n = 0"));
    }

    /// @param of whom it can be said at all
    private static Predicate flag(List<Pattern> patterns, Sql yes, String of) {
        return Predicate.anyOf(
                patterns.stream()
                        .map(it ->
                                it.equals(new Pattern.Whole("yes"))
                                        ? direct(yes)
                                        : Predicate.of(yes.not().with(" AND " + of)))
                        .toList());
    }

    private static Predicate direct(Sql check) {
        return Predicate.exactly(check, Sql.of(SELECT).with(check));
    }

    private static Predicate severity(List<Pattern> patterns) {
        Set<Long> severities = new LinkedHashSet<>();
        for (Pattern pattern : patterns) {
            for (Severity severity : Severities.fitting(pattern)) {
                severities.add(Severities.number(severity));
            }
        }
        return direct(Sql.isOneOf("f.severity", List.copyOf(severities)));
    }

    /// The credential or identity in `column` fulfils `check`, a condition on `x`.
    private static Predicate beside(String table, String column, Sql check) {
        Sql found = Sql.of("SELECT x.n FROM " + table + " x WHERE ").with(check);
        Sql isFound =
                Sql.of("f." + column + " <> 0 AND f." + column + " IN (").with(found).with(")");
        return Predicate.exactly(isFound, Sql.of(SELECT).with(isFound));
    }

    /// It is about a credential of a machine that fulfils `check`, a condition on `i`.
    private static Predicate ofCredentialsOf(Sql check) {
        return Predicate.of(
                Sql.of(
                                "EXISTS (SELECT 1 FROM holding h JOIN identity i ON i.n = h.identity_n"
                                        + " WHERE h.credential_n = f.credential_n AND ")
                        .with(check)
                        .with(")"),
                Sql.of(
                                "SELECT f.n AS n FROM identity i CROSS JOIN holding h CROSS JOIN finding f"
                                        + " WHERE h.identity_n = i.n AND f.credential_n = h.credential_n AND ")
                        .with(check));
    }

    private Predicate owner(List<Pattern> patterns) throws SQLException {
        List<Long> teams = teams(patterns);
        return Predicate.of(
                Sql.anyOf(
                        List.of(
                                about(
                                        "credential x",
                                        "x.n = f.credential_n",
                                        Sql.isOneOf("x.owner_n", teams)),
                                about(
                                        "identity y",
                                        "y.n = f.identity_n",
                                        Sql.isOneOf("y.owner_n", teams)))));
    }
}
