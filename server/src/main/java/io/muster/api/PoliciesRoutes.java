package io.muster.api;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.put;

import io.muster.governance.Choice;
import io.muster.governance.PolicyBook;
import io.muster.governance.PolicyBook.Version;
import io.muster.governance.PolicyOffice;
import io.muster.governance.PolicyText;
import io.muster.http.Page;
import io.muster.http.Parameter;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.model.Severity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Policies that are kept here, version by version, and which of them are in force.
record PoliciesRoutes(PolicyOffice office, PolicyBook book, Writing writing) {
    static final String POLICY = "/api/v1/policies/{name}";

    List<Route> routes() {
        return List.of(
                get("/api/v1/policies", Permission.READ, "Policies, and which are in force.")
                        .listing(Shown.class)
                        .by(_ -> Response.json(Page.whole(all()))),
                get(POLICY, Permission.READ, "One policy, with its rules and their open findings.")
                        .with(
                                Parameter.text(
                                        "version",
                                        "A number or `shipped`; what is in force when absent, else the newest."))
                        .answering(One.class)
                        .by(this::one),
                put(POLICY, Permission.POLICY, "Keeps a version of a policy; it is not in force.")
                        .taking(new Payload.Other(PolicyRoutes.YAML, PolicyRoutes.BYTES_MAX))
                        .answering(Version.class)
                        .by(this::keep),
                get(POLICY + "/versions", Permission.READ, "Its versions, the newest first.")
                        .with(Asking.paging())
                        .listing(Version.class)
                        .by(this::versions));
    }

    /// A policy in a list.
    ///
    /// @param shipped whether one of this name comes with Muster
    /// @param inForce `off`, `shipped` or a version's number
    /// @param newest the newest version that is kept here
    /// @param open findings of its rules that is in force
    record Shown(
            String name,
            String description,
            boolean shipped,
            String inForce,
            Optional<Version> newest,
            int rules,
            long open) {}

    /// A rule with how often it is broken now.
    record Rule(String id, Severity severity, String title, String remedy, long open) {}

    /// @param version which one is shown
    record One(
            String name,
            String description,
            String version,
            String inForce,
            String digest,
            String text,
            List<Rule> rules) {}

    private List<Shown> all() {
        Map<String, Long> open = book.open();
        Map<String, Optional<Version>> names = new TreeMap<>();
        office.shipped().forEach(it -> names.put(it, Optional.empty()));
        book.newest().forEach(it -> names.put(it.policy(), Optional.of(it)));
        return names.entrySet().stream()
                .map(it -> shown(it.getKey(), it.getValue(), open))
                .toList();
    }

    private Shown shown(String name, Optional<Version> newest, Map<String, Long> open) {
        Choice chosen = office.chosen(name);
        Choice seen = seen(chosen, newest);
        PolicyText text = office.text(name, seen).orElseThrow();
        long broken =
                chosen.equals(Choice.OFF)
                        ? 0
                        : text.policy().rules().stream()
                                .mapToLong(it -> open.getOrDefault(it.id(), 0L))
                                .sum();
        return new Shown(
                name,
                text.policy().description(),
                office.shipped().contains(name),
                chosen.toString(),
                newest,
                text.policy().rules().size(),
                broken);
    }

    /// What is shown of a policy: what is in force, else the newest.
    private static Choice seen(Choice chosen, Optional<Version> newest) {
        if (!chosen.equals(Choice.OFF)) {
            return chosen;
        }
        return newest.map(it -> new Choice(it.number())).orElse(Choice.SHIPPED);
    }

    private Response one(Request request) {
        String name = request.variable("name");
        Choice chosen = office.chosen(name);
        Choice seen =
                request.query()
                        .text("version")
                        .map(PoliciesRoutes::choice)
                        .orElseGet(() ->
                                seen(
                                        chosen,
                                        book.versions(name, OptionalLong.empty(), 1).stream()
                                                .findFirst()));
        PolicyText text =
                office.text(name, seen)
                        .orElseThrow(() -> Problem.NOT_FOUND.because("`off` has no text."));
        Map<String, Long> open = chosen.equals(Choice.OFF) ? Map.of() : book.open();
        return Response.json(
                new One(
                        name,
                        text.policy().description(),
                        seen.toString(),
                        chosen.toString(),
                        text.digest(),
                        text.text(),
                        text.policy().rules().stream()
                                .map(it ->
                                        new Rule(
                                                it.id(),
                                                it.severity(),
                                                it.title(),
                                                it.remedy(),
                                                open.getOrDefault(it.id(), 0L)))
                                .toList()));
    }

    static Choice choice(String text) {
        try {
            return Choice.of(text);
        } catch (IllegalArgumentException e) {
            throw Problem.BAD_REQUEST.because(String.valueOf(e.getMessage()));
        }
    }

    private Response keep(Request request) throws IOException {
        String name = request.variable("name");
        PolicyText text = PolicyRoutes.text(request, office.parser());
        if (!text.policy().name().equals(name)) {
            throw Problem.BAD_REQUEST.because(
                    "The file says 'policy: %s'; it is kept under that name alone."
                            .formatted(text.policy().name()));
        }
        if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw Problem.BAD_REQUEST.because(
                    "A policy's name is 1 to 64 small letters, digits and hyphens.");
        }
        Version kept =
                writing.change(
                        request,
                        "policy.keep",
                        "policy:" + name,
                        Map.of("digest", text.digest()),
                        unit -> book.keep(unit, text, request.caller().actor(), writing.now()));
        return Response.json(kept);
    }

    private Response versions(Request request) {
        String name = request.variable("name");
        return Response.json(
                newestFirst(
                        request,
                        (before, limit) -> book.versions(name, before, limit),
                        it -> it,
                        Version::number));
    }

    /// Rows before a number, the newest first.
    @FunctionalInterface
    interface Before<T> {
        List<T> rows(OptionalLong before, int limit);
    }

    /// A page of such rows.
    static <T, V> Page<V> newestFirst(
            Request request, Before<T> rows, Function<T, V> view, ToLongFunction<T> number) {
        int limit = Asking.limit(request);
        Optional<String> cursor = request.query().text("cursor");
        OptionalLong before =
                cursor.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Asking.number(cursor));
        List<T> found = rows.rows(before, limit + 1);
        return Cut.of(found, limit, number).page(view);
    }
}
