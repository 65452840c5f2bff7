package io.muster.access;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.audit.Decision;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Sign-in by a one-time link, and the session that follows.
///
/// The code stands in the fragment of the link, which a browser sends to nobody: the page takes it
/// out and posts it. It is good for ten minutes and for one use, and kept as a hash.
public final class SignIn {
    /// How long a link is good.
    public static final Duration LINK_TIME = Duration.ofMinutes(10);

    /// How long a session lasts: a working day, whatever happens in it.
    public static final Duration SESSION_TIME = Duration.ofHours(12);

    private final Recording recording;
    private final Sessions sessions;
    private final Throttle throttle;
    private final RandomGenerator random;

    /// @param random must not be foreseeable
    public SignIn(Recording recording, Sessions sessions, RandomGenerator random) {
        this.recording = recording;
        this.sessions = sessions;
        this.throttle = new Throttle(recording.clock());
        this.random = random;
    }

    /// What the page posts.
    record Attempt(String code) {}

    /// Who is signed in.
    record Present(
            String kind,
            String id,
            Set<Permission> permissions,
            Optional<Instant> since,
            Optional<Instant> expires) {}

    /// The routes of signing in and out.
    public List<Route> routes() {
        return List.of(
                post("/api/v1/sign-in", Permission.ANYONE, "Opens a session with a one-time code.")
                        .taking(Attempt.class)
                        .answering(204, new Payload.None())
                        .by(this::signIn),
                post("/api/v1/sign-out", Permission.READ, "Ends the session.")
                        .answering(204, new Payload.None())
                        .by(this::signOut),
                get("/api/v1/session", Permission.READ, "Who is signed in, and what they may.")
                        .answering(Present.class)
                        .by(this::present));
    }

    /// A code that lets `person` in once, for the link.
    public Code invite(String person) {
        return invite(recording, sessions, person, random);
    }

    /// The same without a server, for the command that makes a new link.
    public static Code invite(
            Recording recording, Sessions sessions, String person, RandomGenerator random) {
        Code code = Code.made("muster-sign-in_", random);
        return recording.change(
                new Recording.Deed("person:" + person, ""),
                "sign-in.invite",
                "person:" + person,
                Map.of(),
                unit -> {
                    sessions.invite(unit, code.hash(), person, recording.now().plus(LINK_TIME));
                    return code;
                });
    }

    private Response signIn(Request request) {
        throttle.check(request.from());
        Doorkeeper.refuseForeign(request);
        Code code = new Code(request.json(Attempt.class).code());
        Code cookie = Code.made("", random);
        boolean welcome =
                code.isPlausible()
                        && recording.units().write(unit -> welcomed(unit, request, code, cookie));
        if (!welcome) {
            throttle.failed(request.from());
            throw Problem.NOT_SIGNED_IN.because(
                    "This link was used already or is older than ten minutes."
                            + " 'muster sign-in' makes a new one.");
        }
        return Response.nothing()
                .with("Set-Cookie", Cookie.holding(cookie, SESSION_TIME.toSeconds()));
    }

    /// Invitation used up, session kept and both recorded, or nothing.
    private boolean welcomed(Unit unit, Request request, Code code, Code cookie) {
        Instant now = recording.now();
        Optional<String> invited = sessions.redeem(unit, code.hash(), now);
        if (invited.isEmpty()) {
            return false;
        }
        String person = invited.get();
        sessions.keep(unit, cookie.hash(), new Session(person, now, now.plus(SESSION_TIME)));
        recording
                .log()
                .append(
                        unit,
                        Decision.of(
                                now,
                                "person:" + person,
                                request.id(),
                                "session.open",
                                "person:" + person,
                                Map.of("from", request.from().getHostAddress())));
        return true;
    }

    private Response signOut(Request request) {
        Optional<Code> cookie = Cookie.of(request.headers());
        if (cookie.isPresent()) {
            recording.change(
                    TokenOffice.deed(request),
                    "session.close",
                    request.caller().actor(),
                    Map.of(),
                    unit -> {
                        sessions.remove(unit, cookie.get().hash());
                        return true;
                    });
        }
        return Response.nothing()
                .with("Set-Cookie", Cookie.gone())
                .with("Clear-Site-Data", "\"cache\", \"storage\"");
    }

    private Response present(Request request) {
        Optional<Session> session =
                Cookie.of(request.headers()).flatMap(it -> sessions.find(it.hash()));
        return Response.json(
                new Present(
                        request.caller().kind().name().toLowerCase(java.util.Locale.ROOT),
                        request.caller().id(),
                        request.caller().permissions(),
                        session.map(Session::since),
                        session.map(Session::expiresAt)));
    }
}
