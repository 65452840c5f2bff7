package io.muster.store.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.inventory.Viewer;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.search.CredentialSummary;
import io.muster.inventory.search.CredentialTable;
import io.muster.inventory.search.Page;
import io.muster.inventory.search.PageRequest;
import io.muster.inventory.search.Total;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.SyntheticRoll;
import io.muster.store.Times;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class JdbcSearchTest {
    private static final Viewer ALL = new Viewer.Everything();
    private static final InstantSource CLOCK =
            InstantSource.fixed(Times.instant(SyntheticRoll.NOW));

    /// Every field, in each of its forms, and words that many, some and no credentials have.
    private static final List<String> TERMS =
            List.of(
                    "ledger",
                    "zebra",
                    "pay",
                    "example",
                    "issuing",
                    "web-3",
                    "nowhere-at-all",
                    "pay|zebra",
                    "\"ca 1\"",
                    "/etc/ssl/pay",
                    "kind:service",
                    "kind:host|key",
                    "kind:none",
                    "type:ssh-key",
                    "type:x509*",
                    "state:active",
                    "state:expired",
                    "state:gone|revoked",
                    "state:superseded",
                    "state:not-yet-valid",
                    "owner:none",
                    "owner:team-7",
                    "owner:team-1*",
                    "environment:test",
                    "environment:none",
                    "criticality:none",
                    "tag:rare",
                    "tag:pci|legacy",
                    "tag:none",
                    "tag:r*",
                    "source:source-2",
                    "place:tls*",
                    "place:/etc/ssl/pay",
                    "place:*3.pem*",
                    "host:web-3.example.org",
                    "host:web-1*",
                    "role:private-key",
                    "role:trusted",
                    "issuer:\"issuing ca 7\"",
                    "issuer:none",
                    "issuer:cn=issuing*",
                    "issuerkind:ad-hoc",
                    "issuerkind:none",
                    "algorithm:rsa*",
                    "algorithm:ed25519",
                    "bits<2048",
                    "bits>=2048",
                    "bits:256",
                    "class:weak",
                    "expires<30d",
                    "expires>30d",
                    "expires:none",
                    "expires:2027",
                    "expires<=2027-03",
                    "expires>2027-06-01",
                    "seen>3d",
                    "seen<2d",
                    "first<70d",
                    "first:2026-12",
                    "severity:critical",
                    "severity:high|low",
                    "severity:none",
                    "rule:weak-key",
                    "rule:*e*",
                    "foreign:yes",
                    "managed:no",
                    "managed:yes",
                    "samekey>1",
                    "samekey:2",
                    "samekey<2",
                    "places>4",
                    "places:3",
                    "findings>0",
                    "findings:0",
                    "name:pay",
                    "name:none-of-it",
                    "realm:example.org",
                    "key:none",
                    "key:a*",
                    "id:0*",
                    "id:ff*",
                    "fingerprint:abc*",
                    "fingerprint:0*",
                    "serial:none",
                    "serial:1*");

    private static final SyntheticRoll ESTATE = new SyntheticRoll(400, 7);
    private static final Map<DatabaseKind, Database> ROLLS = new EnumMap<>(DatabaseKind.class);

    @TempDir static Path folder;

    /// Rows are come across in order, however long it takes.
    private static final Effort IN_ORDER =
            new Effort(0, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /// Looking in order is given up at once: first few rows by an index, then with its help.
    private static final Effort IMPATIENT = new Effort(0, 1, 1, Integer.MAX_VALUE);

    private static final Effort TORN = new Effort(4, 1, 1, Integer.MAX_VALUE);

    @Parameter DatabaseKind kind;

    private Database roll;

    /// Written once: nothing here changes it.
    @BeforeEach
    void open() {
        roll =
                ROLLS.computeIfAbsent(
                        kind,
                        it -> {
                            Database made = it.roll(folder);
                            ESTATE.write(made);
                            return made;
                        });
    }

    @AfterAll
    static void close() {
        ROLLS.values().forEach(Database::close);
    }

    @Test
    void everyTermIsAnsweredAsItIsMeantWhicheverWayTheRowsAreFound() throws Exception {
        RollModel model = new RollModel(roll, SyntheticRoll.NOW);
        for (String term : TERMS) {
            assertAnswer(model, term, "expires", 400, IN_ORDER);
            assertAnswer(model, term, "severity", 400, IMPATIENT);
            assertAnswer(model, term, "-seen", 400, Effort.usual(roll.dialect()));
            assertAnswer(model, "-" + term, "title", 150, Effort.usual(roll.dialect()));
        }
    }

    @Test
    void anyQueryIsAnsweredAsItIsMeantPageByPage() throws Exception {
        RollModel model = new RollModel(roll, SyntheticRoll.NOW);
        List<String> sorts = List.of("expires", "first", "seen", "title", "places", "severity");
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<String> terms = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                String not = random.nextInt(4) == 0 ? "-" : "";
                terms.add(not + TERMS.get(random.nextInt(TERMS.size())));
            }
            String direction = random.nextBoolean() ? "-" : "";
            assertAnswer(
                    model,
                    String.join(" ", terms),
                    direction + sorts.get(random.nextInt(sorts.size())),
                    20 + random.nextInt(200),
                    List.of(Effort.usual(roll.dialect()), IN_ORDER, IMPATIENT, TORN)
                            .get(random.nextInt(4)));
        }
    }

    private void assertAnswer(RollModel model, String text, String sort, int limit, Effort effort)
            throws QueryRefused {
        Query query = Query.parse(Listing.CREDENTIALS, text);
        JdbcSearch search = new JdbcSearch(roll, CLOCK, effort);
        List<String> expected = model.ids(query.conditions(), sort);
        List<String> found = new ArrayList<>();
        PageRequest request = PageRequest.first(limit, sort);
        Page<CredentialSummary> page = search.credentials(ALL, query, request);
        while (true) {
            page.items().forEach(it -> found.add(it.id()));
            assertThat(page.total())
                    .as("total of %s", text)
                    .isEqualTo(Total.exactly(expected.size()));
            if (page.next().isEmpty()) {
                break;
            }
            page = search.credentials(ALL, query, request.at(page.next().get()));
        }
        assertThat(found).as("%s by %s, %s", text, sort, effort).isEqualTo(expected);
    }

    @Test
    void aLineSaysWhatAPersonNeedsToKnow() throws Exception {
        CredentialSummary first =
                search().credentials(
                                ALL, asked("ledger tag:none owner:team-18"), PageRequest.first(1))
                        .items()
                        .getFirst();

        assertThat(first.title()).startsWith("ledger-");
        assertThat(first.owner().orElseThrow().name()).isEqualTo("Team 18");
        assertThat(first.identities()).hasSize(1);
        assertThat(first.place().orElseThrow()).contains("://web-");
        assertThat(first.id()).hasSize(64);
        assertThat(first.algorithm().orElseThrow().strength()).isNotEmpty();
    }

    @Test
    void tagsAreReadWithTheLine() throws Exception {
        Page<CredentialSummary> page =
                search().credentials(ALL, asked("-tag:none"), PageRequest.first(10));

        assertThat(page.items()).isNotEmpty().allSatisfy(it -> assertThat(it.tags()).isNotEmpty());
    }

    @Test
    void whoSeesTwoTeamsSeesNothingElseNotEvenInATotal() throws Exception {
        Viewer viewer = new Viewer.Teams(Set.of("team-2", "team-3"));
        Page<CredentialSummary> theirs =
                search().credentials(viewer, asked(""), PageRequest.first(1_000));
        Page<CredentialSummary> same =
                search().credentials(ALL, asked("owner:team-2|team-3"), PageRequest.first(1_000));

        assertThat(theirs.items()).isEqualTo(same.items()).isNotEmpty();
        assertThat(theirs.total()).isEqualTo(same.total());
        assertThat(
                        search().credentials(
                                        new Viewer.Teams(Set.of()),
                                        asked(""),
                                        PageRequest.first(10))
                                .total())
                .isEqualTo(Total.exactly(0));
        assertThat(
                        search().findings(
                                        viewer,
                                        Query.all(Listing.FINDINGS),
                                        PageRequest.first(1_000))
                                .items())
                .isNotEmpty()
                .allMatch(it -> viewer.toString().contains(it.owner().orElseThrow().id()));
    }

    @Test
    void aCursorOfAnotherQuestionOrOneThatWasChangedIsRefused() throws Exception {
        String next =
                search().credentials(ALL, asked("type:ssh-key"), PageRequest.first(2))
                        .next()
                        .orElseThrow();

        assertRefusedCursor("type:secret", "", next);
        assertRefusedCursor("type:ssh-key", "-expires", next);
        assertRefusedCursor("type:ssh-key", "", next.substring(1) + "A");
        assertRefusedCursor("type:ssh-key", "", "");
        assertRefusedCursor("type:ssh-key", "", "\u0000?");
        assertThat(
                        search().credentials(
                                        ALL, asked("type:ssh-key"), PageRequest.first(50).at(next))
                                .items())
                .isNotEmpty();
    }

    private void assertRefusedCursor(String text, String sort, String cursor) {
        QueryRefused refused =
                catchThrowableOfType(
                        QueryRefused.class,
                        () ->
                                search().credentials(
                                                ALL,
                                                asked(text),
                                                PageRequest.first(2, sort).at(cursor)));
        assertThat(refused.reason()).startsWith("This cursor is not of this list");
    }

    @Test
    void sortAndLimitAreChecked() {
        assertThat(
                        catchThrowableOfType(
                                QueryRefused.class,
                                () ->
                                        search().credentials(
                                                        ALL,
                                                        asked(""),
                                                        PageRequest.first(5, "colour"))))
                .hasMessage(
                        "There is no sort colour; sort by one of expires, first, places, seen,"
                                + " severity, title, with - in front for the largest first.");
        for (int limit : List.of(0, 1_001)) {
            assertThat(
                            catchThrowableOfType(
                                    QueryRefused.class,
                                    () ->
                                            search().credentials(
                                                            ALL,
                                                            asked(""),
                                                            PageRequest.first(limit))))
                    .hasMessage("limit is a number from 1 to 1000.");
        }
    }

    @Test
    void aShortWordAloneIsRefusedAndBesideAFieldIsNot() throws Exception {
        assertThat(
                        catchThrowableOfType(
                                QueryRefused.class,
                                () -> search().credentials(ALL, asked("pa"), PageRequest.first(5))))
                .hasMessageContaining("three letters");
        assertThat(
                        search().credentials(ALL, asked("pa type:ssh-key"), PageRequest.first(5))
                                .items())
                .isNotEmpty();
    }

    @Test
    void exportGivesEveryRowOnceInOrder() throws Exception {
        List<String> ids = new ArrayList<>();
        search().eachCredential(ALL, asked("type:x509*"), "title", it -> ids.add(it.id()));

        assertThat(ids)
                .isEqualTo(
                        new RollModel(roll, SyntheticRoll.NOW)
                                .ids(asked("type:x509*").conditions(), "title"));
    }

    @Test
    void exportForSpreadsheetsHasALineEachAndNoFormulas() throws Exception {
        StringWriter out = new StringWriter();
        new CredentialTable(search()).write(ALL, asked("type:secret"), "", out);
        String[] lines = out.toString().split("\r\n", -1);

        assertThat(lines[0]).startsWith("id,type,title,state,identities,owner");
        assertThat(lines.length - 2)
                .isEqualTo(
                        search().credentials(ALL, asked("type:secret"), PageRequest.first(1))
                                .total()
                                .number());
        assertThat(lines).noneMatch(it -> it.startsWith("="));
    }

    private JdbcSearch search() {
        return new JdbcSearch(roll, CLOCK);
    }

    private static Query asked(String text) throws QueryRefused {
        return Query.parse(Listing.CREDENTIALS, text);
    }
}
