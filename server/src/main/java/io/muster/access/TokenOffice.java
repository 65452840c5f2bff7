package io.muster.access;

import static io.muster.http.Operation.delete;
import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.http.Page;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.http.ShownOnce;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Makes, lists and withdraws tokens.
public final class TokenOffice {
    /// What a token lasts when nobody says how long.
    public static final Duration TIME_DEFAULT = Duration.ofHours(24);

    /// The longest that a token may last.
    public static final Duration TIME_MAX = Duration.ofDays(366);

    private static final int PLACES_MAX = 100;
    private static final int TEXT_MAX = 200;

    private final Units units;
    private final Tokens tokens;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param random must not be foreseeable
    public TokenOffice(Units units, Tokens tokens, InstantSource clock, RandomGenerator random) {
        this.units = units;
        this.tokens = tokens;
        this.clock = clock;
        this.random = random;
    }

    /// What somebody wants.
    ///
    /// @param permissions READ when none is named
    /// @param places prefixes that it may report; any when none is named
    /// @param seconds how long it lasts
    public record Wish(
            String name, Set<Permission> permissions, List<String> places, Optional<Long> seconds) {

        /// @throws IllegalArgumentException saying what does not fit
        public Wish {
            name = name.strip();
            permissions = permissions.isEmpty() ? Set.of(Permission.READ) : Set.copyOf(permissions);
            places = List.copyOf(places);
            if (name.isEmpty() || name.length() > TEXT_MAX) {
                throw new IllegalArgumentException("a name has 1 to 200 characters");
            }
            if (places.size() > PLACES_MAX
                    || places.stream().anyMatch(it -> it.isBlank() || it.length() > 1000)) {
                throw new IllegalArgumentException(
                        "there are at most 100 places of at most 1,000 characters");
            }
            long time = seconds.orElse(TIME_DEFAULT.toSeconds());
            if (time < 60 || time > TIME_MAX.toSeconds()) {
                throw new IllegalArgumentException("a token lasts from a minute to 366 days");
            }
        }
    }

    /// A token with its code, which nobody can be shown again.
    public record Made(
            String id,
            String name,
            Set<Permission> permissions,
            List<String> places,
            Instant expiresAt,
            String token)
            implements ShownOnce {

        @Override
        public String toString() {
            return "token " + id;
        }
    }

    /// The routes of tokens.
    public List<Route> routes() {
        return List.of(
                get("/api/v1/tokens", Permission.ADMINISTER, "All tokens, without their codes.")
                        .listing(Token.class)
                        .by(_ -> Response.json(Page.whole(tokens.all()))),
                post(
                                "/api/v1/tokens",
                                Permission.ADMINISTER,
                                "Makes a token; its code is shown once.")
                        .taking(Wish.class)
                        .answering(201, new Payload.Value(Made.class))
                        .by(this::make),
                delete("/api/v1/tokens/{id}", Permission.ADMINISTER, "Withdraws a token, at once.")
                        .by(this::withdraw));
    }

    /// Makes a token.
    ///
    /// @param createdBy who wants it, as [io.muster.http.Caller#actor]
    public Made make(Wish wish, String createdBy) {
        Instant now = clock.instant();
        Code code = Code.made("muster_", random);
        String id = "t" + HexFormat.of().toHexDigits(random.nextLong());
        Instant expiresAt = now.plusSeconds(wish.seconds().orElse(TIME_DEFAULT.toSeconds()));
        Token token =
                new Token(
                        id,
                        wish.name(),
                        wish.permissions(),
                        wish.places(),
                        now,
                        createdBy,
                        expiresAt,
                        Optional.empty());
        return units.write(unit -> {
            tokens.keep(unit, token, code.hash());
            return new Made(
                    id, wish.name(), wish.permissions(), wish.places(), expiresAt, code.text());
        });
    }

    private Response make(Request request) {
        Wish wish = request.json(Wish.class);
        Set<Permission> beyond = EnumSet.copyOf(wish.permissions());
        beyond.removeAll(request.caller().permissions());
        if (!beyond.isEmpty()) {
            throw Problem.FORBIDDEN.because("A token may do no more than who makes it.");
        }
        Made made = make(wish, request.caller().actor());
        return Response.created("/api/v1/tokens/" + made.id(), made);
    }

    private Response withdraw(Request request) {
        String id = request.variable("id");
        if (!units.write(unit -> tokens.remove(unit, id))) {
            throw Problem.NOT_FOUND.because("There is no token with this id.");
        }
        return Response.nothing();
    }
}
