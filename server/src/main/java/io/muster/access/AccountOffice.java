package io.muster.access;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.patch;

import io.muster.http.Caller;
import io.muster.http.Page;
import io.muster.http.Parameter;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Reach;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Who one is here, and who may come in at all.
public final class AccountOffice {
    private static final Parameter Q =
            Parameter.text("q", "A part of a name, a mail address or a group.");
    private static final Parameter LIMIT =
            Parameter.number("limit", "How many, 1 to 1,000; 100 at first.");
    private static final Parameter CURSOR = Parameter.text("cursor", "`next` of the page before.");

    private final Recording recording;
    private final Accounts accounts;
    private final Authorization authorization;
    private final Sessions sessions;
    private final Tokens tokens;

    public AccountOffice(
            Recording recording,
            Accounts accounts,
            Authorization authorization,
            Sessions sessions,
            Tokens tokens) {
        this.recording = recording;
        this.accounts = accounts;
        this.authorization = authorization;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /// Who asks.
    ///
    /// @param kind `person` or `token`
    /// @param id of the person or the token
    /// @param person who answers for it
    /// @param name for people
    /// @param local let in from the machine itself, and may do everything
    /// @param roles the person's, in force
    /// @param permissions what the caller may: of a token no more than its scope
    /// @param teams for each permission that does not reach everywhere, the teams it reaches
    public record Me(
            String kind,
            String id,
            String person,
            String name,
            Optional<String> mail,
            List<String> groups,
            boolean local,
            List<Held> roles,
            Set<Permission> permissions,
            Map<String, Set<String>> teams) {}

    /// A role that somebody has.
    public record Held(Role role, Optional<String> team) {}

    /// Whether somebody may come in.
    public record Change(boolean active) {}

    /// The routes of accounts.
    public List<Route> routes() {
        return List.of(
                get("/api/v1/me", Permission.KNOWN, "Who asks, and what they may.")
                        .answering(Me.class)
                        .by(this::me),
                get("/api/v1/accounts", Permission.AUDIT, "Who has signed in from elsewhere.")
                        .with(Q, LIMIT, CURSOR)
                        .listing(Account.class)
                        .by(this::list),
                get("/api/v1/accounts/{id}", Permission.AUDIT, "One account.")
                        .answering(Account.class)
                        .by(it -> Response.json(account(it))),
                patch(
                                "/api/v1/accounts/{id}",
                                Permission.ADMINISTER,
                                "Keeps somebody out, which ends their sessions and tokens, or lets"
                                        + " them in again.")
                        .taking(Change.class)
                        .answering(Account.class)
                        .by(this::change));
    }

    private Response me(Request request) {
        Caller caller = request.caller();
        Optional<Account> account = authorization.account(caller.person());
        Map<String, Set<String>> teams = new TreeMap<>();
        caller.rights()
                .reaches()
                .forEach((permission, reach) -> {
                    if (reach instanceof Reach.Teams(Set<String> ids)) {
                        teams.put(
                                permission.name().toLowerCase(Locale.ROOT).replace('_', '-'), ids);
                    }
                });
        return Response.json(
                new Me(
                        caller.kind().name().toLowerCase(Locale.ROOT),
                        caller.id(),
                        caller.person(),
                        account.map(Account::name).orElse(caller.person()),
                        account.map(Account::mail).filter(it -> !it.isEmpty()),
                        account.map(Account::groups).orElse(List.of()),
                        Account.isLocal(caller.person()),
                        authorization.roles(caller.person()).stream()
                                .map(it -> new Held(it.role(), it.team()))
                                .toList(),
                        caller.permissions(),
                        teams));
    }

    private Response list(Request request) {
        int limit = request.query().number("limit", 100, 1, 1000);
        List<Account> found =
                accounts.page(
                        request.query().text("q").orElse(""),
                        request.query().text("cursor").orElse(""),
                        limit + 1);
        boolean more = found.size() > limit;
        List<Account> shown = new ArrayList<>(more ? found.subList(0, limit) : found);
        return Response.json(
                new Page<>(
                        shown,
                        more ? Optional.of(shown.getLast().id()) : Optional.empty(),
                        shown.size(),
                        more ? Optional.of(true) : Optional.empty()));
    }

    private Account account(Request request) {
        return accounts.find(request.variable("id"))
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such account."));
    }

    private Response change(Request request) {
        Account account = account(request);
        boolean active = request.json(Change.class).active();
        if (account.id().equals(request.caller().person())) {
            throw Problem.CONFLICT.because("Nobody keeps themselves out; let another do it.");
        }
        return Response.json(
                recording.change(
                        TokenOffice.deed(request),
                        active ? "account.admit" : "account.exclude",
                        "person:" + account.id(),
                        Map.of("name", account.name()),
                        unit -> {
                            Account changed = account.with(active);
                            accounts.keep(unit, changed);
                            if (!active) {
                                sessions.removeOf(unit, account.id());
                                tokens.removeOf(unit, account.id());
                            }
                            return changed;
                        }));
    }
}
