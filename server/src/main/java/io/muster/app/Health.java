package io.muster.app;

import static io.muster.http.Operation.get;

import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Response;
import io.muster.http.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Is it up, can it work, and what has it counted.
///
/// @param checks in the order in which they are told
record Health(List<Check> checks, Metrics metrics) {

    Health {
        checks = List.copyOf(checks);
    }

    /// Something that must be well.
    ///
    /// @param otherwise what the server is when it is not
    /// @param trouble what is amiss and what to do; anybody may read it
    record Check(String name, State otherwise, Supplier<Optional<String>> trouble) {}

    /// How well something is; the worst comes last.
    enum State {
        /// All is well.
        READY,
        /// It serves, but somebody should do something.
        IMPAIRED,
        /// It cannot serve now.
        UNAVAILABLE
    }

    /// What `/readyz` says.
    ///
    /// @param state the worst of its checks
    record Readiness(State state, List<Checked> checks) {}

    /// @param trouble what is amiss and what to do; absent when it is ready
    record Checked(String name, State state, Optional<String> trouble) {}

    /// What both doors answer to anybody.
    List<Route> open() {
        return List.of(
                get("/healthz", Permission.ANYONE, "Whether the server answers at all.")
                        .answering(200, new Payload.Other("text/plain", 0))
                        .by(_ -> Response.text(200, "text/plain; charset=utf-8", "ok\n")),
                get("/readyz", Permission.ANYONE, "Whether the server can work, and what is amiss.")
                        .answering(Readiness.class)
                        .by(_ -> answer()));
    }

    /// Numbers tell more than a stranger needs.
    Route numbers() {
        return get("/metrics", Permission.READ, "What was counted, in the format of Prometheus.")
                .answering(200, new Payload.Other("text/plain", 0))
                .by(_ -> Response.text(200, "text/plain; version=0.0.4", metrics.text()));
    }

    private Response answer() {
        Readiness readiness = readiness();
        return Response.json(readiness.state() == State.UNAVAILABLE ? 503 : 200, readiness);
    }

    Readiness readiness() {
        List<Checked> checked =
                checks.stream()
                        .map(it -> {
                            Optional<String> trouble = it.trouble().get();
                            return new Checked(
                                    it.name(),
                                    trouble.isEmpty() ? State.READY : it.otherwise(),
                                    trouble);
                        })
                        .toList();
        State worst =
                checked.stream()
                        .map(Checked::state)
                        .max(Comparator.naturalOrder())
                        .orElse(State.READY);
        return new Readiness(worst, checked);
    }
}
