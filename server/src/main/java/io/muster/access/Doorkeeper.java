package io.muster.access;

import io.muster.http.Caller;
import io.muster.http.Gate;
import io.muster.http.Operation;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Refused;
import io.muster.http.Request;
import io.muster.http.Rights;
import io.muster.unit.Unavailable;
import io.muster.unit.Unit;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Who asks? A token in `Authorization` (RFC 6750) goes before a session cookie, and both go before
/// a certificate of the client.
///
/// A cookie travels by itself, also when a page elsewhere makes the browser send the request: so
/// whatever changes something needs, with a session, the header `X-Muster-Request` (which no other
/// site may set without our leave, and we give none) and a browser that does not say it comes from
/// elsewhere (`Sec-Fetch-Site`).
public final class Doorkeeper implements Gate {
    /// How exact the last use of a token is.
    private static final Duration USE_KEPT_EVERY = Duration.ofMinutes(1);

    /// Ours have no dots (RFC 7515, section 3.1).
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]*+[.][\\w-]*+[.][\\w-]*+");

    private final Units units;
    private final Tokens tokens;
    private final Sessions sessions;
    private final Authorization authorization;
    private final Machines machines;
    private final InstantSource clock;

    /// Machines come with our tokens alone.
    public Doorkeeper(
            Units units,
            Tokens tokens,
            Sessions sessions,
            Authorization authorization,
            InstantSource clock) {
        this(units, tokens, sessions, authorization, Machines.NONE, clock);
    }

    public Doorkeeper(
            Units units,
            Tokens tokens,
            Sessions sessions,
            Authorization authorization,
            Machines machines,
            InstantSource clock) {
        this.units = units;
        this.tokens = tokens;
        this.sessions = sessions;
        this.authorization = authorization;
        this.machines = machines;
        this.clock = clock;
    }

    @Override
    public Caller admit(Request request, Operation operation) {
        Permission permission = operation.permission();
        if (permission == Permission.ANYONE) {
            return Caller.NOBODY;
        }
        Caller caller = caller(request);
        if (caller.kind() == Caller.Kind.NOBODY) {
            throw notSignedIn("Nobody is signed in.");
        }
        if (!caller.may(permission)) {
            throw Problem.FORBIDDEN.because(
                    "This needs the permission '%s'.".formatted(permission.word()));
        }
        if (operation.span() == Operation.Span.ESTATE
                && !caller.rights().mayEverywhere(permission)) {
            throw Problem.FORBIDDEN.because(
                    "This needs the permission '%s' for all teams.".formatted(permission.word()));
        }
        return caller;
    }

    private Caller caller(Request request) {
        Optional<String> header = request.headers().one("Authorization");
        if (header.isPresent()) {
            return byToken(request, header.get());
        }
        Optional<Code> cookie = Cookie.of(request.headers()).filter(Code::isPlausible);
        if (cookie.isPresent()) {
            return bySession(request, cookie.get());
        }
        // A browser shows a certificate by itself, also to another site's page: it is no machine.
        boolean browser =
                Stream.of("Sec-Fetch-Site", "Origin")
                        .anyMatch(it -> request.headers().all(it).findAny().isPresent());
        return browser ? Caller.NOBODY : machines.byCertificate(request).orElse(Caller.NOBODY);
    }

    private Caller byToken(Request request, String header) {
        if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw notSignedIn("Authorization must be 'Bearer TOKEN'.");
        }
        String text = header.substring(7).strip();
        if (JWT.matcher(text).matches()) {
            return machines.byToken(request, text)
                    .orElseThrow(() ->
                            notSignedIn(
                                    "Tokens of other issuers are not taken here; machines.issuers names whose are."));
        }
        Code code = new Code(text);
        Instant now = clock.instant();
        Optional<Token> token = code.isPlausible() ? tokens.find(code.hash()) : Optional.empty();
        if (token.isEmpty()) {
            throw notSignedIn("There is no such token; it may have been withdrawn.");
        }
        Token known = token.get();
        if (!now.isBefore(known.expiresAt())) {
            throw notSignedIn(
                    "The token '%s' expired at %s; make a new one."
                            .formatted(known.name(), known.expiresAt()));
        }
        if (known.lastUsedAt().isEmpty()
                || now.isAfter(known.lastUsedAt().get().plus(USE_KEPT_EVERY))) {
            note(unit -> tokens.used(unit, known.id(), now));
        }
        // Said in the words of an unknown one: who holds a stray token learns nothing of its owner.
        return known.caller(
                authorization
                        .of(known.owner())
                        .orElseThrow(() ->
                                notSignedIn(
                                        "There is no such token; it may have been withdrawn.")));
    }

    /// A disk that is full keeps nobody out.
    private void note(Consumer<Unit> use) {
        try {
            units.writeInBulk(unit -> {
                use.accept(unit);
                return true;
            });
        } catch (Unavailable _) {
            // The next use is noted, when one can be.
        }
    }

    private Caller bySession(Request request, Code cookie) {
        Optional<Session> found = sessions.find(cookie.hash());
        Instant now = clock.instant();
        if (found.isEmpty() || !now.isBefore(found.get().over())) {
            return Caller.NOBODY;
        }
        if (!request.method().isSafe()) {
            refuseForeign(request);
        }
        Session session = found.get();
        Optional<Rights> rights = authorization.of(session.person());
        if (rights.isPresent() && now.isAfter(session.usedAt().plus(Session.USE_KEPT_EVERY))) {
            note(unit -> sessions.used(unit, cookie.hash(), now));
        }
        return rights.map(it -> Caller.person(session.person(), it)).orElse(Caller.NOBODY);
    }

    /// Also for what needs no session yet: nobody shall be signed in by another site's page.
    static void refuseForeign(Request request) {
        String site = request.headers().one("Sec-Fetch-Site").orElse("same-origin");
        if (!site.equals("same-origin") || request.headers().one("X-Muster-Request").isEmpty()) {
            throw Problem.FOREIGN_REQUEST.because(
                    "A change with a session must come from our own pages.");
        }
    }

    private static Refused notSignedIn(String detail) {
        return Problem.NOT_SIGNED_IN.because(detail);
    }
}
