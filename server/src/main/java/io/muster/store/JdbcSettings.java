package io.muster.store;

import io.muster.unit.Unit;
import java.util.Optional;

/// What an installation keeps for itself in the authority: a few texts by name.
public final class JdbcSettings {

    public Optional<String> find(Unit unit, String name) {
        return Database.in(
                unit,
                session ->
                        session.first(
                                "SELECT value FROM setting WHERE name = ?",
                                row -> row.text(1),
                                name));
    }

    /// Keeps `value` unless there is one already.
    ///
    /// @return what is kept now
    public String keepFirst(Unit unit, String name, String value) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "INSERT INTO setting (name, value) VALUES (?, ?)"
                                        + " ON CONFLICT (name) DO NOTHING",
                                name,
                                value));
        return find(unit, name).orElseThrow();
    }

    public void remove(Unit unit, String name) {
        Database.in(unit, session -> session.update("DELETE FROM setting WHERE name = ?", name));
    }
}
