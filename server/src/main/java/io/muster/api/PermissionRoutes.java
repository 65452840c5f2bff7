package io.muster.api;

import static io.muster.http.Operation.get;

import io.muster.http.Page;
import io.muster.http.Parameter;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.graph.Permissions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// What machines may do, now and before.
record PermissionRoutes(Permissions permissions, InstantSource clock) {
    private static final Duration USUAL = Duration.ofDays(90);
    private static final int DAY_LENGTH = "2026-11-22".length();

    List<Route> routes() {
        return List.of(
                get(
                                "/api/v1/identities/{id}/permissions",
                                Permission.READ,
                                "What an identity may do, and what it gained and lost between two times.")
                        .with(
                                Asking.paging(
                                        Parameter.text(
                                                "from",
                                                "A day or a moment; 90 days before `to` when absent."),
                                        Parameter.text("to", "A day or a moment; now when absent."),
                                        Parameter.text(
                                                "change",
                                                "gained, lost, changed or kept alone; all when absent.")))
                        .listing(Permissions.Held.class)
                        .forTeams()
                        .by(this::list));
    }

    private Response list(Request request) {
        Instant to = moment(request, "to").orElseGet(clock::instant);
        Instant from = moment(request, "from").orElse(to.minus(USUAL));
        if (from.isAfter(to)) {
            throw Problem.BAD_REQUEST.because("'from' comes before 'to'.");
        }
        Permissions.Difference found =
                permissions.between(Asking.viewer(request), request.variable("id"), from, to);
        Optional<String> change = request.query().text("change");
        List<Permissions.Held> held =
                found.held().stream()
                        .filter(it ->
                                change.isEmpty()
                                        || it.change().name().equalsIgnoreCase(change.get()))
                        .toList();
        int first = (int) Math.min(Asking.number(request.query().text("cursor")), held.size());
        int until = Math.min(held.size(), first + Asking.limit(request));
        return Response.json(
                new Page<>(
                        held.subList(first, until),
                        until < held.size()
                                ? Optional.of(Integer.toString(until))
                                : Optional.empty(),
                        held.size(),
                        found.isCut() ? Optional.of(true) : Optional.empty()));
    }

    private static Optional<Instant> moment(Request request, String name) {
        return request.query()
                .text(name)
                .map(text -> {
                    try {
                        return text.length() == DAY_LENGTH
                                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                                : Instant.parse(text);
                    } catch (DateTimeException _) {
                        throw Problem.BAD_REQUEST.because(
                                "'%s' is a day such as 2026-11-22, or a moment in UTC."
                                        .formatted(name));
                    }
                });
    }
}
