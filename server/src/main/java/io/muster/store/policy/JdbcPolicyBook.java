package io.muster.store.policy;

import io.muster.governance.Choice;
import io.muster.governance.PolicyBook;
import io.muster.governance.PolicyText;
import io.muster.inventory.Refused;
import io.muster.model.Bytes;
import io.muster.store.Database;
import io.muster.store.Ids;
import io.muster.store.Row;
import io.muster.store.Times;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Policies and what was put in force, from a database.
public final class JdbcPolicyBook implements PolicyBook {
    private static final int VERSIONS_MAX = 10_000;
    private static final Duration PREVIEWS_KEPT = Duration.ofDays(2);

    private static final String VERSION =
            "SELECT policy, number, digest, rules, author, at FROM policy_version ";
    private static final String PREVIEW_COLUMNS =
            "p.id, p.policy, p.version, p.digest, p.base, p.edition, p.at, p.actor, p.broken,"
                    + " p.passing, p.refused, p.judged, p.diff ";
    private static final String PREVIEW =
            "SELECT " + PREVIEW_COLUMNS + "FROM policy_preview p WHERE p.id = ?";
    private static final String ACTIVATION =
            "SELECT "
                    + PREVIEW_COLUMNS
                    + """
                    , a.n, a.version, a.digest, a.at, a.actor
                    FROM policy_activation a JOIN policy_preview p ON p.n = a.preview_n
                    """;

    private final Database roll;

    public JdbcPolicyBook(Database roll) {
        this.roll = roll;
    }

    @Override
    public List<Version> newest() {
        return roll.read(session ->
                session.all(
                        VERSION
                                + "v WHERE number = (SELECT max(o.number) FROM policy_version o"
                                + " WHERE o.policy = v.policy) ORDER BY policy",
                        JdbcPolicyBook::version));
    }

    @Override
    public List<Version> versions(String policy, OptionalLong before, int limit) {
        return roll.read(session ->
                session.all(
                        VERSION + "WHERE policy = ? AND number < ? ORDER BY number DESC LIMIT ?",
                        JdbcPolicyBook::version,
                        policy,
                        before.orElse(Long.MAX_VALUE),
                        limit));
    }

    @Override
    public Optional<Version> version(String policy, int number) {
        return roll.read(session ->
                session.first(
                        VERSION + "WHERE policy = ? AND number = ?",
                        JdbcPolicyBook::version,
                        policy,
                        number));
    }

    @Override
    public Optional<String> text(String policy, int number) {
        return roll.read(session ->
                session.first(
                        "SELECT text FROM policy_version WHERE policy = ? AND number = ?",
                        row -> row.text(1),
                        policy,
                        number));
    }

    @Override
    public Version keep(Unit unit, PolicyText text, String author, Instant now) {
        String name = text.policy().name();
        return Database.in(
                unit,
                session -> {
                    Optional<Version> newest =
                            session.first(
                                    VERSION + "WHERE policy = ? ORDER BY number DESC LIMIT 1",
                                    JdbcPolicyBook::version,
                                    name);
                    if (newest.filter(it -> it.digest().equals(text.digest())).isPresent()) {
                        return newest.get();
                    }
                    int number = newest.map(Version::number).orElse(0) + 1;
                    if (number > VERSIONS_MAX) {
                        throw new Refused(
                                Refused.Kind.INVALID, "a policy has at most 10,000 versions");
                    }
                    Version version =
                            new Version(
                                    name,
                                    number,
                                    text.digest(),
                                    text.policy().rules().size(),
                                    author,
                                    now);
                    session.update(
                            "INSERT INTO policy_version (policy, number, text, digest, rules,"
                                    + " author, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                            name,
                            number,
                            text.text(),
                            version.digest(),
                            version.rules(),
                            author,
                            Times.micros(now));
                    return version;
                });
    }

    private static Version version(Row row) throws SQLException {
        return new Version(
                row.text(1),
                (int) row.number(2),
                row.text(3),
                (int) row.number(4),
                row.text(5),
                Times.instant(row.number(6)));
    }

    @Override
    public long activation() {
        return roll.read(session -> session.number("SELECT activation FROM policy_state"));
    }

    @Override
    public Map<String, Choice> chosen(long activation) {
        Map<String, Choice> chosen = new TreeMap<>();
        roll.read(session -> {
            session.each(
                    "SELECT policy, version FROM policy_activation WHERE n IN (SELECT max(n)"
                            + " FROM policy_activation WHERE n <= ? GROUP BY policy)",
                    row -> chosen.put(row.text(1), new Choice((int) row.number(2))),
                    activation);
            return chosen;
        });
        return chosen;
    }

    @Override
    public List<Activation> history(String policy, OptionalLong before, int limit) {
        return roll.read(session ->
                session.all(
                        ACTIVATION + "WHERE a.policy = ? AND a.n < ? ORDER BY a.n DESC LIMIT ?",
                        JdbcPolicyBook::activation,
                        policy,
                        before.orElse(Long.MAX_VALUE),
                        limit));
    }

    @Override
    public Preview keep(Unit unit, Preview preview) {
        return Database.in(
                unit,
                session -> {
                    session.update(
                            "DELETE FROM policy_preview WHERE at < ? AND n NOT IN"
                                    + " (SELECT preview_n FROM policy_activation)",
                            Times.micros(preview.at().minus(PREVIEWS_KEPT)));
                    session.update(
                            """
                            INSERT INTO policy_preview (id, policy, version, digest, base, edition,
                              at, actor, broken, passing, refused, judged, diff)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """,
                            Bytes.ofHex(preview.id()),
                            preview.policy(),
                            preview.version().number(),
                            preview.digest(),
                            preview.base(),
                            preview.edition(),
                            Times.micros(preview.at()),
                            preview.actor(),
                            preview.newlyBroken(),
                            preview.newlyPassing(),
                            preview.newlyRefused(),
                            preview.judged(),
                            preview.diff());
                    return preview;
                });
    }

    @Override
    public Optional<Preview> preview(String id) {
        Bytes bytes = Ids.parse(id);
        return roll.read(session -> session.first(PREVIEW, JdbcPolicyBook::preview, bytes));
    }

    @Override
    public Activation activate(Unit unit, Wish wish, Instant now, Instant oldest) {
        return Database.in(
                unit,
                session -> {
                    // Whoever else activates waits here, and then sees this one.
                    session.update("UPDATE policy_state SET activation = activation");
                    long base = session.number("SELECT activation FROM policy_state");
                    Preview preview =
                            session.first(
                                            PREVIEW,
                                            JdbcPolicyBook::preview,
                                            Ids.parse(wish.preview()))
                                    .orElseThrow(JdbcPolicyBook::noPreview);
                    check(wish, preview, base, oldest);
                    session.update(
                            """
                            INSERT INTO policy_activation (n, policy, version, digest, at, actor,
                              preview_n)
                            SELECT ?, ?, ?, ?, ?, ?, n FROM policy_preview WHERE id = ?
                            """,
                            base + 1,
                            wish.policy(),
                            wish.version().number(),
                            wish.digest(),
                            Times.micros(now),
                            wish.actor(),
                            Bytes.ofHex(preview.id()));
                    session.update("UPDATE policy_state SET activation = ?", base + 1);
                    return new Activation(
                            base + 1,
                            wish.policy(),
                            wish.version(),
                            wish.digest(),
                            now,
                            wish.actor(),
                            preview);
                });
    }

    private static Refused noPreview() {
        return new Refused(
                Refused.Kind.CONFLICT,
                "there is no such preview; try the policy, then activate it");
    }

    private static void check(Wish wish, Preview preview, long base, Instant oldest) {
        if (!preview.policy().equals(wish.policy())
                || !preview.version().equals(wish.version())
                || !preview.digest().equals(wish.digest())) {
            throw new Refused(
                    Refused.Kind.CONFLICT,
                    "the preview is one of version %s of %s; try what is to be activated"
                            .formatted(preview.version(), preview.policy()));
        }
        if (preview.base() != base || !preview.edition().equals(wish.edition())) {
            throw new Refused(
                    Refused.Kind.CONFLICT,
                    "another policy was put in force since the preview; try it again");
        }
        if (preview.at().isBefore(oldest)) {
            throw new Refused(
                    Refused.Kind.CONFLICT, "the preview is older than a day; try it again");
        }
    }

    private static Preview preview(Row row) throws SQLException {
        return new Preview(
                row.hex(1),
                row.text(2),
                new Choice((int) row.number(3)),
                row.text(4),
                row.number(5),
                row.text(6),
                Times.instant(row.number(7)),
                row.text(8),
                row.number(9),
                row.number(10),
                row.number(11),
                row.number(12),
                row.text(13));
    }

    private static Activation activation(Row row) throws SQLException {
        Preview preview = preview(row);
        return new Activation(
                row.number(14),
                preview.policy(),
                new Choice((int) row.number(15)),
                row.text(16),
                Times.instant(row.number(17)),
                row.text(18),
                preview);
    }

    @Override
    public Map<String, Long> open() {
        return roll.read(session -> {
            Map<String, Long> open = new TreeMap<>();
            session.each(
                    "SELECT name, value FROM counter WHERE name >= 'rule:' AND name < 'rule;'",
                    row -> open.put(row.text(1).substring(5), row.number(2)));
            return open;
        });
    }

    @Override
    public Progress progress() {
        return roll.read(session ->
                session.first(
                                "SELECT total, judged FROM policy_state",
                                row ->
                                        new Progress(
                                                row.number(1),
                                                Math.min(row.number(1), row.number(2))))
                        .orElseThrow());
    }
}
