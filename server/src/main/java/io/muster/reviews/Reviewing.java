package io.muster.reviews;

import io.muster.alerts.Alert;
import io.muster.alerts.Alert.About;
import io.muster.alerts.AlertKind;
import io.muster.alerts.Alerts;
import io.muster.audit.Audited;
import io.muster.audit.Decision;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.search.CredentialSummary;
import io.muster.inventory.search.IdentitySummary;
import io.muster.inventory.search.Page;
import io.muster.inventory.search.PageRequest;
import io.muster.inventory.search.Search;
import io.muster.model.Severity;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What the server does for reviews by itself: begins those whose time has come, writes down what
/// is in them, reminds, and lets what was decided have its effect.
///
/// @param recurring what it begins
/// @param open how long a review that it begins has
/// @param orphans the id of the team that decides about what nobody owns
public record Reviewing(
        Units units,
        Reviews reviews,
        Search search,
        Alerts alerts,
        Audited audited,
        InstantSource clock,
        RandomGenerator random,
        List<Recurring> recurring,
        Duration open,
        String orphans) {
    private static final int FROZEN_AT_ONCE = 50;
    private static final int APPLIED_AT_ONCE = 100;
    private static final int ID_BYTES = 16;

    public Reviewing {
        recurring = List.copyOf(recurring);
    }

    /// Begins what is due. Of a period that began before anything was known nothing is: a server
    /// that is new would ask about what it has not seen yet.
    public void begin() {
        Instant now = clock.instant();
        Optional<Instant> begun = reviews.begun();
        for (Recurring it : recurring) {
            Optional<Every.Period> period = it.every().period(now);
            if (period.isPresent()
                    && begun.filter(period.get().begins()::isAfter).isPresent()
                    && !reviews.has(occasion(it, period.get()))) {
                begin(it, period.get(), now);
            }
        }
    }

    private static String occasion(Recurring it, Every.Period period) {
        return it.id() + " " + period.name();
    }

    private void begin(Recurring it, Every.Period period, Instant now) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Reviews.Wish wish =
                new Reviews.Wish(
                        HexFormat.of().formatHex(id),
                        it.name() + ", " + period.name(),
                        it.list(),
                        it.q(),
                        Set.of(),
                        occasion(it, period),
                        now.plus(open),
                        "muster");
        Decision decision =
                Decision.of(
                        now,
                        "muster",
                        "reviews",
                        "review.start",
                        "review:" + wish.random(),
                        Map.of("occasion", wish.occasion(), "due", wish.due().toString()));
        try {
            Campaign _ = audited.change(decision, unit -> reviews.start(unit, wish, now));
        } catch (Refused e) {
            // Another node was faster.
            if (e.kind() != Refused.Kind.CONFLICT) {
                throw e;
            }
        }
    }

    /// Writes down some of what is in a review.
    ///
    /// @return whether there is more
    public boolean prepare() {
        Optional<Reviews.Preparing> one = reviews.preparing();
        if (one.isEmpty()) {
            return false;
        }
        Reviews.Preparing preparing = one.get();
        Instant now = clock.instant();
        try {
            Part part = part(preparing);
            List<Reviews.Frozen> frozen =
                    reviews.evidence(preparing.campaign().list(), part.ids(), now);
            boolean full = preparing.items() + frozen.size() >= Reviews.ITEMS_MAX;
            Optional<String> next = full ? Optional.empty() : part.next();
            return units.writeInBulk(unit -> {
                reviews.freeze(unit, preparing, frozen, orphans, next);
                return true;
            });
        } catch (QueryRefused e) {
            return units.write(unit -> {
                reviews.fail(unit, preparing, e.reason(), now);
                return true;
            });
        }
    }

    private record Part(List<String> ids, Optional<String> next) {}

    private Part part(Reviews.Preparing preparing) throws QueryRefused {
        Campaign campaign = preparing.campaign();
        Viewer viewer =
                campaign.teams().isEmpty()
                        ? new Viewer.Everything()
                        : new Viewer.Teams(Set.copyOf(campaign.teams()));
        PageRequest request = new PageRequest("", FROZEN_AT_ONCE, preparing.position());
        Query query = Query.parse(campaign.list(), campaign.q());
        if (campaign.list() == Listing.IDENTITIES) {
            Page<IdentitySummary> page = search.identities(viewer, query, request);
            return new Part(page.items().stream().map(IdentitySummary::id).toList(), page.next());
        }
        Page<CredentialSummary> page = search.credentials(viewer, query, request);
        return new Part(page.items().stream().map(CredentialSummary::id).toList(), page.next());
    }

    /// Reminds those who have not decided yet; after the end, the team above theirs.
    public void remind() {
        Instant now = clock.instant();
        for (Reviews.Waiting waiting : reviews.waiting()) {
            Campaign campaign = waiting.campaign();
            Reminder reminder = Reminder.at(campaign.started(), campaign.due(), now);
            for (Campaign.Part part : waiting.parts()) {
                if (!part.told().equals(reminder.label())) {
                    boolean _ =
                            units.write(unit -> {
                                reviews.told(unit, campaign, part, reminder.label());
                                return alerts.raise(unit, alert(campaign, part, reminder, now));
                            });
                }
            }
        }
    }

    private static Alert alert(
            Campaign campaign, Campaign.Part part, Reminder reminder, Instant now) {
        String whose = part.name().map(it -> " of the team " + it).orElse("");
        String still =
                "%,d of %,d%s".formatted(part.counts().undecided(), part.counts().items(), whose);
        String day = campaign.due().toString().substring(0, "2026-11-22".length());
        return new Alert(
                reminder.overdue() ? AlertKind.REVIEW_OVERDUE : AlertKind.REVIEW_DUE,
                reminder.overdue() ? Severity.HIGH : Severity.MEDIUM,
                new About(
                        About.Kind.REVIEW,
                        campaign.id() + "/" + part.team().orElse(""),
                        campaign.name()),
                reminder.label(),
                reminder.overdue()
                        ? "The review '%s' was due on %s; %s are undecided"
                                .formatted(campaign.name(), day, still)
                        : "The review '%s' is due on %s; %s are undecided"
                                .formatted(campaign.name(), day, still),
                "Decide what is kept, reduced or retired: on the page Reviews, or with"
                        + " 'muster review show "
                        + campaign.id()
                        + "'",
                List.of(),
                0,
                reminder.overdue() ? part.parent().or(part::team) : part.team(),
                0,
                now);
    }

    /// Lets what closed reviews decided have its effect, some of it.
    ///
    /// @return whether there is more
    public boolean apply() {
        Instant now = clock.instant();
        return units.writeInBulk(unit -> reviews.apply(unit, now, APPLIED_AT_ONCE)) > 0;
    }
}
