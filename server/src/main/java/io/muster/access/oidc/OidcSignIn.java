package io.muster.access.oidc;

import static io.muster.http.Operation.get;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import io.muster.access.Account;
import io.muster.access.Accounts;
import io.muster.access.Code;
import io.muster.access.SignIn;
import io.muster.http.Content;
import io.muster.http.Headers;
import io.muster.http.Parameter;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The code flow with PKCE: out to the provider, back with a code, the code for a token, and who
/// the token names gets a session.
///
/// Whatever fails ends on the sign-in page with a word; the log has the reason. The page is told
/// little because whoever reads it is not known yet.
public final class OidcSignIn {
    private static final Duration METADATA_KEPT = Duration.ofHours(1);
    private static final Duration ATTEMPT_MAX = Duration.ofMinutes(10);
    private static final int TEXT_MAX = 4096;

    private final Client client;
    private final Outbound outbound;
    private final SignIn signIn;
    private final Accounts accounts;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Predicate<Account> welcome;
    private final BiConsumer<Request, String> failures;
    private volatile @Nullable Known known;

    /// What the provider said of itself, and until when that is believed.
    private record Known(Metadata metadata, IdTokens tokens, Instant until) {}

    /// @param http must not follow redirects
    /// @param random must not be foreseeable
    /// @param welcome may they come in?
    /// @param failures is told why somebody was not let in
    public OidcSignIn(
            Client client,
            HttpClient http,
            SignIn signIn,
            Accounts accounts,
            InstantSource clock,
            RandomGenerator random,
            Predicate<Account> welcome,
            BiConsumer<Request, String> failures) {
        this.client = client;
        this.outbound = new Outbound(client.issuer(), client.hosts(), http);
        this.signIn = signIn;
        this.accounts = accounts;
        this.clock = clock;
        this.random = random;
        this.welcome = welcome;
        this.failures = failures;
    }

    /// The routes of this way to sign in.
    public List<Route> routes() {
        return List.of(
                get("/api/v1/sign-in/oidc", Permission.ANYONE, "Leads to the sign-in provider.")
                        .answering(303, new Payload.None())
                        .by(this::leave),
                get(
                                Client.CALLBACK,
                                Permission.ANYONE,
                                "Where the sign-in provider sends browsers back to.")
                        .with(Parameter.ANY)
                        .answering(303, new Payload.None())
                        .by(this::comeBack));
    }

    private Response leave(Request request) {
        Known provider;
        try {
            provider = provider();
        } catch (IOException e) {
            return failed(request, "unavailable", e.getMessage());
        }
        Attempt attempt = new Attempt(Code.made("", random));
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("response_type", "code");
        asked.put("client_id", client.id());
        asked.put("redirect_uri", client.redirect().toString());
        asked.put("scope", String.join(" ", client.scopes()));
        asked.put("state", attempt.state());
        asked.put("nonce", attempt.nonce());
        asked.put("code_challenge", attempt.challenge());
        asked.put("code_challenge_method", "S256");
        String address = provider.metadata().authorization().toString();
        return to(address + (address.contains("?") ? "&" : "?") + form(asked))
                .with("Set-Cookie", AttemptCookie.holding(attempt.secret(), ATTEMPT_MAX));
    }

    private Response comeBack(Request request) {
        Optional<Attempt> attempt = AttemptCookie.of(request.headers()).map(Attempt::new);
        String state = request.query().text("state").orElse("");
        if (attempt.isEmpty() || !attempt.get().isState(state)) {
            return failed(request, "stale", "the answer belongs to no attempt of this browser");
        }
        signIn.refuseGuessing(request);
        try {
            return welcome(request, attempt.get());
        } catch (IOException e) {
            signIn.guessed(request);
            return failed(request, "refused", e.getMessage());
        }
    }

    private Response welcome(Request request, Attempt attempt) throws IOException {
        Known provider = provider();
        checkIssuer(request, provider.metadata());
        String code = request.query().text("code").orElse("");
        if (code.isEmpty() || code.length() > TEXT_MAX) {
            // Their words may be anything; only that there is no code is believed.
            throw new IOException("the provider gave no code; they may have cancelled");
        }
        Map<String, Object> answer = redeemed(code, attempt, provider.metadata());
        JWTClaimsSet claims = provider.tokens().verified(text(answer, "id_token"), attempt.nonce());
        Map<String, Object> more =
                claims.getClaims().containsKey(client.groupsClaim())
                        ? Map.of()
                        : userinfo(answer, claims.getSubject(), provider.metadata());
        ProviderClaims person = ProviderClaims.of(claims, more, client);
        Account account =
                person.account(
                        client.issuer(),
                        accounts.find(Account.idOf(client.issuer().toString(), person.subject())),
                        clock.instant());
        if (!welcome.test(account)) {
            return failed(request, "excluded", "account " + account.id() + " is kept out");
        }
        String session =
                signIn.welcome(
                        request,
                        account,
                        accounts,
                        Map.of(
                                "by", "oidc",
                                "issuer", client.issuer().toString(),
                                "name", account.name(),
                                "groups", String.join(", ", account.groups())));
        return to("/").with("Set-Cookie", session).with("Set-Cookie", AttemptCookie.gone());
    }

    /// An answer of another provider must not end here (RFC 9207).
    private void checkIssuer(Request request, Metadata metadata) throws IOException {
        Optional<String> said = request.query().text("iss");
        if (said.isEmpty()
                ? metadata.tellsIssuer()
                : !said.get().equals(client.issuer().toString())) {
            throw new IOException("the answer is not the configured provider's");
        }
    }

    private Map<String, Object> redeemed(String code, Attempt attempt, Metadata metadata)
            throws IOException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", client.redirect().toString());
        form.put("code_verifier", attempt.verifier());
        if (client.secret().isPresent() && !metadata.takesPost()) {
            // Both parts are encoded first: RFC 6749, section 2.3.1.
            String both = encoded(client.id()) + ":" + encoded(client.secret().get());
            return json(
                    outbound.post(
                            metadata.token(),
                            form(form),
                            "Authorization",
                            "Basic "
                                    + Base64.getEncoder()
                                            .encodeToString(
                                                    both.getBytes(StandardCharsets.UTF_8))));
        }
        form.put("client_id", client.id());
        client.secret().ifPresent(it -> form.put("client_secret", it));
        return json(outbound.post(metadata.token(), form(form)));
    }

    /// What the token left out. It must speak of the same person (OpenID Connect Core 1.0, section
    /// 5.3.2): otherwise one person's groups could be another's.
    private Map<String, Object> userinfo(
            Map<String, Object> answer, String subject, Metadata metadata) throws IOException {
        if (metadata.userinfo().isEmpty()) {
            return Map.of();
        }
        Map<String, Object> said =
                json(
                        outbound.get(
                                metadata.userinfo().get(),
                                "Authorization",
                                "Bearer " + text(answer, "access_token")));
        if (!subject.equals(said.get("sub"))) {
            throw new IOException("it tells of somebody else than its token");
        }
        return said;
    }

    private Known provider() throws IOException {
        Known before = known;
        Instant now = clock.instant();
        if (before != null && now.isBefore(before.until())) {
            return before;
        }
        Metadata metadata = Metadata.of(client.issuer(), outbound);
        // Keys are kept on as long as they lie where they lay.
        IdTokens tokens =
                before != null && before.metadata().keys().equals(metadata.keys())
                        ? before.tokens()
                        : new IdTokens(client, metadata.keys(), outbound, clock);
        Known now2 = new Known(metadata, tokens, now.plus(METADATA_KEPT));
        known = now2;
        return now2;
    }

    private Response failed(Request request, String word, @Nullable String reason) {
        failures.accept(request, String.valueOf(reason));
        return to("/sign-in?failed=" + word).with("Set-Cookie", AttemptCookie.gone());
    }

    private static Response to(String address) {
        return new Response(303, Headers.NONE, new Content.Nothing())
                .with("Location", address)
                .with("Cache-Control", "no-store");
    }

    private static Map<String, Object> json(String text) throws IOException {
        try {
            return JSONObjectUtils.parse(text);
        } catch (ParseException e) {
            throw new IOException("its answer cannot be read", e);
        }
    }

    private static String text(Map<String, Object> answer, String name) throws IOException {
        if (answer.get(name) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new IOException("its answer lacks " + name);
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
