package io.muster.access;

import io.muster.http.Permission;
import io.muster.http.Reach;
import io.muster.http.Rights;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a person may at this moment. Nothing of it is remembered: a role that is taken away is away
/// with the next request, on every node.
public final class Authorization {
    private final Accounts accounts;
    private final RoleGrants grants;
    private final TeamTree teams;
    private final Optional<String> issuer;
    private final Directory directory;

    /// What a directory has to say.
    ///
    /// @param required are those kept out whom it does not know?
    public record Directory(Belonging belonging, boolean required) {
        /// There is none.
        public static final Directory NONE = new Directory(Belonging.NONE, false);
    }

    /// @param issuer whose people may come in; those of another, configured before, may no more
    public Authorization(
            Accounts accounts,
            RoleGrants grants,
            TeamTree teams,
            Optional<String> issuer,
            Directory directory) {
        this.accounts = accounts;
        this.grants = grants;
        this.teams = teams;
        this.issuer = issuer;
        this.directory = directory;
    }

    /// Without a directory.
    public Authorization(
            Accounts accounts, RoleGrants grants, TeamTree teams, Optional<String> issuer) {
        this(accounts, grants, teams, issuer, Directory.NONE);
    }

    /// @param person an id, as [Session#person]
    /// @return empty when they are not known, or not let in any more
    public Optional<Rights> of(String person) {
        if (Account.isLocal(person)) {
            return Optional.of(Rights.ALL);
        }
        return account(person).map(this::of);
    }

    /// May they come in now?
    public boolean isWelcome(Account account) {
        return welcome(account).isPresent();
    }

    /// Who they are, with the groups that they are in now; empty when they are not let in.
    Optional<Account> account(String person) {
        return accounts.find(person).flatMap(this::welcome);
    }

    private Optional<Account> welcome(Account account) {
        if (!account.active() || issuer.filter(account.issuer()::equals).isEmpty()) {
            return Optional.empty();
        }
        return switch (directory.belonging().of(account.directoryName())) {
            case Belonging.Said.Nothing _ ->
                    directory.required() ? Optional.empty() : Optional.of(account);
            case Belonging.Said.Left _ -> Optional.empty();
            case Belonging.Said.Here(List<String> groups) -> Optional.of(account.in(groups));
        };
    }

    private Rights of(Account account) {
        Rights rights = Rights.everywhere(Set.of(Permission.KNOWN));
        for (RoleGrant grant : grants.of(account)) {
            rights =
                    rights.and(
                            Rights.reaching(
                                    grant.role().permissions(),
                                    grant.team()
                                            .<Reach>map(
                                                    it -> new Reach.Teams(teams.below(Set.of(it))))
                                            .orElseGet(Reach.Everywhere::new)));
        }
        return rights;
    }

    /// The roles in force of a person of elsewhere.
    List<RoleGrant> roles(String person) {
        return account(person).map(grants::of).orElse(List.of());
    }
}
