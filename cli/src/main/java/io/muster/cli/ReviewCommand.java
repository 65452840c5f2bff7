package io.muster.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster review`: whether machines are still needed and may do what they may.
@Command(
        name = "review",
        description = {
            "Asks those who own machines whether they are still needed and may do what they may.",
            "",
            "What is decided can be changed until the review is closed. What stays was reviewed then, and what is"
                    + " retired is on its way out: see muster retirement."
        })
final class ReviewCommand {
    private static final String PATH = "/api/v1/reviews";
    private static final String REDUCTIONS = "/api/v1/reductions";
    private static final String ID = "The review's id.";
    private static final int MOST = 100_000;

    private static final Table REVIEWS =
            Table.of("id", "state", "overdue", "due", "items", "undecided", "attention", "name");
    private static final Table PARTS =
            Table.of("team", "items", "undecided", "attention", "kept", "reduced", "retired");
    private static final Table REDUCED =
            Table.of(
                    "id",
                    "state",
                    "overdue",
                    "due",
                    "team.name",
                    "kind",
                    "title",
                    "decidedBy",
                    "since",
                    "reason");
    private static final Table ITEMS =
            Table.of(
                    "item",
                    "decision",
                    "attention",
                    "team",
                    "kind",
                    "title",
                    "evidence.lastUsed",
                    "reason");

    @Command(name = "list", description = "Lists reviews, the newest first.")
    int list(
            @Mixin Online online,
            @Mixin RowLimit limit,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            description = "preparing, open or closed; all when absent.")
                    @Nullable String state)
            throws InterruptedException {
        String path = Online.query(PATH, List.of(Map.entry("state", given(state))));
        return online.ask(server -> online.list(server, path, limit.rows(), REVIEWS));
    }

    @Command(
            name = "show",
            description = "Shows what is in a review, and what was decided about each.")
    int show(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(
                            names = "--team",
                            paramLabel = "TEAM",
                            description = "What that team decides about alone.")
                    @Nullable String team,
            @Option(
                            names = "--decision",
                            paramLabel = "DECISION",
                            description = "keep, reduce, retire or none; all when absent.")
                    @Nullable String decision,
            @Option(names = "--attention", description = "What must be looked at by itself alone.")
                    boolean attention,
            @Option(names = "--parts", description = "How far each team is, instead.")
                    boolean parts)
            throws InterruptedException {
        if (parts) {
            return online.ask(server -> {
                JsonNode detail = server.get(of(id, ""));
                online.parts(detail, detail.path("parts"), PARTS);
            });
        }
        String path =
                Online.query(
                        of(id, "/items"),
                        List.of(
                                Map.entry("team", given(team)),
                                Map.entry("decision", given(decision)),
                                Map.entry("attention", attention ? "yes" : "")));
        return online.ask(server -> online.list(server, path, MOST, ITEMS));
    }

    @Command(name = "start", description = "Begins a review; needs the scope write.")
    int start(
            @Mixin Online online,
            @Parameters(paramLabel = "NAME", description = "What people call it.") String name,
            @Option(
                            names = "--list",
                            paramLabel = "LIST",
                            defaultValue = "identities",
                            description = "identities or credentials. Usually ${DEFAULT-VALUE}.")
                    String list,
            @Option(
                            names = "--query",
                            paramLabel = "QUERY",
                            defaultValue = "kind:service-account|application",
                            description = "What of them. Usually ${DEFAULT-VALUE}.")
                    String query,
            @Option(
                            names = "--team",
                            paramLabel = "TEAM",
                            split = ",",
                            description = "What those teams own alone; may be repeated.")
                    @Nullable List<String> teams,
            @Option(
                            names = "--days",
                            paramLabel = "DAYS",
                            defaultValue = "30",
                            description = "Until it is due, 1 to 180. Usually ${DEFAULT-VALUE}.")
                    int days)
            throws InterruptedException {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("name", name);
        wish.put("list", list);
        wish.put("q", query);
        wish.put("teams", teams == null ? List.of() : teams);
        wish.put("days", days);
        return online.ask(server -> shown(online, server.post(PATH, wish)));
    }

    @Command(
            name = "decide",
            description = {
                "Decides about items of a review; needs the scope write for their team.",
                "",
                "Several at once only where nothing speaks against it: what was not used for 90 days, may do nearly"
                        + " everything, has no owner or may do more than before is decided by itself. Who made an"
                        + " account does not decide about it."
            })
    int decide(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", index = "0", description = ID) String id,
            @Parameters(
                            paramLabel = "DECISION",
                            index = "1",
                            description = "keep, reduce or retire.")
                    String decision,
            @Parameters(
                            paramLabel = "ITEM",
                            index = "2..*",
                            arity = "1..*",
                            description = "Numbers of items, as show tells them.")
                    List<Long> items,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
                    String reason)
            throws InterruptedException {
        Map<String, Object> verdict =
                Map.of("items", items, "decision", decision, "reason", reason);
        return online.ask(server -> shown(online, server.post(of(id, "/decisions"), verdict)));
    }

    @Command(
            name = "close",
            description = {
                "Closes a review; needs the scope write for all its teams.",
                "",
                "Before it is due all must be decided. The audit log keeps the figures and a hash over all decisions."
            })
    int close(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(
                            names = "--note",
                            paramLabel = "TEXT",
                            description = "What should be known of it.")
                    @Nullable String note)
            throws InterruptedException {
        return online.ask(server ->
                shown(online, server.post(of(id, "/close"), Map.of("note", given(note)))));
    }

    @Command(
            name = "reductions",
            description = {
                "Lists rights that are to be taken away because a review decided so, the newest first.",
                "",
                "A scan that sees that something may do less ends its task; where none can see it, say what was done with"
                        + " muster review reduced."
            })
    int reductions(
            @Mixin Online online,
            @Mixin RowLimit limit,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            defaultValue = "open",
                            description = "open, done, dropped or all. Usually ${DEFAULT-VALUE}.")
                    String state)
            throws InterruptedException {
        String path =
                Online.query(
                        REDUCTIONS, List.of(Map.entry("state", state.equals("all") ? "" : state)));
        return online.ask(server -> online.list(server, path, limit.rows(), REDUCED));
    }

    @Command(
            name = "reduced",
            description = "Says that rights were taken away, where no scan can see it.")
    int reduced(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = "The id of the task.") String id,
            @Option(
                            names = "--evidence",
                            required = true,
                            paramLabel = "TEXT",
                            description = "What was done, and where it can be seen.")
                    String evidence)
            throws InterruptedException {
        String path = REDUCTIONS + "/" + Online.segment(id) + "/done";
        return online.ask(server -> {
            JsonNode it = server.post(path, Map.of("evidence", evidence));
            online.show(
                    it,
                    "%s %s is %s"
                            .formatted(
                                    id,
                                    it.path("title").asString(""),
                                    it.path("state").asString("")));
        });
    }

    @Command(
            name = "report",
            description = "All that was shown and decided, sealed: see muster report verify.")
    int report(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            defaultValue = "json",
                            description = "json, html or pdf. Usually ${DEFAULT-VALUE}.")
                    String format,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            description = "Where it goes; to the terminal when absent.")
                    @Nullable Path output)
            throws InterruptedException {
        String path = Online.query(of(id, "/report"), List.of(Map.entry("format", format)));
        return online.ask(server -> {
            if (output != null) {
                ReportCommand.save(server, path, output);
            } else if (format.equals("pdf")) {
                throw new IllegalArgumentException("a PDF needs --output FILE: it is no text");
            } else {
                ReportCommand.print(server, path, online.out());
            }
        });
    }

    private static String of(String id, String rest) {
        return PATH + "/" + Online.segment(id) + rest;
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static void shown(Online online, JsonNode it) {
        online.show(
                it,
                "review %s is %s, due %s: %s of %s decided"
                        .formatted(
                                it.path("id").asString(""),
                                it.path("state").asString(""),
                                it.path("due").asString(""),
                                it.path("items").asLong() - it.path("undecided").asLong(),
                                it.path("items").asLong()));
    }
}
