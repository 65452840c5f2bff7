package io.muster.app;

import io.muster.audit.Audited;
import io.muster.audit.Decision;
import io.muster.config.Estate;
import io.muster.inventory.owners.OwnerRule;
import io.muster.inventory.owners.Owners;
import io.muster.inventory.owners.Owning;
import io.muster.inventory.owners.Teams;
import io.muster.model.Malformed;
import io.muster.store.Database;
import io.muster.store.stewardship.JdbcTeams;
import io.muster.store.wards.JdbcOwners;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The owner rules of the configuration: taken in at start, asked ever after. Of nodes that share
/// an inventory the one that started last says which rules hold.
///
/// What comes with Muster is added as soon as the teams are there that it names.
///
/// @param audited where a change of the rules is recorded
record FileOwners(
        Estate estate,
        Owners owners,
        Teams teams,
        Audited audited,
        Units roll,
        InstantSource clock) {
    private static final int AT_ONCE = 50;

    static FileOwners of(Inventory.Ground ground, Estate estate, Audited audited) {
        Database roll = ground.databases().roll();
        return new FileOwners(
                estate, new JdbcOwners(roll), new JdbcTeams(roll), audited, roll, ground.clock());
    }

    /// Makes the rules those of the configuration.
    ///
    /// @throws Malformed naming a rule that cannot hold
    void take() throws Malformed {
        List<OwnerRule> wanted = new ArrayList<>(Configured.rules(estate.owners()));
        wanted.addAll(Fallbacks.of(estate.charge(), teams));
        if (wanted.equals(owners.rules())) {
            return;
        }
        Decision decision =
                Decision.of(
                        clock.instant(),
                        "configuration",
                        "start",
                        "owners.change",
                        "owners",
                        Map.of("rules", String.valueOf(wanted.size())));
        boolean _ =
                audited.change(
                        decision,
                        unit -> {
                            owners.replace(unit, wanted);
                            return true;
                        });
    }

    /// Takes the rules again when a team came or went that one of them names.
    void follow() {
        try {
            take();
        } catch (Malformed e) {
            throw new IllegalStateException("the configuration held when the server started", e);
        }
    }

    /// Asks the rules about what is new or has changed.
    ///
    /// @param turn for how long at most
    void ask(Duration turn) {
        Owning owning = new Owning(roll, owners, clock);
        Beat.part(turn, () -> owning.ask(AT_ONCE) == AT_ONCE);
    }
}
