package io.muster.store.search;

import io.muster.inventory.Refused;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.search.View;
import io.muster.inventory.search.Views;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Texts;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Saved views, from a database; those that come with Muster are in none.
public final class JdbcViews implements Views {
    private static final int VIEWS_MAX = 1_000;
    private static final String SELECT =
            "SELECT id, name, q, sort, columns, created_by, version FROM saved_view ";

    private static final String INSERT =
            """
            INSERT INTO saved_view (name, q, sort, columns, created_by, id)
            SELECT ?, ?, ?, ?, ?, ? WHERE true ON CONFLICT (id) DO NOTHING
            """;
    private static final String UPDATE =
            """
            UPDATE saved_view SET name = ?, q = ?, sort = ?, columns = ?, created_by = ?,
              version = version + 1
            WHERE id = ? AND version =
            """;

    private final Database roll;

    public JdbcViews(Database roll) {
        this.roll = roll;
    }

    @Override
    public List<View> all() {
        List<View> all = new ArrayList<>(View.SHIPPED);
        all.addAll(
                roll.read(session ->
                        session.all(
                                SELECT + "ORDER BY name, id LIMIT ?", JdbcViews::view, VIEWS_MAX)));
        return all;
    }

    @Override
    public Optional<View> find(String id) {
        Optional<View> shipped = View.SHIPPED.stream().filter(it -> it.id().equals(id)).findAny();
        return shipped.isPresent()
                ? shipped
                : roll.read(session -> session.first(SELECT + "WHERE id = ?", JdbcViews::view, id));
    }

    private static View view(Row row) throws SQLException {
        return new View(
                row.text(1),
                row.text(2),
                row.text(3),
                row.text(4),
                Texts.parse(row.text(5)),
                row.text(6),
                row.number(7));
    }

    @Override
    public View save(Unit unit, View view) {
        check(view);
        Object[] values = {
            view.name(), view.query(), view.sort(), Texts.text(view.columns()), view.by(), view.id()
        };
        int changed =
                Database.in(
                        unit,
                        session ->
                                session.update(
                                        view.version() == 0 ? INSERT : update(view), values));
        if (changed == 0) {
            throw stale(view.id());
        }
        return new View(
                view.id(),
                view.name(),
                view.query(),
                view.sort(),
                view.columns(),
                view.by(),
                view.version() + 1);
    }

    private static String update(View view) {
        return UPDATE + view.version();
    }

    private static void check(View view) {
        if (!view.id().matches("[a-z0-9][a-z0-9-]{0,63}")
                || view.name().isBlank()
                || view.name().length() > 200
                || view.columns().size() > 50) {
            throw new Refused(
                    Refused.Kind.INVALID,
                    "a view has a name of 1 to 200 characters, an id of small letters, digits and"
                            + " hyphens, and at most 50 columns");
        }
        keepShipped(view.id());
        try {
            Query.parse(Listing.CREDENTIALS, view.query());
        } catch (QueryRefused e) {
            throw new Refused(Refused.Kind.INVALID, e.reason());
        }
    }

    private static void keepShipped(String id) {
        if (View.SHIPPED.stream().anyMatch(it -> it.id().equals(id))) {
            throw new Refused(
                    Refused.Kind.INVALID, "this view comes with Muster; save it under another id");
        }
    }

    @Override
    public void remove(Unit unit, String id, long version) {
        keepShipped(id);
        int removed =
                Database.in(
                        unit,
                        session ->
                                session.update(
                                        "DELETE FROM saved_view WHERE id = ? AND version = ?",
                                        id,
                                        version));
        if (removed == 0) {
            throw stale(id);
        }
    }

    private static Refused stale(String id) {
        return new Refused(
                Refused.Kind.STALE,
                "the view %s was changed meanwhile, or its id is taken; read it again"
                        .formatted(id));
    }
}
