package io.muster.report;

import io.muster.inventory.Viewer;
import io.muster.reviews.Campaign;
import io.muster.reviews.Evidence;
import io.muster.reviews.Item;
import io.muster.reviews.Reviews;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One review with all that was shown and decided, for whoever must believe that it took place.
record ReviewReport(Reviews reviews, Viewer viewer, Campaign campaign, Sheet sheet) {
    static final String KIND = "review";
    private static final int PAGE = 500;

    void write(Map<String, String> about) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("review", campaign.id());
        facts.put("name", campaign.name());
        facts.put("of", campaign.list() + ": " + campaign.q());
        facts.put("state", campaign.state().toString());
        facts.put("started", campaign.started() + " by " + campaign.startedBy());
        facts.put("due", campaign.due().toString());
        campaign.closed().ifPresent(it -> facts.put("closed", it + " by " + campaign.closedBy()));
        facts.put("digestOfDecisions", campaign.digest());
        facts.putAll(about);
        sheet.head("Review: " + campaign.name(), facts);
        parts();
        decisions();
    }

    private void parts() throws IOException {
        sheet.table(
                "parts",
                "By team",
                "How many each team had to decide about, and what became of them.",
                List.of("team", "items", "attention", "kept", "reduced", "retired", "undecided"));
        for (Campaign.Part it : reviews.parts(viewer, campaign.id())) {
            Campaign.Counts counts = it.counts();
            sheet.row(
                    List.of(
                            it.team().orElse(""),
                            counts.items(),
                            counts.attention(),
                            counts.kept(),
                            counts.reduced(),
                            counts.retired(),
                            counts.undecided()));
        }
    }

    private void decisions() throws IOException {
        sheet.table(
                "decisions",
                "Decisions",
                "Each thing as it was when the review began, and what was decided about it. Those"
                        + " with attention were looked at by themselves.",
                List.of(
                        "entity",
                        "id",
                        "kind",
                        "title",
                        "team",
                        "owner",
                        "attention",
                        "lastUsed",
                        "places",
                        "findings",
                        "permissions",
                        "gained",
                        "decision",
                        "reason",
                        "by",
                        "at"));
        List<Item> page = reviews.items(viewer, campaign.id(), Reviews.Filter.ALL, 0, PAGE);
        while (!page.isEmpty()) {
            for (Item it : page) {
                sheet.row(row(it));
            }
            page =
                    reviews.items(
                            viewer,
                            campaign.id(),
                            Reviews.Filter.ALL,
                            page.getLast().number(),
                            PAGE);
        }
    }

    private static List<Object> row(Item it) {
        Evidence shown = it.evidence();
        return List.of(
                it.entity().kind().toString(),
                it.entity().id(),
                it.kind(),
                it.title(),
                it.team().orElse(""),
                shown.owner().orElse(""),
                it.attention().stream().sorted().map(Object::toString).toList(),
                shown.lastUsed().map(Instant::toString).orElse(""),
                first(shown.places().stream(), shown.placesInAll()),
                first(shown.findings().stream().map(Evidence.Problem::rule), shown.findingsInAll()),
                first(named(shown.permissions()), shown.permissionsInAll()),
                named(shown.gained()).toList(),
                it.decided().map(one -> one.choice().toString()).orElse(""),
                it.decided().map(Item.Decided::reason).orElse(""),
                it.decided().map(Item.Decided::by).orElse(""),
                it.decided().map(one -> one.at().toString()).orElse(""));
    }

    private static Stream<String> named(List<Evidence.Permission> permissions) {
        return permissions.stream().map(it -> it.right() + " on " + it.resource());
    }

    private static List<String> first(Stream<String> shown, long inAll) {
        List<String> some = shown.limit(Evidence.SHOWN).toList();
        return some.size() >= inAll
                ? some
                : Stream.concat(some.stream(), Stream.of("… %,d in all".formatted(inAll))).toList();
    }
}
