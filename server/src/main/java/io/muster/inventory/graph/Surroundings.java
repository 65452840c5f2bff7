package io.muster.inventory.graph;

import io.muster.inventory.Viewer;
import io.muster.model.Severity;
import java.util.List;
import java.util.Optional;

/// What stands around a thing, as a graph.
public interface Surroundings {

    /// What is at most `depth` steps (1 or 2) from `from`; empty when that is not known.
    ///
    /// @param limit how many nodes at most; of each relation of a node the first 25 are shown
    Optional<Graph> around(Viewer viewer, Thing from, int depth, int limit);

    /// What a node is.
    ///
    /// @param id a credential's or identity's id, a place's text
    record Thing(Kind kind, String id) {
        /// Kinds of things.
        public enum Kind {
            CREDENTIAL("credential"),
            IDENTITY("identity"),
            PLACE("place");

            private final String text;

            Kind(String text) {
                this.text = text;
            }

            @Override
            public String toString() {
                return text;
            }
        }

        /// `credential:9f86…`, as it is written.
        @Override
        public String toString() {
            return kind + ":" + id;
        }
    }

    /// @param isCut whether there is more than is shown
    record Graph(List<Node> nodes, List<Edge> edges, boolean isCut) {
        public Graph {
            nodes = List.copyOf(nodes);
            edges = List.copyOf(edges);
        }
    }

    /// @param title what people call it
    /// @param type a credential's type, an identity's kind, a place's scheme
    record Node(Thing thing, String title, String type, Optional<Severity> worst) {}

    /// @param kind `issued-by`, `same-key`, `belongs-to`, `placed-on`, `trusted-by`,
    ///   `authorised-on`
    record Edge(Thing from, Thing to, String kind) {}
}
