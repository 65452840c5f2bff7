package io.muster.api;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.governance.Choice;
import io.muster.governance.PolicyBook;
import io.muster.governance.PolicyBook.Activation;
import io.muster.governance.PolicyBook.Preview;
import io.muster.governance.PolicyDiff;
import io.muster.governance.PolicyInForce;
import io.muster.governance.PolicyOffice;
import io.muster.governance.PolicyText;
import io.muster.http.Json;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// What policies would change, and which are put in force.
///
/// @param random for ids of previews
record ActivationRoutes(
        PolicyOffice office,
        PolicyBook book,
        Trial trial,
        RandomGenerator random,
        Writing writing) {
    private static final Duration PREVIEW_HOLDS = Duration.ofDays(1);
    private static final String POLICY = PoliciesRoutes.POLICY;
    private static final int ID_BYTES = 16;

    /// So many rows of each kind a preview keeps for those who look later.
    private static final int ROWS_KEPT = 100;

    List<Route> routes() {
        return List.of(
                get(
                                POLICY + "/activations",
                                Permission.READ,
                                "What was in force, the newest first.")
                        .with(Asking.paging())
                        .listing(Activated.class)
                        .by(this::history),
                post(
                                POLICY + "/preview",
                                Permission.WRITE,
                                "Finds out what an activation would change, and keeps that for it.")
                        .with(Trial.PROGRESS)
                        .taking(Wanted.class)
                        .answering(Previewed.class)
                        .by(this::preview),
                get(
                                "/api/v1/policy-previews/{id}",
                                Permission.READ,
                                "What was known before an activation, with the first rows.")
                        .answering(PolicyDiff.class)
                        .by(this::known),
                post(
                                POLICY + "/activate",
                                Permission.POLICY,
                                "Puts a version in force whose preview is not older than a day; everything is"
                                        + " judged again.")
                        .taking(Activate.class)
                        .answering(Activated.class)
                        .by(this::activate));
    }

    record Wanted(String version) {}

    /// @param preview the id of one
    record Activate(String version, String preview) {}

    /// @param id to be given when it is activated
    record Previewed(
            String id,
            String policy,
            String version,
            String digest,
            Instant holdsUntil,
            PolicyDiff diff) {}

    /// @param preview what it was known to change
    record Activated(
            long number,
            String policy,
            String version,
            String digest,
            Instant at,
            String actor,
            Known preview) {}

    /// What was known before.
    record Known(
            String id,
            Instant at,
            String actor,
            long newlyBroken,
            long newlyPassing,
            long newlyRefused,
            long judged) {}

    private Response history(Request request) {
        String name = request.variable("name");
        return Response.json(
                PoliciesRoutes.newestFirst(
                        request,
                        (before, limit) -> book.history(name, before, limit),
                        ActivationRoutes::shown,
                        it -> it.number()));
    }

    private Response preview(Request request) {
        String name = request.variable("name");
        Choice choice = PoliciesRoutes.choice(request.json(Wanted.class).version());
        PolicyInForce inForce = office.inForce();
        PolicyInForce would = office.with(name, choice);
        String digest = office.text(name, choice).map(PolicyText::digest).orElse("");
        return trial.answer(
                request,
                new Trial.Attempt<>(
                        inForce.policy(),
                        would.policy(),
                        diff -> previewed(request, name, choice, digest, inForce, diff)));
    }

    private Previewed previewed(
            Request request,
            String name,
            Choice choice,
            String digest,
            PolicyInForce inForce,
            PolicyDiff diff) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Instant now = writing.now();
        Preview preview =
                new Preview(
                        HexFormat.of().formatHex(id),
                        name,
                        choice,
                        digest,
                        inForce.activation(),
                        inForce.edition(),
                        now,
                        request.caller().actor(),
                        diff.newlyBroken().size() + diff.more().newlyBroken(),
                        diff.newlyPassing().size() + diff.more().newlyPassing(),
                        diff.newlyRefused().size() + diff.more().newlyRefused(),
                        diff.judged(),
                        Json.text(first(diff)));
        Preview kept =
                writing.change(
                        request,
                        "policy.preview",
                        "policy:" + name,
                        detail(choice, preview),
                        unit -> book.keep(unit, preview));
        return new Previewed(
                kept.id(), name, choice.toString(), digest, now.plus(PREVIEW_HOLDS), diff);
    }

    private Response known(Request request) {
        return book.preview(request.variable("id"))
                .map(it -> Response.text(200, "application/json", it.diff()))
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such preview."));
    }

    /// With the first rows of each kind alone; the others are counted.
    private static PolicyDiff first(PolicyDiff it) {
        return new PolicyDiff(
                it.newlyBroken().stream().limit(ROWS_KEPT).toList(),
                it.newlyPassing().stream().limit(ROWS_KEPT).toList(),
                it.newlyRefused().stream().limit(ROWS_KEPT).toList(),
                new PolicyDiff.More(
                        it.more().newlyBroken() + beyond(it.newlyBroken()),
                        it.more().newlyPassing() + beyond(it.newlyPassing()),
                        it.more().newlyRefused() + beyond(it.newlyRefused())),
                it.rules(),
                it.judged(),
                it.asOf());
    }

    private static long beyond(List<?> rows) {
        return Math.max(0, rows.size() - ROWS_KEPT);
    }

    private static Map<String, String> detail(Choice choice, Preview preview) {
        return Map.of(
                "version", choice.toString(),
                "digest", preview.digest(),
                "preview", preview.id(),
                "newlyBroken", Long.toString(preview.newlyBroken()),
                "newlyPassing", Long.toString(preview.newlyPassing()),
                "newlyRefused", Long.toString(preview.newlyRefused()));
    }

    private Response activate(Request request) {
        String name = request.variable("name");
        Activate asked = request.json(Activate.class);
        Choice choice = PoliciesRoutes.choice(asked.version());
        Preview preview =
                book.preview(asked.preview())
                        .orElseThrow(() ->
                                Problem.CONFLICT.because(
                                        "There is no such preview; try the policy first."));
        office.refresh();
        PolicyBook.Wish wish =
                new PolicyBook.Wish(
                        name,
                        choice,
                        office.text(name, choice).map(PolicyText::digest).orElse(""),
                        office.inForce().edition(),
                        preview.id(),
                        request.caller().actor());
        Instant now = writing.now();
        Activation done =
                writing.change(
                        request,
                        "policy.activate",
                        "policy:" + name,
                        detail(choice, preview),
                        unit -> book.activate(unit, wish, now, now.minus(PREVIEW_HOLDS)));
        office.refresh();
        return Response.json(shown(done));
    }

    private static Activated shown(Activation it) {
        Preview preview = it.preview();
        return new Activated(
                it.number(),
                it.policy(),
                it.version().toString(),
                it.digest(),
                it.at(),
                it.actor(),
                new Known(
                        preview.id(),
                        preview.at(),
                        preview.actor(),
                        preview.newlyBroken(),
                        preview.newlyPassing(),
                        preview.newlyRefused(),
                        preview.judged()));
    }
}
