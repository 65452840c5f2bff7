package io.muster.store.directory;

import io.muster.access.Belonging;
import io.muster.directory.Naming;
import io.muster.store.Database;
import io.muster.store.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What the directory that is kept in the authority says of whoever asks: two look-ups by index.
public final class JdbcBelonging implements Belonging {
    /// A person is in no more groups than this; what goes beyond gives no role.
    private static final int GROUPS_MAX = 1000;

    private final Database database;
    private final String column;

    public JdbcBelonging(Database authority, Naming naming) {
        this.database = authority;
        this.column =
                switch (naming) {
                    case EXTERNAL_ID -> "external_id";
                    case USER_NAME -> "user_name_key";
                };
    }

    private record Known(String id, boolean active) {}

    @Override
    public Said of(String name) {
        return name.isEmpty() ? new Said.Nothing() : database.read(session -> said(session, name));
    }

    private Said said(Session session, String name) throws SQLException {
        Optional<Known> known =
                session.first(
                        "SELECT id, active FROM directory_person WHERE " + column + " = ?",
                        row -> new Known(row.text(1), row.number(2) != 0),
                        name);
        if (known.isPresent()) {
            return known.get().active()
                    ? new Said.Here(groups(session, known.get().id()))
                    : new Said.Left();
        }
        boolean left =
                session.first(
                                "SELECT 1 FROM directory_departure WHERE "
                                        + column
                                        + " = ? LIMIT 1",
                                row -> true,
                                name)
                        .isPresent();
        return left ? new Said.Left() : new Said.Nothing();
    }

    private static List<String> groups(Session session, String person) throws SQLException {
        return session.all(
                // UNION, not UNION ALL: groups that belong to each other end it.
                """
                WITH RECURSIVE above (id) AS (
                  SELECT group_id FROM directory_member WHERE member_id = ?
                  UNION SELECT m.group_id FROM directory_member m JOIN above a ON m.member_id = a.id)
                SELECT DISTINCT g.name FROM directory_group g JOIN above a ON a.id = g.id
                 ORDER BY g.name LIMIT\
                """
                        + " "
                        + GROUPS_MAX,
                row -> row.text(1),
                person);
    }
}
