package io.muster.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.http.Permission;
import io.muster.model.Bytes;
import io.muster.unit.Units;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every keeper of tokens promises.
public interface TokensContract {
    Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    Tokens tokens();

    Units units();

    @Test
    default void aTokenIsFoundByItsHashAloneAndAsItWas() {
        Token token = token("t1", "ci", NOON.plusSeconds(60));
        keep(token, hash("secret"));

        assertThat(tokens().find(hash("secret"))).contains(token);
        assertThat(tokens().find(hash("other"))).isEmpty();
    }

    @Test
    default void theNewestIsListedFirst() {
        keep(token("t1", "old", NOON.plusSeconds(60)), hash("a"));
        Token later =
                new Token(
                        "t2",
                        "new",
                        Set.of(),
                        List.of(),
                        NOON.plusSeconds(1),
                        "person:root",
                        "root",
                        NOON.plusSeconds(60),
                        Optional.empty());
        keep(later, hash("b"));

        assertThat(tokens().all()).extracting(Token::id).containsExactly("t2", "t1");
    }

    @Test
    default void itsLastUseIsRemembered() {
        keep(token("t1", "ci", NOON.plusSeconds(60)), hash("secret"));

        units().write(unit -> {
            tokens().used(unit, "t1", NOON.plusSeconds(5));
            return true;
        });

        assertThat(tokens().find(hash("secret")).orElseThrow().lastUsedAt())
                .contains(NOON.plusSeconds(5));
    }

    @Test
    default void aTokenThatIsRemovedIsGone() {
        keep(token("t1", "ci", NOON.plusSeconds(60)), hash("secret"));

        assertThat(removed("t1")).isTrue();
        assertThat(removed("t1")).isFalse();
        assertThat(tokens().find(hash("secret"))).isEmpty();
    }

    @Test
    default void onlyWhatIsOverIsCleanedAway() {
        keep(token("t1", "over", NOON), hash("a"));
        keep(token("t2", "good", NOON.plusSeconds(1)), hash("b"));

        int removed = units().write(unit -> tokens().removeExpired(unit, NOON));

        assertThat(removed).isEqualTo(1);
        assertThat(tokens().all()).extracting(Token::id).containsExactly("t2");
    }

    @Test
    default void allTokensOfAPersonAreWithdrawnAtOnce() {
        keep(token("t1", "ci", NOON.plusSeconds(60)), hash("a"));
        keep(token("t2", "scan", NOON.plusSeconds(60)), hash("b"));

        assertThat(units().<Integer>write(unit -> tokens().removeOf(unit, "anna"))).isZero();
        assertThat(units().<Integer>write(unit -> tokens().removeOf(unit, "root"))).isEqualTo(2);
        assertThat(tokens().all()).isEmpty();
    }

    private boolean removed(String id) {
        return units().write(unit -> tokens().remove(unit, id));
    }

    private void keep(Token token, Bytes hash) {
        units().write(unit -> {
            tokens().keep(unit, token, hash);
            return true;
        });
    }

    private static Token token(String id, String name, Instant expiresAt) {
        return new Token(
                id,
                name,
                Set.of(Permission.READ, Permission.REPORT),
                List.of("file://web-3/", "tls://10.0.0.1:443"),
                NOON,
                "person:root",
                "root",
                expiresAt,
                Optional.empty());
    }

    private static Bytes hash(String text) {
        return new Code(text).hash();
    }
}
