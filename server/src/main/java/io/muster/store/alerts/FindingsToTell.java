package io.muster.store.alerts;

import io.muster.model.Severity;
import io.muster.store.Session;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Notes findings that somebody must hear of, in the unit that opens them: critical ones, and those
/// of rules that are told whatever their severity.
public final class FindingsToTell {
    private final Session session;
    private Optional<Set<String>> rules = Optional.empty();

    public FindingsToTell(Session session) {
        this.session = session;
    }

    /// The finding of that id was opened, opened again or became worse.
    public void opened(String idColumn, Object id, String rule, Severity severity)
            throws SQLException {
        if (severity == Severity.CRITICAL || rules().contains(rule)) {
            session.update(
                    "INSERT INTO finding_to_tell (finding_n) SELECT n FROM finding WHERE %s = ?"
                                    .formatted(idColumn)
                            + " ON CONFLICT (finding_n) DO NOTHING",
                    id);
        }
    }

    private Set<String> rules() throws SQLException {
        if (rules.isEmpty()) {
            rules =
                    Optional.of(
                            new HashSet<>(
                                    session.all("SELECT rule FROM told_rule", row -> row.text(1))));
        }
        return rules.get();
    }
}
