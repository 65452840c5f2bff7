package io.muster.app;

import io.muster.api.Api;
import io.muster.config.ChargeSettings;
import io.muster.http.Route;
import io.muster.jobs.Turn;
import io.muster.stewardship.Charge;
import io.muster.stewardship.Orphans;
import io.muster.stewardship.OwnersGone;
import io.muster.stewardship.Stewardship;
import io.muster.stewardship.Suggestions;
import io.muster.store.Database;
import io.muster.store.stewardship.JdbcOrphans;
import io.muster.store.stewardship.JdbcOwnersGone;
import io.muster.store.stewardship.JdbcSuggestions;
import io.muster.store.wards.JdbcWards;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Takes care that everything has an owner: assesses what is new, and lets the clocks of orphans
/// run down.
record Caring(
        Stewardship stewardship,
        Suggestions suggestions,
        Orphans orphans,
        OwnersGone gone,
        Database roll,
        InstantSource clock) {
    /// So long one thing may keep the others waiting.
    private static final Duration AT_MOST = Duration.ofMillis(500);

    private static final int ASSESSED_AT_ONCE = 100;
    private static final int ESCALATED_AT_ONCE = 200;

    static Caring of(Inventory.Ground ground, ChargeSettings settings) {
        Database roll = ground.databases().roll();
        Charge charge =
                new Charge(
                        settings.platform(),
                        settings.cloud(),
                        settings.security(),
                        settings.clock());
        return new Caring(
                new Stewardship(roll, new JdbcWards(roll), charge, ground.clock()),
                new JdbcSuggestions(roll),
                new JdbcOrphans(roll),
                new JdbcOwnersGone(roll),
                roll,
                ground.clock());
    }

    List<Route> routes(Api.Recording recording) {
        return Api.stewardship(stewardship, suggestions, orphans, gone, recording);
    }

    /// What one node at a time does for all.
    List<Beat.Task> tasks(Turn turn) {
        return List.of(
                Beat.Task.inTurn(turn, "assess", Duration.ofSeconds(1), this::assess),
                Beat.Task.inTurn(turn, "directory", Duration.ofSeconds(5), stewardship::follow),
                Beat.Task.inTurn(turn, "owners-gone", Duration.ofSeconds(1), this::leftBehind),
                Beat.Task.inTurn(turn, "orphans", Duration.ofMinutes(1), this::escalate));
    }

    /// Assesses what is due.
    private void assess() {
        Beat.part(AT_MOST, () -> stewardship.assess(ASSESSED_AT_ONCE) == ASSESSED_AT_ONCE);
    }

    /// Finds what owners that are gone leave behind.
    private void leftBehind() {
        Beat.part(AT_MOST, () -> roll.writeInBulk(unit -> gone.look(unit, clock.instant())));
    }

    /// Escalates orphans whose clock has run down.
    private void escalate() {
        Beat.part(
                AT_MOST,
                () ->
                        roll.writeInBulk(unit ->
                                orphans.escalate(unit, clock.instant(), ESCALATED_AT_ONCE))
                                == ESCALATED_AT_ONCE);
    }
}
