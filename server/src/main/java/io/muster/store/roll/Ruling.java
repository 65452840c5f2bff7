package io.muster.store.roll;

import io.muster.store.Dialect;
import io.muster.store.Session;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/// Marks identities about which the owner rules are to be asked again. Each mark is another number,
/// so that one that comes while they are being asked is not lost.
public final class Ruling {
    public static final String AGAIN = "ruled = CASE WHEN ruled < 0 THEN ruled - 1 ELSE -1 END";

    /// Without rules nothing is marked: it would cost every scan something.
    public static final String WITH_RULES = "(SELECT edition FROM owner_rules) > 0";

    private Ruling() {}

    public static void again(Session session, Collection<Long> identities) throws SQLException {
        session.update(
                "UPDATE identity SET "
                        + AGAIN
                        + " WHERE "
                        + WITH_RULES
                        + " AND "
                        + session.dialect().isOneOf("n"),
                new Dialect.Numbers(List.copyOf(identities)));
    }

    /// Those who hold one of the credentials.
    public static void ofCredentials(Session session, Collection<Long> credentials)
            throws SQLException {
        if (!credentials.isEmpty()) {
            of(session, "SELECT identity_n FROM holding WHERE ", "credential_n", credentials);
        }
    }

    /// Those that one of the anchors means.
    public static void ofAnchors(Session session, Collection<Long> anchors) throws SQLException {
        if (!anchors.isEmpty()) {
            of(session, "SELECT identity_n FROM binding WHERE until = 0 AND ", "anchor_n", anchors);
        }
    }

    private static void of(
            Session session, String identities, String column, Collection<Long> numbers)
            throws SQLException {
        session.update(
                "UPDATE identity SET "
                        + AGAIN
                        + " WHERE "
                        + WITH_RULES
                        + " AND n IN ("
                        + identities
                        + session.dialect().isOneOf(column)
                        + ")",
                new Dialect.Numbers(List.copyOf(numbers)));
    }
}
