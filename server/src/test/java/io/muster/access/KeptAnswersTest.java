package io.muster.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.http.Body;
import io.muster.http.Caller;
import io.muster.http.Content;
import io.muster.http.Method;
import io.muster.http.Operation;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Refused;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Rights;
import io.muster.http.Route;
import io.muster.http.Routes;
import io.muster.http.ShownOnce;
import io.muster.model.Bytes;
import io.muster.unit.Unit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Requests that come twice with one `Idempotency-Key`.
class KeptAnswersTest {
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final AccessInMemory units = new AccessInMemory();
    private final AtomicInteger made = new AtomicInteger();
    private boolean fails;
    private final Routes routes =
            new Routes(
                    List.<Route>of(
                            Operation.post("/things", Permission.WRITE, "Makes one.")
                                    .taking(Wish.class)
                                    .answering(201, new Payload.Value(Thing.class))
                                    .by(this::make),
                            Operation.post("/secrets", Permission.WRITE, "Makes one.")
                                    .by(_ ->
                                            Response.json(201, new Shown(made.incrementAndGet())))),
                    (request, _) -> request.caller(),
                    new KeptAnswers(units, new AnswersInMemory(), () -> now));

    record Wish(String name) {}

    record Thing(int number) {}

    record Shown(int number) implements ShownOnce {}

    @Test
    void theSecondIsAnsweredAsTheFirstAndNothingIsDone() throws IOException {
        Response first = routes.handle(wish("anna", "k1", "a"));
        Response second = routes.handle(wish("anna", "k1", "a"));

        assertThat(made).hasValue(1);
        assertThat(first.status()).isEqualTo(second.status()).isEqualTo(201);
        assertThat(text(second)).isEqualTo("{\"number\":1}");
        assertThat(second.headers().one("Idempotency-Replayed")).contains("true");
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefused() throws IOException {
        routes.handle(wish("anna", "k1", "a"));

        assertRefused(Problem.IDEMPOTENCY_CONFLICT, wish("anna", "k1", "b"));
    }

    @Test
    void everyCallerHasKeysOfTheirOwn() throws IOException {
        routes.handle(wish("anna", "k1", "a"));
        routes.handle(wish("bert", "k1", "a"));

        assertThat(made).hasValue(2);
    }

    @Test
    void whatFailedMayBeTriedAgain() throws IOException {
        fails = true;
        assertRefused(Problem.CONFLICT, wish("anna", "k1", "a"));
        fails = false;

        assertThat(routes.handle(wish("anna", "k1", "a")).status()).isEqualTo(201);
    }

    @Test
    void aSecretIsNotShownTwice() throws IOException {
        Request request =
                Request.of(Method.POST, "/secrets").as(person("anna")).with("Idempotency-Key", "k");
        routes.handle(request);

        assertRefused(Problem.CONFLICT, request);
        assertThat(made).hasValue(1);
    }

    @Test
    void aKeyIsFreeAgainAfterADay() throws IOException {
        routes.handle(wish("anna", "k1", "a"));
        now = now.plus(Duration.ofDays(1));
        routes.handle(wish("anna", "k1", "b"));

        assertThat(made).hasValue(2);
    }

    @Test
    void aKeyOfAnotherFormIsRefused() {
        assertRefused(Problem.BAD_REQUEST, wish("anna", "k 1", "a"));
    }

    private Response make(Request request) {
        Wish _ = request.json(Wish.class);
        if (fails) {
            throw Problem.CONFLICT.because("Not now.");
        }
        return Response.json(201, new Thing(made.incrementAndGet()));
    }

    private static Request wish(String person, String key, String name) {
        return Request.of(Method.POST, "/things")
                .as(person(person))
                .with("Idempotency-Key", key)
                .with("Content-Type", "application/json")
                .with(Body.of("{\"name\":\"" + name + "\"}"));
    }

    private static Caller person(String name) {
        return Caller.person(name, Rights.everywhere(Set.of(Permission.WRITE)));
    }

    private static String text(Response response) {
        Bytes bytes = ((Content.Whole) response.content()).bytes();
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }

    private void assertRefused(Problem problem, Request request) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> routes.handle(request))
                .matches(it -> it.problem() == problem, problem.toString());
    }

    private static final class AnswersInMemory implements Answers {
        private final Map<String, Kept> kept = new HashMap<>();

        @Override
        public Optional<Kept> find(Unit unit, String actor, String key) {
            return Optional.ofNullable(kept.get(actor + " " + key));
        }

        @Override
        public void keep(Unit unit, String actor, String key, Kept answer) {
            kept.put(actor + " " + key, answer);
        }

        @Override
        public void forget(Unit unit, String actor, String key) {
            kept.remove(actor + " " + key);
        }

        @Override
        public int removeBefore(Unit unit, Instant at) {
            int before = kept.size();
            kept.values().removeIf(it -> it.at().isBefore(at));
            return before - kept.size();
        }
    }
}
