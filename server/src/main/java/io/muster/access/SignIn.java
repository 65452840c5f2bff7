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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Sign-in by a one-time link, and the session that follows.
///
/// The code stands in the fragment of the link, which a browser sends to nobody: the page takes it
/// out and posts it. It is good for ten minutes and for one use, and kept as a hash.
public final class SignIn {
    /// How long a link is good.
    public static final Duration LINK_TIME = Duration.ofMinutes(10);

    private final Recording recording;
    private final Sessions sessions;
    private final Optional<String> provider;
    private final Throttle throttle;
    private final RandomGenerator random;

    /// @param random must not be foreseeable
    /// @param provider the name of the provider where people sign in, when there is one
    public SignIn(
            Recording recording,
            Sessions sessions,
            RandomGenerator random,
            Optional<String> provider) {
        this.recording = recording;
        this.sessions = sessions;
        this.provider = provider;
        this.throttle = new Throttle(recording.clock());
        this.random = random;
    }

    /// What the page posts.
    record Attempt(String code) {}

    /// How people may come in.
    ///
    /// @param link by a one-time link, always
    /// @param provider the host of the provider where they sign in; absent when there is none
    record Ways(boolean link, Optional<String> provider) {}

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
                get("/api/v1/sign-in", Permission.ANYONE, "The ways to sign in.")
                        .answering(Ways.class)
                        .by(_ -> Response.json(new Ways(true, provider))),
                post("/api/v1/sign-in", Permission.ANYONE, "Opens a session with a one-time code.")
                        .taking(Attempt.class)
                        .answering(204, new Payload.None())
                        .by(this::signIn),
                post("/api/v1/sign-out", Permission.KNOWN, "Ends the session.")
                        .answering(204, new Payload.None())
                        .by(this::signOut),
                get("/api/v1/session", Permission.KNOWN, "Who is signed in, and what they may.")
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
                .with("Set-Cookie", Cookie.holding(cookie, Session.TIME_MAX.toSeconds()));
    }

    /// Invitation used up, session kept and both recorded, or nothing.
    private boolean welcomed(Unit unit, Request request, Code code, Code cookie) {
        Instant now = recording.now();
        Optional<String> invited = sessions.redeem(unit, code.hash(), now);
        if (invited.isEmpty()) {
            return false;
        }
        String person = invited.get();
        begin(unit, request, person, cookie, Map.of("by", "link"));
        return true;
    }

    private void begin(
            Unit unit, Request request, String person, Code cookie, Map<String, String> how) {
        Instant now = recording.now();
        Map<String, String> detail = new TreeMap<>(how);
        detail.put("from", request.from().getHostAddress());
        sessions.keep(unit, cookie.hash(), Session.begun(person, now));
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
                                detail));
    }

    /// Lets somebody in whom a provider has vouched for: account, session and record, or nothing.
    ///
    /// @param how what the record tells besides
    /// @return the `Set-Cookie` that holds the session
    public String welcome(
            Request request, Account account, Accounts accounts, Map<String, String> how) {
        Code cookie = Code.made("", random);
        boolean _ =
                recording
                        .units()
                        .write(unit -> {
                            accounts.keep(unit, account);
                            begin(unit, request, account.id(), cookie, how);
                            return true;
                        });
        return Cookie.holding(cookie, Session.TIME_MAX.toSeconds());
    }

    /// @throws io.muster.http.Refused when too many wrong attempts came from there
    public void refuseGuessing(Request request) {
        throttle.check(request.from());
    }

    /// Counts a wrong attempt.
    public void guessed(Request request) {
        throttle.failed(request.from());
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
                        request.caller().kind().name().toLowerCase(Locale.ROOT),
                        request.caller().id(),
                        request.caller().permissions(),
                        session.map(Session::since),
                        session.map(Session::over)));
    }
}
