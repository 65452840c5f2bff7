package io.muster.store.query;

import io.muster.inventory.query.Condition;
import io.muster.inventory.query.Pattern;
import io.muster.model.Role;
import io.muster.store.Session;
import io.muster.store.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Conditions on what stands beside a credential `c`: its machines, places, key, findings, tags.
///
/// Each can be checked from the credential and found from the other side.
final class CredentialRelations {
    private static final int DIGEST = 32;
    private static final int HALF_DIGEST = 16;

    private final Session session;

    CredentialRelations(Session session) {
        this.session = session;
    }

    Predicate fits(Condition.Fits it) throws SQLException {
        List<Pattern> patterns = it.anyOf();
        return switch (it.field()) {
            case KEY -> key(patterns);
            case ISSUEDBY -> issuedBy(patterns);
            case IDENTITY -> held(Translation.bytes("i.id", HALF_DIGEST, patterns));
            case KIND -> orNobodys(patterns, held(Translation.text("i.kind", patterns)));
            case NAME -> names(patterns);
            case REALM -> held(Translation.text("lower(i.realm)", patterns));
            case TAG -> tag(patterns);
            case SOURCE -> {
                List<Long> sources = Dictionary.ofTable("source", "id").numbers(session, patterns);
                yield sighted(Sql.isOneOf("s.source_n", sources));
            }
            case ROLE -> sighted(Translation.text("s.role", patterns));
            case PLACE -> places(patterns);
            case HOST -> at(Translation.text("p.host", patterns));
            case RULE -> rule(patterns);
            case MANAGED -> managed(patterns);
            default -> throw Translation.notOfThisList(it);
        };
    }

    /// A machine of its own fulfils `identity`, a condition on `i`.
    private static Predicate held(Sql identity) {
        return Predicate.exactly(
                Sql.of(
                                "EXISTS (SELECT 1 FROM holding h JOIN identity i ON i.n = h.identity_n"
                                        + " WHERE h.credential_n = c.n AND ")
                        .with(identity)
                        .with(")"),
                Sql.of(
                                "SELECT h.credential_n AS n FROM identity i"
                                        + " CROSS JOIN holding h WHERE h.identity_n = i.n AND ")
                        .with(identity));
    }

    private static Predicate orNobodys(List<Pattern> patterns, Predicate held) {
        return patterns.contains(new Pattern.Absent())
                ? Predicate.anyOf(
                        List.of(
                                held,
                                Predicate.of(
                                        Sql.of(
                                                "NOT EXISTS (SELECT 1 FROM holding h"
                                                        + " WHERE h.credential_n = c.n)"))))
                : held;
    }

    /// The folded name, aliases or realm of a machine of its own.
    Predicate names(List<Pattern> patterns) {
        return Predicate.anyOf(patterns.stream().map(this::name).toList());
    }

    private Predicate name(Pattern pattern) {
        Sql check = held(Translation.text("i.folded", List.of(pattern))).check();
        return Predicate.maybe(
                check,
                found(TextIndex.IDENTITY, pattern)
                        .map(it ->
                                Sql.of("SELECT h.credential_n AS n FROM (")
                                        .with(it)
                                        .with(
                                                ") i CROSS JOIN holding h"
                                                        + " WHERE h.identity_n = i.n")));
    }

    private Optional<Sql> found(TextIndex index, Pattern pattern) {
        return switch (pattern) {
            case Pattern.Whole it -> index.find(session, it.text());
            case Pattern.Prefix it -> index.find(session, it.text());
            case Pattern.Part it -> index.find(session, it.text());
            case Pattern.Absent _ -> Optional.empty();
        };
    }

    /// It is now at a place whose folded text fits.
    Predicate places(List<Pattern> patterns) {
        return Predicate.anyOf(patterns.stream().map(this::place).toList());
    }

    private Predicate place(Pattern pattern) {
        Sql check = at(Translation.text("p.folded", List.of(pattern))).check();
        return Predicate.maybe(
                check,
                found(TextIndex.PLACE, pattern)
                        .map(it ->
                                Sql.of("SELECT s.credential_n AS n FROM (")
                                        .with(it)
                                        .with(
                                                ") p CROSS JOIN sighting s"
                                                        + " WHERE s.place_n = p.n AND s.gone_at = 0")));
    }

    /// It is now at a place that fulfils `place`, a condition on `p`.
    private static Predicate at(Sql place) {
        return Predicate.exactly(
                Sql.of(
                                "EXISTS (SELECT 1 FROM sighting s JOIN place p ON p.n = s.place_n"
                                        + " WHERE s.credential_n = c.n AND s.gone_at = 0 AND ")
                        .with(place)
                        .with(")"),
                Sql.of(
                                "SELECT s.credential_n AS n FROM place p CROSS JOIN sighting s"
                                        + " WHERE s.place_n = p.n AND s.gone_at = 0 AND ")
                        .with(place));
    }

    /// It is now seen in a way that fulfils `sighting`, a condition on `s`.
    private static Predicate sighted(Sql sighting) {
        return Predicate.exactly(
                Sql.of(
                                "EXISTS (SELECT 1 FROM sighting s"
                                        + " WHERE s.credential_n = c.n AND s.gone_at = 0 AND ")
                        .with(sighting)
                        .with(")"),
                Sql.of("SELECT s.credential_n AS n FROM sighting s WHERE s.gone_at = 0 AND ")
                        .with(sighting));
    }

    private static Predicate managed(List<Pattern> patterns) {
        Predicate yes =
                sighted(
                        Sql.isOneOf(
                                "s.role",
                                List.of(Role.REGISTERED.toString(), Role.DECLARED.toString())));
        return Predicate.anyOf(
                patterns.stream()
                        .map(it -> it.equals(new Pattern.Whole("yes")) ? yes : yes.not())
                        .toList());
    }

    private static Predicate key(List<Pattern> patterns) {
        List<Predicate> predicates = new ArrayList<>();
        if (patterns.contains(new Pattern.Absent())) {
            predicates.add(Predicate.of(Sql.of("c.key_n = 0")));
        }
        Sql keys =
                Sql.of("SELECT k.n FROM public_key k WHERE ")
                        .with(Translation.bytes("k.id", DIGEST, patterns));
        predicates.add(
                Predicate.of(
                        Sql.of("c.key_n IN (").with(keys).with(")"),
                        Sql.of("SELECT n FROM credential WHERE key_n <> 0 AND key_n IN (")
                                .with(keys)
                                .with(")")));
        return Predicate.anyOf(predicates);
    }

    private static Predicate issuedBy(List<Pattern> patterns) {
        Sql issuers =
                Sql.of("SELECT a.n FROM credential a WHERE ")
                        .with(Translation.bytes("a.id", DIGEST, patterns));
        return Predicate.of(
                Sql.of("c.issuer_n IN (").with(issuers).with(")"),
                Sql.of("SELECT n FROM credential WHERE issuer_n <> 0 AND issuer_n IN (")
                        .with(issuers)
                        .with(")"));
    }

    Predicate sameKey(Condition.Counts it) {
        String credentials =
                "coalesce((SELECT k.credentials FROM public_key k WHERE k.n = c.key_n), 0)";
        Sql check = Translation.compared(credentials, it.comparison(), it.number());
        boolean several =
                switch (it.comparison()) {
                    case GREATER -> it.number() >= 1;
                    case AT_LEAST, EQUAL -> it.number() > 1;
                    case LESS, AT_MOST -> false;
                };
        if (!several) {
            return Predicate.of(check);
        }
        return Predicate.exactly(
                check,
                Sql.of(
                                "SELECT c.n AS n FROM public_key k CROSS JOIN credential c"
                                        + " WHERE c.key_n = k.n AND c.key_n <> 0"
                                        + " AND k.credentials > 1 AND ")
                        .with(Translation.compared("k.credentials", it.comparison(), it.number())));
    }

    /// Its own tags, and those of its machines.
    private Predicate tag(List<Pattern> patterns) throws SQLException {
        List<Predicate> predicates = new ArrayList<>();
        List<Long> tags = Dictionary.ofTable("tag", "name").numbers(session, patterns);
        if (patterns.contains(new Pattern.Absent())) {
            predicates.add(tagged(Sql.of("t.tag_n > 0")).not());
        }
        if (!tags.isEmpty() || predicates.isEmpty()) {
            predicates.add(tagged(Sql.isOneOf("t.tag_n", tags)));
        }
        return Predicate.anyOf(predicates);
    }

    private static Predicate tagged(Sql tag) {
        Sql own =
                Sql.of(
                                "EXISTS (SELECT 1 FROM tagging t WHERE t.entity = 'credential'"
                                        + " AND t.entity_n = c.n AND ")
                        .with(tag)
                        .with(")");
        Sql machines =
                Sql.of(
                                "EXISTS (SELECT 1 FROM holding h JOIN tagging t"
                                        + " ON t.entity = 'identity' AND t.entity_n = h.identity_n"
                                        + " WHERE h.credential_n = c.n AND ")
                        .with(tag)
                        .with(")");
        Sql ownSource =
                Sql.of("SELECT t.entity_n AS n FROM tagging t WHERE t.entity = 'credential' AND ")
                        .with(tag);
        Sql machinesSource =
                Sql.of(
                                "SELECT h.credential_n AS n FROM tagging t CROSS JOIN holding h"
                                        + " WHERE h.identity_n = t.entity_n"
                                        + " AND t.entity = 'identity' AND ")
                        .with(tag);
        return Predicate.anyOf(
                List.of(Predicate.of(own, ownSource), Predicate.of(machines, machinesSource)));
    }

    private Predicate rule(List<Pattern> patterns) throws SQLException {
        List<String> rules = Dictionary.ofColumn("finding", "rule").texts(session, patterns);
        Sql rule = Sql.isOneOf("f.rule", rules);
        return Predicate.exactly(
                Sql.of(
                                "EXISTS (SELECT 1 FROM finding f"
                                        + " WHERE f.credential_n = c.n AND f.resolved = 0 AND ")
                        .with(rule)
                        .with(")"),
                Sql.of(
                                "SELECT f.credential_n AS n FROM finding f"
                                        + " WHERE f.credential_n <> 0 AND f.resolved = 0 AND ")
                        .with(rule));
    }
}
