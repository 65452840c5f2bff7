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
import io.muster.audit.Audited;
import io.muster.config.DirectorySettings;
import io.muster.config.ServerSettings;
import io.muster.directory.DirectoryOffice;
import io.muster.directory.DirectoryRoutes;
import io.muster.directory.Naming;
import io.muster.directory.Reading;
import io.muster.directory.TeamNames;
import io.muster.directory.scim.ScimRoutes;
import io.muster.http.Route;
import io.muster.jobs.Turn;
import io.muster.store.Database;
import io.muster.store.access.JdbcAccounts;
import io.muster.store.access.JdbcMachineUses;
import io.muster.store.access.JdbcRoleGrants;
import io.muster.store.access.JdbcSessions;
import io.muster.store.access.JdbcTeamTree;
import io.muster.store.access.JdbcTokens;
import io.muster.store.audit.JdbcAuditLog;
import io.muster.store.audit.JdbcPositions;
import io.muster.store.directory.JdbcBelonging;
import io.muster.store.directory.JdbcGroups;
import io.muster.store.directory.JdbcPeople;
import io.muster.store.stewardship.JdbcOwnersGone;
import io.muster.store.stewardship.JdbcTeams;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The part of the object graph that lets in and keeps out: who there is, who may do what, and the
/// routes over both.
final class Admission {
    private static final Duration OFTEN = Duration.ofSeconds(5);
    private static final Duration SELDOM = Duration.ofSeconds(10);

    private final Tokens tokens;
    private final Sessions sessions;
    private final Accounts accounts;
    private final RoleGrants grants;
    private final TeamTree teams;
    private final Naming naming;
    private final Authorization authorization;
    private final Recording recording;
    private final SignIn signIn;
    private final MachineDoor machines;
    private final Doorkeeper doorkeeper;
    private final DirectoryOffice directory;
    private final Optional<Reading> reading;
    private final List<Route> routes = new ArrayList<>();

    private Admission(
            ServerSettings settings, Databases databases, InstantSource clock, SecureRandom random)
            throws IOException {
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
        machines =
                MachineDoor.of(settings.machines(), teams, new JdbcMachineUses(authority), clock);
        doorkeeper =
                new Doorkeeper(
                        authority, tokens, sessions, authorization, machines.signIn(), clock);
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
                        random);
        routes.addAll(signIn.routes());
        routes.addAll(new TokenOffice(recording, tokens, random).routes());
        routes.addAll(
                new RoleOffice(recording, grants, accounts, teams, authorization, random).routes());
        routes.addAll(
                new AccountOffice(recording, accounts, authorization, sessions, tokens).routes());
        reading =
                said.ldap().isPresent()
                        ? Optional.of(LdapReading.of(said.ldap().get(), directory, clock))
                        : Optional.empty();
        routes.addAll(machines.routes());
        routes.addAll(new DirectoryRoutes(directory, reading).routes());
        routes.addAll(
                new ScimRoutes(
                                directory,
                                said.publicUrl(),
                                reading.map(_ ->
                                        "The directory is read by LDAP here; take ldap.url out of the configuration to push by SCIM."))
                        .routes());
    }

    /// What one node at a time does for all.
    List<Beat.Task> tasks(Turn turn, Inventory.Ground ground, DirectorySettings said) {
        List<Beat.Task> tasks = new ArrayList<>();
        reading.ifPresent(it ->
                tasks.add(
                        Beat.Task.inTurn(
                                turn,
                                "ldap",
                                SELDOM,
                                () ->
                                        it.whenDue(reason ->
                                                ground.log()
                                                        .info(
                                                                "directory not read",
                                                                Map.of("reason", reason))))));
        Database roll = ground.databases().roll();
        Database authority = ground.databases().authority();
        Audited audited = new Audited(new JdbcAuditLog(authority), authority, roll);
        Leavers leavers =
                new Leavers(
                        directory.kept().people(),
                        new JdbcTeams(roll),
                        new JdbcOwnersGone(roll),
                        audited,
                        new JdbcPositions(authority),
                        authority,
                        ground.clock());
        tasks.add(Beat.Task.inTurn(turn, "leavers", OFTEN, leavers::follow));
        if (!said.teamGroups().isEmpty()) {
            TeamGroups teamGroups =
                    new TeamGroups(
                            new TeamNames(said.teamGroups()),
                            directory.kept().people(),
                            directory.kept().groups(),
                            new JdbcTeams(roll),
                            audited,
                            ground.clock());
            tasks.add(Beat.Task.inTurn(turn, "team-groups", OFTEN, teamGroups::follow));
        }
        return tasks;
    }

    static Admission of(
            ServerSettings settings, Databases databases, InstantSource clock, SecureRandom random)
            throws IOException {
        return new Admission(settings, databases, clock, random);
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    MachineDoor machines() {
        return machines;
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
