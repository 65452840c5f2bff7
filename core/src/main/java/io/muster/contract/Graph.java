package io.muster.contract;

import java.util.List;
import java.util.Optional;

/// What is around something.
///
/// @param truncated that there is more than was asked for
public record Graph(List<Node> nodes, List<Edge> edges, boolean truncated) {
    public Graph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /// @param id `credential:…`, `identity:…`, `place:…`, `key:…`
    public record Node(String id, String kind, String title, Optional<String> worst) {}

    /// @param kind issued-by, same-key, placed-on, trusted-by, authorised-on or holds
    public record Edge(String from, String to, String kind) {}
}
