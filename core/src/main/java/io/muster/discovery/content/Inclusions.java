package io.muster.discovery.content;

import io.muster.discovery.Observation.Referenced;
import io.muster.model.Facts;
import io.muster.model.Place;
import io.muster.secret.PathGlob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Which configuration includes which (`include` of nginx, `Include` of Apache httpd), and for
/// which server. Safe for use by several threads while it takes in.
///
/// Files that include each other end the search where they meet again; so does depth.
final class Inclusions {
    /// How many references wait for their server; more are told without.
    static final int HELD_MAX = 100_000;

    private static final int EDGES_MAX = 10_000;
    private static final int DEPTH_MAX = 8;
    private static final int SERVERS_MAX = 64;

    private final List<Edge> edges = new ArrayList<>();
    private final List<Referenced> held = new ArrayList<>();

    /// @param from the configuration that includes
    /// @param what as a place, with `*` and `?` in it
    /// @param server what is known of the server, empty outside of one
    private record Edge(Place from, PathGlob what, Facts server) {}

    /// @return false when there is nothing to wait for
    synchronized boolean hold(Referenced reference) {
        if (reference.facts().text("purpose").filter(Reference.INCLUDE::equals).isPresent()) {
            if (edges.size() < EDGES_MAX) {
                PathGlob what = PathGlob.of(reference.file().text());
                edges.add(new Edge(reference.configuration(), what, server(reference.facts())));
            }
            return true;
        }
        String service = reference.facts().text("service").orElse("");
        boolean wants =
                (service.equals("nginx") || service.equals("apache"))
                        && server(reference.facts()).equals(Facts.NONE)
                        && held.size() < HELD_MAX;
        return wants && held.add(reference);
    }

    private static Facts server(Facts facts) {
        Facts server = Facts.NONE;
        for (String name : List.of("serverName", "listen")) {
            List<String> values = facts.list(name);
            server = values.isEmpty() ? server : server.with(name, values);
        }
        return server;
    }

    /// Hands over what was held back: once for each server that includes it, as it is when there is
    /// none.
    synchronized void joined(Consumer<Referenced> out) {
        Map<Place, Set<Facts>> known = new HashMap<>();
        for (Referenced reference : held) {
            Set<Facts> servers =
                    known.computeIfAbsent(
                            reference.configuration(),
                            it -> {
                                Set<Facts> found = new HashSet<>();
                                servers(it, 0, new HashSet<>(), found);
                                return found;
                            });
            if (servers.isEmpty()) {
                out.accept(reference);
            }
            for (Facts server : servers) {
                out.accept(
                        new Referenced(
                                reference.configuration(),
                                reference.file(),
                                reference.facts().with(server)));
            }
        }
        held.clear();
    }

    private void servers(Place included, int depth, Set<Place> met, Set<Facts> found) {
        if (depth == DEPTH_MAX || !met.add(included)) {
            return;
        }
        for (Edge edge : edges) {
            if (found.size() == SERVERS_MAX) {
                return;
            }
            if (edge.what.matches(included.text())) {
                if (edge.server.equals(Facts.NONE)) {
                    servers(edge.from, depth + 1, met, found);
                } else {
                    found.add(edge.server);
                }
            }
        }
    }
}
