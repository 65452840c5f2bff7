package io.muster.api;

import static io.muster.http.Operation.get;

import io.muster.audit.Entry;
import io.muster.evidence.Access;
import io.muster.evidence.Span;
import io.muster.evidence.Told;
import io.muster.http.Parameter;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What can be shown of an identity afterwards.
record EvidenceRoutes(Access access, InstantSource clock) {
    private static final Duration USUAL = Duration.ofDays(90);

    List<Route> routes() {
        return List.of(
                get(
                                "/api/v1/identities/{id}/access",
                                Permission.AUDIT,
                                "Who could have used it between two times, and who did.")
                        .with(
                                Parameter.text(
                                        "from",
                                        "A date or a time; usually 90 days before the end."),
                                Parameter.text(
                                        "to", "A date or a time, left out itself; usually now."),
                                Asking.LIMIT)
                        .answering(OneAccess.class)
                        .by(this::access));
    }

    /// @param seen since when anything was seen of it
    /// @param could what it was allowed, and where its credentials could be read
    /// @param did its uses, and what was decided about it
    /// @param notKnown what nobody should read out of this, a sentence each
    /// @param cut lists that are longer than what is here
    record OneAccess(
            Instant from,
            Instant to,
            Instant seen,
            Could could,
            Did did,
            List<String> notKnown,
            Set<String> cut) {}

    record Could(List<Told.Right> rights, List<Told.Lay> places) {}

    record Did(List<Told.Use> uses, List<AuditRoutes.Decided> decisions) {}

    private Response access(Request request) {
        Instant now = clock.instant();
        Instant to = time(request, "to").orElse(now);
        Instant from = time(request, "from").orElse(to.minus(USUAL));
        if (!from.isBefore(to)) {
            throw Problem.BAD_REQUEST.because("`from` is a time before `to`.");
        }
        Access.Answer it =
                access.of(
                                Asking.auditor(request),
                                request.variable("id"),
                                new Span(from, to),
                                now,
                                Asking.limit(request))
                        .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such identity."));
        Told told = it.told();
        return Response.json(
                new OneAccess(
                        from,
                        to,
                        told.seen(),
                        new Could(told.rights(), told.places()),
                        new Did(told.uses(), decided(it.decisions())),
                        it.notKnown(),
                        told.cut()));
    }

    private static List<AuditRoutes.Decided> decided(List<Entry> entries) {
        return entries.stream().map(AuditRoutes.Decided::of).toList();
    }

    private static Optional<Instant> time(Request request, String name) {
        return request.query()
                .text(name)
                .map(text -> {
                    try {
                        return text.contains("T")
                                ? Instant.parse(text)
                                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                    } catch (DateTimeException _) {
                        throw Problem.BAD_REQUEST.because(
                                "`%s` is a date such as 2026-11-22 or a time such as 2026-11-22T07:00:00Z."
                                        .formatted(name));
                    }
                });
    }
}
