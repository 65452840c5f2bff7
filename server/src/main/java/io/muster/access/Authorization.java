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

    /// @param issuer whose people may come in; those of another, configured before, may no more
    public Authorization(
            Accounts accounts, RoleGrants grants, TeamTree teams, Optional<String> issuer) {
        this.accounts = accounts;
        this.grants = grants;
        this.teams = teams;
        this.issuer = issuer;
    }

    /// @param person an id, as [Session#person]
    /// @return empty when they are not known, or not let in any more
    public Optional<Rights> of(String person) {
        if (Account.isLocal(person)) {
            return Optional.of(Rights.ALL);
        }
        return welcome(person).map(this::of);
    }

    private Optional<Account> welcome(String person) {
        return accounts.find(person)
                .filter(it -> it.active() && issuer.filter(it.issuer()::equals).isPresent());
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
        return welcome(person).map(grants::of).orElse(List.of());
    }
}
