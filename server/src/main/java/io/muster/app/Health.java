package io.muster.app;

import static io.muster.http.Operation.get;

import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Response;
import io.muster.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Is it up, can it work, and what has it counted.
///
/// @param checks by name: empty when all is well, else what is amiss and what to do
record Health(Map<String, Supplier<Optional<String>>> checks, Metrics metrics) {

    Health {
        checks = new LinkedHashMap<>(checks);
    }

    /// What `/readyz` says.
    ///
    /// @param state `ready` or `impaired`
    /// @param troubles what is amiss, by the name of the check
    record Readiness(String state, Map<String, String> troubles) {}

    /// What both doors answer to anybody.
    List<Route> open() {
        return List.of(
                get("/healthz", Permission.ANYONE, "Whether the server answers at all.")
                        .answering(200, new Payload.Other("text/plain", 0))
                        .by(_ -> Response.text(200, "text/plain; charset=utf-8", "ok\n")),
                get("/readyz", Permission.ANYONE, "Whether the server can work, and what is amiss.")
                        .answering(Readiness.class)
                        .by(_ -> readiness()));
    }

    /// Numbers tell more than a stranger needs.
    Route numbers() {
        return get("/metrics", Permission.READ, "What was counted, in the format of Prometheus.")
                .answering(200, new Payload.Other("text/plain", 0))
                .by(_ -> Response.text(200, "text/plain; version=0.0.4", metrics.text()));
    }

    private Response readiness() {
        Map<String, String> troubles = new LinkedHashMap<>();
        checks.forEach((name, check) -> check.get().ifPresent(it -> troubles.put(name, it)));
        return troubles.isEmpty()
                ? Response.json(new Readiness("ready", troubles))
                : Response.json(503, new Readiness("impaired", troubles));
    }
}
