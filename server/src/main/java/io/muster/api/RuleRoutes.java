package io.muster.api;

import static io.muster.http.Operation.get;

import io.muster.http.Page;
import io.muster.http.Permission;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.model.Severity;
import io.muster.policy.Policy;
import java.util.List;
import java.util.function.Supplier;

/// The rules that the roll is judged by.
record RuleRoutes(Supplier<Policy> policy) {

    List<Route> routes() {
        return List.of(
                get("/api/v1/rules", Permission.READ, "The rules that everything is judged by.")
                        .forTeams()
                        .listing(Rule.class)
                        .by(_ -> Response.json(Page.whole(rules()))));
    }

    record Rule(String id, Severity severity, String title, String remedy) {}

    private List<Rule> rules() {
        return policy.get().rules().stream()
                .map(it -> new Rule(it.id(), it.severity(), it.title(), it.remedy()))
                .toList();
    }
}
