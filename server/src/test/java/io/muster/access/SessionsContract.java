package io.muster.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Bytes;
import io.muster.unit.Unit;
import io.muster.unit.Units;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What every keeper of invitations and sessions promises.
public interface SessionsContract {
    Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    Sessions sessions();

    Units units();

    @Test
    default void anInvitationLetsInOnce() {
        write(unit -> sessions().invite(unit, hash("link"), "anna", NOON.plusSeconds(600)));

        assertThat(redeemed("link", NOON)).contains("anna");
        assertThat(redeemed("link", NOON)).isEmpty();
    }

    @Test
    default void anInvitationIsNoGoodWhenItsTimeIsOver() {
        write(unit -> sessions().invite(unit, hash("link"), "anna", NOON));

        assertThat(redeemed("link", NOON)).isEmpty();
    }

    @Test
    default void ofManyWhoComeAtOnceWithTheSameLinkOneGetsIn() throws Exception {
        write(unit -> sessions().invite(unit, hash("link"), "anna", NOON.plusSeconds(600)));
        List<Future<Optional<String>>> attempts = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                attempts.add(threads.submit(() -> redeemed("link", NOON)));
            }
        }
        int in = 0;
        for (var attempt : attempts) {
            in += attempt.get().isPresent() ? 1 : 0;
        }

        assertThat(in).isEqualTo(1);
    }

    @Test
    default void aSessionLastsUntilItIsRemoved() {
        Session session = new Session("anna", NOON, NOON.plusSeconds(60), NOON);
        write(unit -> sessions().keep(unit, hash("cookie"), session));

        assertThat(sessions().find(hash("cookie"))).contains(session);
        write(unit -> sessions().remove(unit, hash("cookie")));
        assertThat(sessions().find(hash("cookie"))).isEmpty();
    }

    @Test
    default void onlyWhatIsOverIsSweptAway() {
        write(unit -> sessions().invite(unit, hash("old link"), "anna", NOON));
        write(unit -> sessions().invite(unit, hash("link"), "anna", NOON.plusSeconds(1)));
        write(unit -> sessions().keep(unit, hash("old"), new Session("anna", NOON, NOON, NOON)));
        write(unit ->
                sessions()
                        .keep(
                                unit,
                                hash("new"),
                                new Session("anna", NOON, NOON.plusSeconds(1), NOON)));

        int removed = units().write(unit -> sessions().removeExpired(unit, NOON));

        assertThat(removed).isEqualTo(2);
        assertThat(sessions().find(hash("new"))).isPresent();
        assertThat(redeemed("link", NOON)).isPresent();
    }

    @Test
    default void aSessionThatNobodyUsedForLongIsSweptAwayAndOneInUseIsNot() {
        Instant later = NOON.plus(Session.IDLE_MAX);
        Session begun = Session.begun("anna", NOON);
        write(unit -> sessions().keep(unit, hash("idle"), begun));
        write(unit -> sessions().keep(unit, hash("used"), begun));
        write(unit -> sessions().used(unit, hash("used"), NOON.plusSeconds(1)));

        write(unit -> sessions().removeExpired(unit, later));

        assertThat(sessions().find(hash("idle"))).isEmpty();
        assertThat(sessions().find(hash("used")).orElseThrow().usedAt())
                .isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    default void allSessionsOfAPersonEndAtOnce() {
        write(unit -> sessions().keep(unit, hash("a"), Session.begun("anna", NOON)));
        write(unit -> sessions().keep(unit, hash("b"), Session.begun("anna", NOON)));
        write(unit -> sessions().keep(unit, hash("c"), Session.begun("otto", NOON)));

        assertThat(units().<Integer>write(unit -> sessions().removeOf(unit, "anna"))).isEqualTo(2);
        assertThat(sessions().find(hash("a"))).isEmpty();
        assertThat(sessions().find(hash("c"))).isPresent();
    }

    private Optional<String> redeemed(String link, Instant at) {
        return units().write(unit -> sessions().redeem(unit, hash(link), at));
    }

    private void write(Consumer<Unit> work) {
        units().write(unit -> {
            work.accept(unit);
            return true;
        });
    }

    private static Bytes hash(String text) {
        return new Code(text).hash();
    }
}
