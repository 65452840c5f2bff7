package io.muster.app;

import io.muster.alerts.Alerts;
import io.muster.api.Api;
import io.muster.config.ReviewSettings;
import io.muster.http.Route;
import io.muster.inventory.search.Search;
import io.muster.jobs.Turn;
import io.muster.report.Reporting;
import io.muster.retirement.Move;
import io.muster.retirement.Retirements;
import io.muster.retirement.Retiring;
import io.muster.reviews.Every;
import io.muster.reviews.Recurring;
import io.muster.reviews.Reviewing;
import io.muster.reviews.Reviews;
import io.muster.store.Database;
import io.muster.store.alerts.JdbcAlerts;
import io.muster.store.evidence.JdbcPermissions;
import io.muster.store.retirement.JdbcRetirements;
import io.muster.store.reviews.JdbcReviews;
import io.muster.store.stewardship.JdbcTeams;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Asks owners whether what they have is still needed, and sees what is not on its way out.
record Attesting(
        Reviews reviews,
        Retirements retirements,
        Reviewing reviewing,
        Retiring retiring,
        Inventory.Ground ground) {
    /// So long one thing may keep the others waiting.
    private static final Duration AT_MOST = Duration.ofMillis(300);

    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration SOMETIMES = Duration.ofSeconds(5);
    private static final Duration SELDOM = Duration.ofMinutes(1);

    /// @param orphans the id of the team that decides about what nobody owns
    static Attesting of(
            Inventory.Ground ground,
            ReviewSettings settings,
            String orphans,
            Search search,
            Api.Recording recording) {
        Database roll = ground.databases().roll();
        Reviews reviews = new JdbcReviews(roll);
        Alerts alerts = new JdbcAlerts(roll);
        Retirements retirements =
                new JdbcRetirements(
                        roll, new Move.Clocks(settings.flagged(), settings.observing()));
        return new Attesting(
                reviews,
                retirements,
                new Reviewing(
                        roll,
                        reviews,
                        search,
                        alerts,
                        recording.audited(),
                        ground.clock(),
                        ground.random(),
                        List.of(
                                Recurring.accounts(every(settings.accounts())),
                                Recurring.keys(every(settings.keys()))),
                        settings.open(),
                        orphans),
                new Retiring(roll, retirements, recording.audited(), ground.clock()),
                ground);
    }

    private static Every every(String word) {
        return Every.named(word).orElse(Every.NEVER);
    }

    List<Route> routes(Reporting reporting, Api.Recording recording) {
        Database roll = ground.databases().roll();
        return Api.reviews(
                reviews,
                retirements,
                new JdbcPermissions(roll),
                new JdbcTeams(roll),
                reporting,
                ground.random(),
                recording);
    }

    /// What one node at a time does for all.
    List<Beat.Task> tasks(Turn turn) {
        return List.of(
                Beat.Task.inTurn(turn, "reviews", SOMETIMES, reviewing::begin),
                Beat.Task.inTurn(turn, "reviews-prepare", OFTEN, () -> some(reviewing::prepare)),
                Beat.Task.inTurn(turn, "reviews-apply", OFTEN, () -> some(reviewing::apply)),
                Beat.Task.inTurn(turn, "reviews-remind", SOMETIMES, reviewing::remind),
                Beat.Task.inTurn(turn, "unused", SELDOM, () -> some(retiring::flag)),
                Beat.Task.inTurn(turn, "retirements", OFTEN, () -> some(retiring::look)));
    }

    private static void some(BooleanSupplier work) {
        Beat.part(AT_MOST, work);
    }
}
