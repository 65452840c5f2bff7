package io.muster.store.policy;

import io.muster.governance.Exemption;
import io.muster.governance.Exemptions.Wish;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.inventory.query.Condition;
import io.muster.inventory.query.Field;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.model.Bytes;
import io.muster.store.Ids;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.query.CredentialTranslation;
import io.muster.store.query.Translation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an exception is about: whether that is there, and whether it covers a credential or an
/// identity.
record ExemptionTarget(Session session, long now) {
    /// What an exception itself changes cannot decide whom it covers.
    private static final Set<Field> CHANGED =
            Set.of(Field.RULE, Field.SEVERITY, Field.FINDINGS_OPEN);

    /// What is about to be kept.
    ///
    /// @param target as it is kept
    /// @param n of the row that it names; 0 for a query
    record Found(String rule, String target, long n) {}

    /// @throws Refused when what it is about is not there
    Found find(Wish wish) throws SQLException {
        return switch (wish.scope()) {
            case FINDING -> finding(wish);
            case CREDENTIAL -> thing(wish, "credential");
            case IDENTITY -> thing(wish, "identity");
            case TEAM -> new Found(wish.rule(), wish.target(), number("team", wish.target()));
            case QUERY -> new Found(wish.rule(), query(wish.target()).text(), 0);
        };
    }

    private Found finding(Wish wish) throws SQLException {
        Bytes id = Ids.parse(wish.target());
        long n = number("finding", id);
        String rule =
                session.first("SELECT rule FROM finding WHERE n = ?", row -> row.text(1), n)
                        .orElseThrow();
        if (!wish.rule().isEmpty() && !rule.equals(wish.rule())) {
            throw new Refused(
                    Refused.Kind.INVALID, "the finding is one of the rule '%s'".formatted(rule));
        }
        return new Found(rule, id.toHex(), n);
    }

    private Found thing(Wish wish, String table) throws SQLException {
        Bytes id = Ids.parse(wish.target());
        return new Found(wish.rule(), id.toHex(), number(table, id));
    }

    private long number(String table, Object id) throws SQLException {
        return session.first("SELECT n FROM " + table + " WHERE id = ?", row -> row.number(1), id)
                .orElseThrow(() -> new Refused(Refused.Kind.UNKNOWN, "there is no such " + table));
    }

    private static Query query(String text) {
        try {
            Query query = Query.parse(Listing.CREDENTIALS, text);
            if (query.conditions().isEmpty()) {
                throw new Refused(
                        Refused.Kind.INVALID, "the query is empty; it would cover everything");
            }
            for (Condition condition : query.conditions()) {
                field(condition)
                        .filter(CHANGED::contains)
                        .ifPresent(it -> {
                            throw new Refused(
                                    Refused.Kind.INVALID,
                                    "an exception changes '%s' itself; ask for something else"
                                            .formatted(it));
                        });
            }
            return query;
        } catch (QueryRefused e) {
            throw new Refused(Refused.Kind.INVALID, e.reason());
        }
    }

    private static Optional<Field> field(Condition condition) {
        return switch (condition) {
            case Condition.Words _ -> Optional.empty();
            case Condition.Fits it -> Optional.of(it.field());
            case Condition.Counts it -> Optional.of(it.field());
            case Condition.Happens it -> Optional.of(it.field());
            case Condition.Not it -> field(it.condition());
        };
    }

    /// What an exception is about, for people, and the id of the team whose that is.
    record Owned(String title, Optional<String> team) {}

    Owned owned(Exemption.Scope scope, String target, long n) throws SQLException {
        return switch (scope) {
            case FINDING ->
                    titled(
                            """
                            SELECT coalesce(c.title, i.name, f.rule), t.id FROM finding f
                              LEFT JOIN credential c ON c.n = f.credential_n AND c.n <> 0
                              LEFT JOIN identity i ON i.n = f.identity_n AND i.n <> 0
                              LEFT JOIN team t ON t.n = coalesce(nullif(c.owner_n, 0), i.owner_n)
                             WHERE f.n = ?
                            """,
                            n,
                            target);
            case CREDENTIAL ->
                    titled(
                            "SELECT x.title, t.id FROM credential x"
                                    + " LEFT JOIN team t ON t.n = x.owner_n WHERE x.n = ?",
                            n,
                            target);
            case IDENTITY ->
                    titled(
                            "SELECT x.name, t.id FROM identity x"
                                    + " LEFT JOIN team t ON t.n = x.owner_n WHERE x.n = ?",
                            n,
                            target);
            case TEAM -> titled("SELECT 'all of ' || name, id FROM team WHERE n = ?", n, target);
            case QUERY -> new Owned("what the query finds: " + target, Optional.empty());
        };
    }

    /// What is gone by now is called by its id.
    private Owned titled(String sql, long n, String target) throws SQLException {
        return session.first(sql, row -> new Owned(row.text(1), row.some(2)), n)
                .orElse(new Owned(target, Optional.empty()));
    }

    /// An exception as far as it says whom it covers.
    record Covering(long n, Exemption.Scope scope, String target, long targetN) {}

    /// What may be covered: a finding, 0 for a new one, on a credential or an identity.
    record Subject(long finding, long credential, long identity) {}

    boolean covers(Covering it, Subject subject) throws SQLException {
        long credential = subject.credential();
        return switch (it.scope()) {
            case FINDING -> subject.finding() == it.targetN();
            case CREDENTIAL -> credential == it.targetN();
            case IDENTITY -> subject.identity() == it.targetN() || holds(it.targetN(), credential);
            case TEAM ->
                    owns("credential", credential, it.targetN())
                            || owns("identity", subject.identity(), it.targetN());
            case QUERY -> credential != 0 && finds(it.target(), credential);
        };
    }

    private boolean holds(long identity, long credential) throws SQLException {
        return credential != 0
                && any(
                        Sql.of(
                                "SELECT 1 FROM holding WHERE credential_n = ? AND identity_n = ?",
                                credential,
                                identity));
    }

    private boolean owns(String table, long n, long team) throws SQLException {
        return n != 0
                && any(Sql.of("SELECT 1 FROM " + table + " WHERE n = ? AND owner_n = ?", n, team));
    }

    /// A query that this version no longer understands covers nothing.
    private boolean finds(String text, long credential) throws SQLException {
        List<Sql> checks = new ArrayList<>(List.of(Sql.of("c.n = ?", credential)));
        try {
            Translation translation = new CredentialTranslation(session, now);
            for (Condition condition : Query.parse(Listing.CREDENTIALS, text).conditions()) {
                checks.add(translation.of(condition).check());
            }
        } catch (QueryRefused _) {
            return false;
        }
        return any(Sql.of("SELECT 1 FROM credential c WHERE ").with(Sql.allOf(checks)));
    }

    private boolean any(Sql sql) throws SQLException {
        return session.first(sql.text() + " LIMIT 1", row -> true, sql.values()).isPresent();
    }

    /// Exceptions `e` that a viewer may see: those about what is theirs. One for a query is about
    /// others too: it is seen while it covers a finding on something of theirs.
    static Sql seenBy(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Everything _ -> Sql.TRUE;
            case Viewer.Teams it -> {
                Sql mine =
                        Sql.of("x.owner_n IN (SELECT m.n FROM team m WHERE ")
                                .with(Sql.isOneOf("m.id", List.copyOf(it.ids())))
                                .with(")");
                yield Sql.anyOf(
                        List.of(
                                Sql.of("e.scope = 'team' AND ")
                                        .with(Sql.isOneOf("e.target", List.copyOf(it.ids()))),
                                seen("credential", "x", mine),
                                seen("identity", "x", mine),
                                seen("finding", "f", ofFinding("credential", mine)),
                                seen("finding", "f", ofFinding("identity", mine)),
                                covering(ofFinding("credential", mine)),
                                covering(ofFinding("identity", mine))));
            }
        };
    }

    private static Sql seen(String table, String alias, Sql mine) {
        return Sql.of(
                        "(e.scope = '%s' AND EXISTS (SELECT 1 FROM %1$s %s WHERE %2$s.n = e.target_n AND "
                                .formatted(table, alias))
                .with(mine)
                .with("))");
    }

    private static Sql covering(Sql mine) {
        return Sql.of(
                        "(e.scope = 'query' AND EXISTS (SELECT 1 FROM finding f"
                                + " WHERE f.excepted_n = e.n AND f.excepted_n <> 0 AND ")
                .with(mine)
                .with("))");
    }

    private static Sql ofFinding(String table, Sql mine) {
        return Sql.of("EXISTS (SELECT 1 FROM %s x WHERE x.n = f.%1$s_n AND ".formatted(table))
                .with(mine)
                .with(")");
    }
}
