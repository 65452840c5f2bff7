package io.muster.api;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.http.Parameter;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.Viewer;
import io.muster.inventory.owners.Teams;
import io.muster.inventory.query.Listing;
import io.muster.report.Format;
import io.muster.report.Reporting;
import io.muster.reviews.Campaign;
import io.muster.reviews.Campaign.Counts;
import io.muster.reviews.Choice;
import io.muster.reviews.Item;
import io.muster.reviews.Reviews;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Reviews: begun, decided, closed.
///
/// @param random for ids
record ReviewRoutes(
        Reviews reviews,
        Teams teams,
        Reporting reporting,
        RandomGenerator random,
        Writing writing) {
    private static final String ALL = "/api/v1/reviews";
    private static final String ONE = ALL + "/{id}";
    private static final int ID_BYTES = 16;
    private static final int DAYS = 30;
    private static final int DAYS_MAX = 180;
    private static final int TEXT_MAX = 2_000;

    List<Route> routes() {
        return List.of(
                get(ALL, Permission.READ, "Reviews, the newest first.")
                        .with(Asking.paging(Parameter.text("state", "preparing, open or closed.")))
                        .listing(ReviewAnswers.Shown.class)
                        .forTeams()
                        .by(this::list),
                post(ALL, Permission.WRITE, "Begins a review.")
                        .taking(Wish.class)
                        .answering(201, new Payload.Value(ReviewAnswers.Shown.class))
                        .forTeams()
                        .by(this::start),
                get(ONE, Permission.READ, "One review, with the part of each team.")
                        .answering(ReviewAnswers.Detail.class)
                        .forTeams()
                        .by(this::one),
                get(ONE + "/items", Permission.READ, "What is decided about, with what is shown.")
                        .with(
                                Asking.paging(
                                        Parameter.text("team", "Of the team of that id; `none`."),
                                        Parameter.text("decision", "keep, reduce, retire or none."),
                                        Parameter.text(
                                                "attention",
                                                "`yes`: what must be looked at by itself; `no`.")))
                        .listing(ReviewAnswers.ShownItem.class)
                        .forTeams()
                        .by(this::items),
                post(
                                ONE + "/decisions",
                                Permission.WRITE,
                                "Decides about one item, or about several that nothing speaks against.")
                        .taking(Verdict.class)
                        .answering(ReviewAnswers.Shown.class)
                        .forTeams()
                        .by(this::decide),
                post(
                                ONE + "/close",
                                Permission.WRITE,
                                "Closes a review: what was decided has its effect.")
                        .taking(Note.class)
                        .answering(ReviewAnswers.Shown.class)
                        .forTeams()
                        .by(this::close),
                get(
                                ONE + "/report",
                                Permission.READ,
                                "All that was shown and decided, sealed, as far as the caller sees it.")
                        .with(
                                Parameter.text(
                                        "format", "`json`, `html` or `pdf`; json when absent."))
                        .forTeams()
                        .by(this::report));
    }

    /// @param list identities or credentials; identities when absent
    /// @param q what of them is reviewed; everything when absent
    /// @param teams whose alone; all that the caller may change when absent
    /// @param days until it is due, 1 to 180; 30 when absent
    record Wish(
            String name,
            Optional<String> list,
            Optional<String> q,
            List<String> teams,
            Optional<Integer> days) {}

    /// @param items the numbers of what is decided about, at most 200; several only where nothing
    ///   speaks against it
    /// @param reason kept with the decision
    record Verdict(List<Long> items, Choice decision, String reason) {}

    /// @param note may be empty
    record Note(Optional<String> note) {}

    private Response list(Request request) {
        int limit = Asking.limit(request);
        Optional<String> cursor = request.query().text("cursor");
        OptionalLong before =
                cursor.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Asking.number(cursor));
        Optional<String> word = request.query().text("state");
        Optional<Campaign.State> state = word.flatMap(Campaign.State::named);
        if (word.isPresent() && state.isEmpty()) {
            throw Problem.BAD_REQUEST.because("'state' is preparing, open or closed.");
        }
        List<Campaign> found = reviews.list(Asking.viewer(request), state, before, limit + 1);
        Instant now = writing.now();
        return Response.json(
                Cut.of(found, limit, Campaign::number).page(it -> ReviewAnswers.Shown.of(it, now)));
    }

    private Response start(Request request) {
        Wish wish = request.json(Wish.class);
        String name = text(wish.name(), 200, "name");
        Listing list = listing(wish.list().orElse("identities"));
        String q = wish.q().orElse("").strip();
        var _ = Asking.parsed(list, q);
        int days = wish.days().orElse(DAYS);
        if (days < 1 || days > DAYS_MAX) {
            throw Problem.BAD_REQUEST.because("'days' is a number from 1 to 180.");
        }
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Instant now = writing.now();
        Reviews.Wish whole =
                new Reviews.Wish(
                        HexFormat.of().formatHex(id),
                        name,
                        list,
                        q,
                        whose(request, wish.teams()),
                        "",
                        now.plus(Duration.ofDays(days)),
                        request.caller().actor());
        Campaign kept =
                writing.change(
                        request,
                        "review.start",
                        "review:" + whole.random(),
                        Map.of(
                                "name", name,
                                "list", list.toString(),
                                "q", q,
                                "teams", String.join(",", whole.teams()),
                                "due", whole.due().toString()),
                        unit -> reviews.start(unit, whole, now));
        return Response.created(ALL + "/" + kept.id(), ReviewAnswers.Shown.of(kept, now));
    }

    private static Listing listing(String word) {
        return switch (word) {
            case "identities" -> Listing.IDENTITIES;
            case "credentials" -> Listing.CREDENTIALS;
            default -> throw Problem.BAD_REQUEST.because("'list' is identities or credentials.");
        };
    }

    private static Set<String> whose(Request request, List<String> wanted) {
        for (String team : wanted) {
            Asking.checkWriting(request, Optional.of(team));
        }
        if (!wanted.isEmpty()) {
            return Set.copyOf(wanted);
        }
        return switch (Asking.writer(request)) {
            case Viewer.Everything _ -> Set.of();
            case Viewer.Teams it -> it.ids();
        };
    }

    private static String text(String text, int most, String name) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > most) {
            throw Problem.BAD_REQUEST.because(
                    "'%s' has 1 to %,d characters.".formatted(name, most));
        }
        return stripped;
    }

    private Campaign campaign(Request request) {
        return reviews.find(Asking.viewer(request), request.variable("id"))
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such review."));
    }

    private Response one(Request request) {
        Campaign it = campaign(request);
        return Response.json(
                new ReviewAnswers.Detail(
                        ReviewAnswers.Shown.of(it, writing.now()),
                        reviews.parts(Asking.viewer(request), it.id()).stream()
                                .map(ReviewAnswers.Part::of)
                                .toList()));
    }

    private Response items(Request request) {
        Campaign it = campaign(request);
        int limit = Asking.limit(request);
        long after = Asking.number(request.query().text("cursor"));
        Optional<String> decision = request.query().text("decision");
        Reviews.Filter filter =
                new Reviews.Filter(
                        request.query().text("team"),
                        decision.flatMap(Choice::named),
                        decision.filter("none"::equals).map(_ -> false),
                        request.query().text("attention").map("yes"::equals));
        List<Item> found = reviews.items(Asking.viewer(request), it.id(), filter, after, limit + 1);
        return Response.json(Cut.of(found, limit, Item::number).page(ReviewAnswers.ShownItem::of));
    }

    private Response decide(Request request) {
        Verdict verdict = request.json(Verdict.class);
        String reason = text(verdict.reason(), TEXT_MAX, "reason");
        List<Long> items = verdict.items().stream().distinct().toList();
        if (items.isEmpty() || items.size() > Reviews.TOGETHER_MAX) {
            throw Problem.BAD_REQUEST.because(
                    "Decide about 1 to %d items at once.".formatted(Reviews.TOGETHER_MAX));
        }
        Campaign before = campaign(request);
        Instant now = writing.now();
        Reviews.Verdict whole =
                new Reviews.Verdict(
                        items, verdict.decision(), reason, person(request), names(request));
        Campaign kept =
                writing.change(
                        request,
                        "review.decide",
                        "review:" + before.id(),
                        Map.of(
                                "items",
                                items.stream()
                                        .map(Object::toString)
                                        .collect(Collectors.joining(",")),
                                "decision",
                                verdict.decision().toString(),
                                "reason",
                                reason,
                                "person",
                                whole.person()),
                        unit ->
                                reviews.decide(
                                        unit, Asking.writer(request), before.id(), whole, now));
        return Response.json(ReviewAnswers.Shown.of(kept, now));
    }

    /// Of a token the person who answers for it.
    private static String person(Request request) {
        return "person:" + request.caller().person();
    }

    /// What whoever decides is known by: id, name and mail address.
    private Set<String> names(Request request) {
        String id = request.caller().person();
        Set<String> names = new HashSet<>();
        names.add(id);
        names.add(id.substring(id.lastIndexOf(':') + 1));
        teams.person(id)
                .ifPresent(it -> {
                    names.add(it.name());
                    names.add(it.mail());
                });
        names.remove("");
        return names.stream().map(it -> it.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private Response close(Request request) {
        String note = request.json(Note.class).note().orElse("").strip();
        if (note.length() > TEXT_MAX) {
            throw Problem.BAD_REQUEST.because("A note has at most 2,000 characters.");
        }
        Campaign it = campaign(request);
        for (Campaign.Part part : reviews.parts(new Viewer.Everything(), it.id())) {
            if (!Asking.may(request, Permission.WRITE, part.team())) {
                throw Problem.FORBIDDEN.because(
                        "Parts of it are other teams': somebody who may change their things closes it.");
            }
        }
        Instant now = writing.now();
        if (it.counts().undecided() > 0 && it.due().isAfter(now)) {
            throw Problem.CONFLICT.because(
                    "%,d are undecided: decide about them, or wait until it is due on %s."
                            .formatted(it.counts().undecided(), it.due()));
        }
        String digest = reviews.digest(it.id());
        Counts counts = it.counts();
        boolean _ =
                writing.change(
                        request,
                        "review.close",
                        "review:" + it.id(),
                        Map.of(
                                "items", Long.toString(counts.items()),
                                "kept", Long.toString(counts.kept()),
                                "reduced", Long.toString(counts.reduced()),
                                "retired", Long.toString(counts.retired()),
                                "undecided", Long.toString(counts.undecided()),
                                "sha256", digest,
                                "note", note,
                                "person", person(request)),
                        unit -> {
                            reviews.close(unit, it, digest, note, Writing.actor(request), now);
                            return true;
                        });
        return Response.json(ReviewAnswers.Shown.of(campaign(request), now));
    }

    private Response report(Request request) {
        Campaign it = campaign(request);
        Viewer viewer = Asking.viewer(request);
        Format format =
                request.query()
                        .text("format")
                        .map(Format::named)
                        .orElse(Optional.of(Format.JSON))
                        .filter(one -> one != Format.JSON_1_7)
                        .orElseThrow(() ->
                                Problem.BAD_REQUEST.because("'format' is json, html or pdf."));
        Reporting.Asked asked =
                new Reporting.Asked(format, writing.now(), request.caller().actor());
        String name = "muster-review-%s.%s".formatted(it.id(), format.extension());
        return Response.stream(
                        format.mediaType(), out -> reporting.write(reviews, viewer, it, asked, out))
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }
}
