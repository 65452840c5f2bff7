package io.muster.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.unit.Unit;
import io.muster.unit.Units;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// What every keeper of accounts and roles promises.
public interface GrantsContract {
    Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    Accounts accounts();

    RoleGrants grants();

    Units units();

    @Test
    default void anAccountIsAsItWasSaidLast() {
        Account anna = account("anna", "staff", "web");
        write(unit -> kept(unit, anna));
        Account later =
                new Account(
                        anna.id(),
                        anna.issuer(),
                        anna.subject(),
                        "Anna B.",
                        "b@example.com",
                        List.of(),
                        false,
                        anna.since(),
                        Optional.of(NOON.plusSeconds(1)));

        assertThat(accounts().find(anna.id())).contains(anna);
        write(unit -> kept(unit, later));
        assertThat(accounts().find(anna.id())).contains(later);
        assertThat(accounts().find("oidc:nobody")).isEmpty();
    }

    @Test
    default void accountsAreFoundByAPartOfWhatPeopleKnow() {
        Account anna = account("anna", "staff");
        Account otto = account("otto", "web_1", "Ops");
        write(unit -> kept(unit, anna));
        write(unit -> kept(unit, otto));

        assertThat(accounts().page("NNA", "", 9)).containsExactly(anna);
        assertThat(accounts().page("ops", "", 9)).containsExactly(otto);
        assertThat(accounts().page("b_1", "", 9)).containsExactly(otto);
        assertThat(accounts().page("f_1", "", 9)).isEmpty();
        List<Account> all = accounts().page("", "", 9);
        assertThat(all).hasSize(2);
        assertThat(accounts().page("", all.getFirst().id(), 9)).containsExactly(all.getLast());
        assertThat(accounts().page("", "", 1)).containsExactly(all.getFirst());
    }

    @Test
    default void aRoleIsFoundByPersonAndByGroupOnceItIsInForce() {
        Account anna = account("anna", "staff", "web");
        RoleGrant own = grant("g1", Role.VIEWER, new RoleGrant.Holder.Person(anna.id()));
        RoleGrant group = grant("g2", Role.OPERATOR, new RoleGrant.Holder.Group("web"));
        RoleGrant other = grant("g3", Role.AUDITOR, new RoleGrant.Holder.Group("ops"));
        RoleGrant named = grant("g4", Role.AUDITOR, new RoleGrant.Holder.Person("web"));
        for (RoleGrant grant : List.of(own, group, other, named)) {
            assertThat(did(unit -> grants().keep(unit, grant))).isTrue();
        }

        assertThat(grants().of(anna)).isEmpty();
        RoleGrant confirmed = group.confirmed("root", NOON);
        assertThat(did(unit -> grants().confirm(unit, confirmed))).isTrue();
        assertThat(did(unit -> grants().confirm(unit, confirmed))).isFalse();
        assertThat(did(unit -> grants().isGiven(unit, Role.OPERATOR))).isTrue();
        assertThat(did(unit -> grants().isGiven(unit, Role.AUDITOR))).isFalse();
        for (RoleGrant grant : List.of(own, other, named)) {
            write(unit -> grants().confirm(unit, grant.confirmed("root", NOON)));
        }
        assertThat(grants().of(anna))
                .containsExactlyInAnyOrder(own.confirmed("root", NOON), confirmed);
        assertThat(grants().of(account("otto"))).isEmpty();
    }

    @Test
    default void oneHolderHasARoleOverATeamOnce() {
        RoleGrant.Holder web = new RoleGrant.Holder.Group("web");
        RoleGrant first = grant("g1", Role.VIEWER, web);

        assertThat(did(unit -> grants().keep(unit, first))).isTrue();
        assertThat(did(unit -> grants().keep(unit, grant("g2", Role.VIEWER, web)))).isFalse();
        assertThat(did(unit -> grants().remove(unit, "g1"))).isTrue();
        assertThat(did(unit -> grants().remove(unit, "g1"))).isFalse();
        assertThat(did(unit -> grants().keep(unit, grant("g2", Role.VIEWER, web)))).isTrue();
        assertThat(grants().all()).extracting(RoleGrant::id).containsExactly("g2");
        assertThat(grants().isOver("web")).isTrue();
        assertThat(grants().isOver("shop")).isFalse();
    }

    @Test
    default void onlyProposalsThatWaitedTooLongAreRemoved() {
        RoleGrant old = grant("g1", Role.ADMINISTRATOR, new RoleGrant.Holder.Group("a"));
        RoleGrant inForce =
                grant("g2", Role.ADMINISTRATOR, new RoleGrant.Holder.Group("b"))
                        .confirmed("root", NOON);
        write(unit -> grants().keep(unit, old));
        write(unit -> grants().keep(unit, inForce));

        assertThat(removed(NOON.minusSeconds(1))).isEmpty();
        assertThat(removed(NOON)).containsExactly(old);
        assertThat(grants().all()).containsExactly(inForce);
        assertThat(grants().find("g2")).contains(inForce);
    }

    private boolean did(Predicate<Unit> work) {
        return units().write(unit -> {
            return work.test(unit);
        });
    }

    private void write(Predicate<Unit> work) {
        boolean _ = did(work);
    }

    private List<RoleGrant> removed(Instant at) {
        return units().write(unit -> {
            return grants().removeWaiting(unit, at);
        });
    }

    private boolean kept(Unit unit, Account account) {
        accounts().keep(unit, account);
        return true;
    }

    static RoleGrant grant(String id, Role role, RoleGrant.Holder holder) {
        return new RoleGrant(
                id,
                role,
                holder,
                Optional.of("web"),
                "root",
                NOON,
                Optional.empty(),
                Optional.empty());
    }

    static Account account(String name, String... groups) {
        String issuer = "https://id.example";
        return new Account(
                Account.idOf(issuer, name),
                issuer,
                name,
                name,
                name + "@example.com",
                List.of(groups),
                true,
                NOON,
                Optional.empty());
    }
}
