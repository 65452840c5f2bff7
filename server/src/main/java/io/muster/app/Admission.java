package io.muster.app;

import io.muster.access.AccountOffice;
import io.muster.access.Accounts;
import io.muster.access.Authorization;
import io.muster.access.Doorkeeper;
import io.muster.access.Recording;
import io.muster.access.RoleGrants;
import io.muster.access.RoleOffice;
import io.muster.access.Sessions;
import io.muster.access.SignIn;
import io.muster.access.TeamTree;
import io.muster.access.TokenOffice;
import io.muster.access.Tokens;
import io.muster.config.DirectorySettings;
import io.muster.config.ServerSettings;
import io.muster.directory.DirectoryOffice;
import io.muster.directory.Naming;
import io.muster.directory.scim.ScimRoutes;
import io.muster.http.Route;
import io.muster.store.Database;
import io.muster.store.JdbcAccounts;
import io.muster.store.JdbcAuditLog;
import io.muster.store.JdbcBelonging;
import io.muster.store.JdbcGroups;
import io.muster.store.JdbcPeople;
import io.muster.store.JdbcRoleGrants;
import io.muster.store.JdbcSessions;
import io.muster.store.JdbcTeamTree;
import io.muster.store.JdbcTokens;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The part of the object graph that lets in and keeps out: who there is, who may do what, and the
/// routes over both.
final class Admission {
    private final Tokens tokens;
    private final Sessions sessions;
    private final Accounts accounts;
    private final RoleGrants grants;
    private final TeamTree teams;
    private final Naming naming;
    private final Authorization authorization;
    private final Recording recording;
    private final SignIn signIn;
    private final Doorkeeper doorkeeper;
    private final DirectoryOffice directory;
    private final List<Route> routes = new ArrayList<>();

    private Admission(
            ServerSettings settings,
            Databases databases,
            InstantSource clock,
            SecureRandom random) {
        Database authority = databases.authority();
        DirectorySettings said = settings.directory();
        tokens = new JdbcTokens(authority);
        sessions = new JdbcSessions(authority);
        accounts = new JdbcAccounts(authority);
        grants = new JdbcRoleGrants(authority);
        teams = new JdbcTeamTree(databases.roll());
        naming = said.byUserName() ? Naming.USER_NAME : Naming.EXTERNAL_ID;
        authorization =
                new Authorization(
                        accounts,
                        grants,
                        teams,
                        settings.oidc().map(it -> it.issuer().toString()),
                        new Authorization.Directory(
                                new JdbcBelonging(authority, naming), said.required()));
        doorkeeper = new Doorkeeper(authority, tokens, sessions, authorization, clock);
        recording = new Recording(authority, new JdbcAuditLog(authority), clock);
        signIn =
                new SignIn(
                        recording,
                        sessions,
                        random,
                        settings.oidc().map(it -> it.issuer().getHost()));
        directory =
                new DirectoryOffice(
                        recording,
                        new DirectoryOffice.Kept(
                                new JdbcPeople(authority), new JdbcGroups(authority)),
                        new DirectoryOffice.Doors(accounts, sessions, tokens),
                        naming,
                        List.of(),
                        random);
        routes.addAll(signIn.routes());
        routes.addAll(new TokenOffice(recording, tokens, random).routes());
        routes.addAll(
                new RoleOffice(recording, grants, accounts, teams, authorization, random).routes());
        routes.addAll(
                new AccountOffice(recording, accounts, authorization, sessions, tokens).routes());
        routes.addAll(new ScimRoutes(directory, said.publicUrl(), Optional.empty()).routes());
    }

    static Admission of(
            ServerSettings settings,
            Databases databases,
            InstantSource clock,
            SecureRandom random) {
        return new Admission(settings, databases, clock, random);
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    Doorkeeper doorkeeper() {
        return doorkeeper;
    }

    SignIn signIn() {
        return signIn;
    }

    Accounts accounts() {
        return accounts;
    }

    Authorization authorization() {
        return authorization;
    }

    Naming naming() {
        return naming;
    }

    Tokens tokens() {
        return tokens;
    }

    Sessions sessions() {
        return sessions;
    }
}
