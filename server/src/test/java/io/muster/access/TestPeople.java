package io.muster.access;

import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// People who are signed in, made without a sign-in.
public final class TestPeople {
    /// Whose people they are.
    public static final String ISSUER = "https://id.example";

    private final Units units;
    private final Accounts accounts;
    private final RoleGrants grants;
    private final Sessions sessions;
    private final Random random = new Random(4);

    public TestPeople(Units units, Accounts accounts, RoleGrants grants, Sessions sessions) {
        this.units = units;
        this.accounts = accounts;
        this.grants = grants;
        this.sessions = sessions;
    }

    /// A person with one role, or none.
    ///
    /// @param team over which; over everything when empty
    /// @return their id
    public String person(String name, Optional<Role> role, Optional<String> team) {
        Instant now = Instant.now();
        Account account =
                new Account(
                        Account.idOf(ISSUER, name),
                        ISSUER,
                        name,
                        name,
                        "",
                        List.of(),
                        true,
                        now,
                        Optional.of(now));
        units.write(unit -> {
            accounts.keep(unit, account);
            role.ifPresent(it ->
                    grants.keep(
                            unit,
                            new RoleGrant(
                                    "g" + random.nextLong(),
                                    it,
                                    new RoleGrant.Holder.Person(account.id()),
                                    team,
                                    "root",
                                    now,
                                    Optional.of("root"),
                                    Optional.of(now))));
            return true;
        });
        return account.id();
    }

    /// A cookie that holds a session of `person`.
    public String session(String person) {
        Code code = Code.made("", random);
        Instant now = Instant.now();
        units.write(unit -> {
            sessions.keep(
                    unit,
                    code.hash(),
                    new Session(person, now, now.plus(Duration.ofHours(1)), now));
            return true;
        });
        return Cookie.NAME + "=" + code.text();
    }
}
