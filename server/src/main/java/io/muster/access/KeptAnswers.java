package io.muster.access;

import io.muster.http.Content;
import io.muster.http.Handler;
import io.muster.http.Headers;
import io.muster.http.Json;
import io.muster.http.Problem;
import io.muster.http.Repeats;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.ShownOnce;
import io.muster.model.Bytes;
import io.muster.unit.Units;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Keeps what was answered for a day, each caller's for itself.
///
/// That a request is being answered is kept before it is, so that of two at once one is done. When
/// the process dies in between, the key is free again after a minute: whether it was done, only a
/// look can tell, as with any request whose answer was lost.
public final class KeptAnswers implements Repeats {
    /// How long an answer is kept.
    public static final Duration KEPT = Duration.ofDays(1);

    private static final Duration ANSWERING_MAX = Duration.ofMinutes(1);

    private final Units units;
    private final Answers answers;
    private final InstantSource clock;

    public KeptAnswers(Units units, Answers answers, InstantSource clock) {
        this.units = units;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public Response once(Request request, String key, Bytes content, Handler handler)
            throws IOException {
        String actor = request.caller().actor();
        Bytes asked = asked(request, content);
        Instant now = clock.instant();
        Optional<Answers.Kept> before =
                units.write(unit -> {
                    Optional<Answers.Kept> kept =
                            answers.find(unit, actor, key).filter(it -> isInForce(it, now));
                    if (kept.isEmpty()) {
                        answers.keep(unit, actor, key, new Answers.Kept(asked, 0, "", now));
                    }
                    return kept;
                });
        return before.isPresent()
                ? again(before.get(), asked)
                : first(request, key, new Answers.Kept(asked, 0, "", now), handler);
    }

    private Response first(Request request, String key, Answers.Kept begun, Handler handler)
            throws IOException {
        String actor = request.caller().actor();
        boolean done = false;
        try {
            Response response = handler.handle(request);
            Answers.Kept kept =
                    new Answers.Kept(
                            begun.request(), response.status(), text(response), begun.at());
            units.write(unit -> {
                answers.keep(unit, actor, key, kept);
                return true;
            });
            done = true;
            return response;
        } finally {
            if (!done) {
                units.write(unit -> {
                    answers.forget(unit, actor, key);
                    return true;
                });
            }
        }
    }

    private static Response again(Answers.Kept kept, Bytes asked) {
        if (!kept.request().equals(asked)) {
            throw Problem.IDEMPOTENCY_CONFLICT.because(
                    "This key came with another request before.");
        }
        if (kept.status() == 0) {
            throw Problem.CONFLICT
                    .because("The same request is being answered just now.")
                    .until(Duration.ofSeconds(1));
        }
        if (kept.text().isEmpty() && kept.status() != 204) {
            throw Problem.CONFLICT.because(
                    "This was done already, and its answer is shown only once.");
        }
        Content content =
                kept.text().isEmpty()
                        ? new Content.Nothing()
                        : new Content.Whole(
                                "application/json",
                                Bytes.of(kept.text().getBytes(StandardCharsets.UTF_8)));
        return new Response(kept.status(), Headers.NONE, content)
                .with("Idempotency-Replayed", "true");
    }

    private static boolean isInForce(Answers.Kept kept, Instant now) {
        Duration age = Duration.between(kept.at(), now);
        return age.compareTo(kept.status() == 0 ? ANSWERING_MAX : KEPT) < 0;
    }

    private static Bytes asked(Request request, Bytes content) {
        String about =
                "%s %s %s %s"
                        .formatted(
                                request.method(),
                                request.target().path(),
                                request.query().parameters(),
                                content.sha256().toHex());
        return Bytes.of(about.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    private static String text(Response response) {
        return response.content() instanceof Content.Json(_, Object value)
                        && !(value instanceof ShownOnce)
                ? Json.text(value)
                : "";
    }
}
