package io.muster.store.graph;

import io.muster.inventory.Viewer;
import io.muster.inventory.graph.Surroundings;
import io.muster.inventory.graph.Surroundings.Thing.Kind;
import io.muster.store.Database;
import io.muster.store.Dialect;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Severities;
import io.muster.store.Sql;
import io.muster.store.query.Predicate;
import io.muster.store.query.Scope;
import io.muster.store.search.JdbcDetails;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A graph around a thing, from a database: step by step outwards, each relation of a node by one
/// short look into an index.
public final class JdbcSurroundings implements Surroundings {
    private static final int NEIGHBOURS_MAX = 25;
    private static final int NODES_MAX = 1_000;

    /// The role says what relation it is.
    private static final String PLACES =
            "SELECT place_n, role FROM sighting WHERE credential_n = ? AND gone_at = 0";

    private static final String PLACED =
            "SELECT credential_n, role FROM sighting WHERE place_n = ? AND credential_n <> 0"
                    + " AND gone_at = 0";

    /// From a node of a kind (its `n` is the parameter): the neighbour's `n` and the relation.
    private static final Map<Kind, List<Relation>> RELATIONS =
            Map.of(
                    Kind.CREDENTIAL,
                    List.of(
                            Relation.to(
                                    Kind.IDENTITY,
                                    "belongs-to",
                                    "SELECT DISTINCT identity_n FROM holding WHERE credential_n = ?"),
                            Relation.to(
                                    Kind.CREDENTIAL,
                                    "issued-by",
                                    "SELECT issuer_n FROM credential WHERE n = ? AND issuer_n <> 0"),
                            Relation.from(
                                    Kind.CREDENTIAL,
                                    "issued-by",
                                    "SELECT n FROM credential WHERE issuer_n <> 0 AND issuer_n = ?"),
                            Relation.to(
                                    Kind.CREDENTIAL,
                                    "same-key",
                                    "SELECT o.n FROM credential c JOIN credential o ON o.key_n = c.key_n"
                                            + " AND o.key_n <> 0 AND o.n <> c.n WHERE c.n = ?"),
                            Relation.to(Kind.PLACE, "placed-on", PLACES)),
                    Kind.IDENTITY,
                    List.of(
                            Relation.from(
                                    Kind.CREDENTIAL,
                                    "belongs-to",
                                    "SELECT DISTINCT credential_n FROM holding WHERE identity_n = ?")),
                    Kind.PLACE,
                    List.of(Relation.from(Kind.CREDENTIAL, "placed-on", PLACED)));

    private final Database roll;

    public JdbcSurroundings(Database roll) {
        this.roll = roll;
    }

    @Override
    public Optional<Graph> around(Viewer viewer, Thing from, int depth, int limit) {
        return roll.read(session -> {
            Optional<Spot> start = spot(session, viewer, from);
            if (start.isEmpty()) {
                return Optional.empty();
            }
            Walk walk = new Walk(session, viewer, Math.clamp(limit, 1, NODES_MAX));
            walk.from(start.get(), Math.clamp(depth, 1, 2));
            return Optional.of(walk.graph());
        });
    }

    private static Optional<Spot> spot(Session session, Viewer viewer, Thing thing)
            throws SQLException {
        Optional<Long> n =
                thing.kind() == Kind.PLACE
                        ? session.first(
                                "SELECT n FROM place WHERE text = ?",
                                row -> row.number(1),
                                thing.id())
                        : JdbcDetails.number(session, viewer, thing.kind().toString(), thing.id());
        return n.map(it -> new Spot(thing.kind(), it));
    }

    /// A row of a table.
    private record Spot(Kind kind, long n) {}

    private record Line(Spot from, Spot to, String kind) {}

    /// @param outwards whether the edge leads to the neighbour or comes from it
    private record Relation(Kind neighbour, String name, String select, boolean outwards) {
        static Relation to(Kind neighbour, String name, String select) {
            return new Relation(neighbour, name, select, true);
        }

        static Relation from(Kind neighbour, String name, String select) {
            return new Relation(neighbour, name, select, false);
        }

        Line line(Spot here, Row row) throws SQLException {
            Spot there = new Spot(neighbour, row.number(1));
            String kind = name.equals("placed-on") ? placed(row.text(2)) : name;
            return outwards ? new Line(here, there, kind) : new Line(there, here, kind);
        }

        private static String placed(String role) {
            return switch (role) {
                case "trusted" -> "trusted-by";
                case "authorized" -> "authorised-on";
                default -> "placed-on";
            };
        }
    }

    /// One walk outwards.
    private static final class Walk {
        private final Session session;
        private final Viewer viewer;
        private final int limit;
        private final Set<Spot> spots = new LinkedHashSet<>();
        private final Set<Line> lines = new LinkedHashSet<>();
        private boolean cut;

        Walk(Session session, Viewer viewer, int limit) {
            this.session = session;
            this.viewer = viewer;
            this.limit = limit;
        }

        void from(Spot start, int depth) throws SQLException {
            spots.add(start);
            List<Spot> edge = List.of(start);
            for (int step = 0; step < depth; step++) {
                List<Spot> next = new ArrayList<>();
                for (Spot spot : edge) {
                    next.addAll(step(spot));
                }
                edge = next;
            }
        }

        private List<Spot> step(Spot spot) throws SQLException {
            List<Spot> fresh = new ArrayList<>();
            for (Relation relation : RELATIONS.getOrDefault(spot.kind(), List.of())) {
                List<Line> found =
                        session.all(
                                relation.select() + " LIMIT ?",
                                row -> relation.line(spot, row),
                                spot.n(),
                                NEIGHBOURS_MAX + 1);
                cut |= found.size() > NEIGHBOURS_MAX;
                for (Line line : found.stream().limit(NEIGHBOURS_MAX).toList()) {
                    Spot there = line.from().equals(spot) ? line.to() : line.from();
                    if (spots.contains(there) || spots.size() < limit) {
                        if (spots.add(there)) {
                            fresh.add(there);
                        }
                        lines.add(line);
                    } else {
                        cut = true;
                    }
                }
            }
            return fresh;
        }

        Graph graph() throws SQLException {
            Map<Spot, Node> nodes = new LinkedHashMap<>();
            name(
                    nodes,
                    Kind.CREDENTIAL,
                    "SELECT q.n, q.id, q.title, q.type, q.worst FROM credential q WHERE ");
            name(
                    nodes,
                    Kind.IDENTITY,
                    "SELECT q.n, q.id, q.name, q.kind, q.worst FROM identity q WHERE ");
            name(nodes, Kind.PLACE, "SELECT q.n, '', q.text, q.scheme, 0 FROM place q WHERE ");
            List<Edge> edges = new ArrayList<>();
            for (Line line : lines) {
                Node from = nodes.get(line.from());
                Node to = nodes.get(line.to());
                if (from != null && to != null && !isTwin(line)) {
                    edges.add(new Edge(from.thing(), to.thing(), line.kind()));
                }
            }
            List<Node> seen = spots.stream().map(nodes::get).filter(it -> it != null).toList();
            return new Graph(seen, edges, cut);
        }

        /// Who has the same key has it mutually: one line is enough.
        private boolean isTwin(Line line) {
            return line.kind().equals("same-key")
                    && line.from().n() > line.to().n()
                    && lines.contains(new Line(line.to(), line.from(), line.kind()));
        }

        /// What the viewer may not see gets no name, and so is not in the graph.
        private void name(Map<Spot, Node> nodes, Kind kind, String select) throws SQLException {
            List<Long> numbers =
                    spots.stream().filter(it -> it.kind() == kind).map(Spot::n).toList();
            Sql scope =
                    kind == Kind.PLACE
                            ? Sql.TRUE
                            : Scope.owned(viewer, kind + " q", "q.owner_n")
                                    .map(Predicate::check)
                                    .orElse(Sql.TRUE);
            Sql sql =
                    Sql.of(
                                    select + session.dialect().isOneOf("q.n") + " AND ",
                                    new Dialect.Numbers(numbers))
                            .with(scope);
            session.each(
                    sql.text(),
                    row ->
                            nodes.put(
                                    new Spot(kind, row.number(1)),
                                    new Node(
                                            new Thing(
                                                    kind,
                                                    kind == Kind.PLACE ? row.text(3) : row.hex(2)),
                                            row.text(3),
                                            row.text(4),
                                            Severities.of(row.number(5)))),
                    sql.values());
        }
    }
}
