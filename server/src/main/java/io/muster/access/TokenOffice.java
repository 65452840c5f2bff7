package io.muster.access;

import static io.muster.http.Operation.delete;
import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.http.Caller;
import io.muster.http.Page;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.http.ShownOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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

    private final Recording recording;
    private final Tokens tokens;
    private final RandomGenerator random;

    /// @param random must not be foreseeable
    public TokenOffice(Recording recording, Tokens tokens, RandomGenerator random) {
        this.recording = recording;
        this.tokens = tokens;
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
                get(
                                "/api/v1/tokens",
                                Permission.KNOWN,
                                "One's own tokens, for administrators all; without their codes.")
                        .listing(Token.class)
                        .by(it -> Response.json(Page.whole(visible(it)))),
                post("/api/v1/tokens", Permission.KNOWN, "Makes a token; its code is shown once.")
                        .taking(Wish.class)
                        .answering(201, new Payload.Value(Made.class))
                        .by(this::make),
                delete("/api/v1/tokens/{id}", Permission.KNOWN, "Withdraws a token, at once.")
                        .by(this::withdraw));
    }

    private List<Token> visible(Request request) {
        Caller caller = request.caller();
        return caller.rights().mayEverywhere(Permission.ADMINISTER)
                ? tokens.all()
                : tokens.all().stream().filter(it -> isOwn(it, caller)).toList();
    }

    /// A person's are all that they answer for, a token's is itself: one that leaked shall neither
    /// prolong itself nor withdraw the others.
    private static boolean isOwn(Token token, Caller caller) {
        return caller.kind() == Caller.Kind.TOKEN
                ? token.id().equals(caller.id())
                : token.owner().equals(caller.person());
    }

    /// Makes a token.
    ///
    /// @param by who wants it
    /// @param owner the person who answers for it
    public Made make(Wish wish, Recording.Deed by, String owner) {
        Instant now = recording.now();
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
                        by.actor(),
                        owner,
                        expiresAt,
                        Optional.empty());
        return recording.change(
                by,
                "token.make",
                "token:" + id,
                Map.of(
                        "name", wish.name(),
                        "scope", token.scope(),
                        "places", String.join(" ", wish.places()),
                        "expiresAt", expiresAt.toString()),
                unit -> {
                    tokens.keep(unit, token, code.hash());
                    return new Made(
                            id,
                            wish.name(),
                            wish.permissions(),
                            wish.places(),
                            expiresAt,
                            code.text());
                });
    }

    private Response make(Request request) {
        Wish wish = request.json(Wish.class);
        Caller caller = request.caller();
        if (caller.kind() == Caller.Kind.MACHINE) {
            throw Problem.FORBIDDEN.because(
                    "A machine that has a certificate or a token of its own needs none of ours.");
        }
        if (caller.kind() == Caller.Kind.TOKEN && !caller.may(Permission.ADMINISTER)) {
            throw Problem.FORBIDDEN.because(
                    "A token makes tokens only when 'administer' is in its scope.");
        }
        if (!caller.permissions().containsAll(wish.permissions())) {
            throw Problem.FORBIDDEN.because("A token may do no more than who makes it.");
        }
        if (!caller.places().isEmpty() && !within(wish.places(), caller)) {
            throw Problem.FORBIDDEN.because("A token may report no more than who makes it.");
        }
        Made made = make(wish, deed(request), caller.person());
        return Response.created("/api/v1/tokens/" + made.id(), made);
    }

    private static boolean within(List<String> places, Caller caller) {
        return !places.isEmpty() && places.stream().allMatch(caller::mayReport);
    }

    private Response withdraw(Request request) {
        String id = request.variable("id");
        // Looked up first, so that only what is there is recorded as withdrawn.
        if (visible(request).stream().noneMatch(it -> it.id().equals(id))) {
            throw Problem.NOT_FOUND.because("There is no token with this id.");
        }
        recording.change(
                deed(request),
                "token.withdraw",
                "token:" + id,
                Map.of(),
                unit -> tokens.remove(unit, id));
        return Response.nothing();
    }

    static Recording.Deed deed(Request request) {
        return new Recording.Deed(request.caller().actor(), request.id());
    }
}
