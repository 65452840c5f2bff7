package io.muster.store.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.inventory.authorities.Authorities;
import io.muster.inventory.authorities.Ours;
import io.muster.inventory.figures.Overview;
import io.muster.inventory.graph.Surroundings.Graph;
import io.muster.inventory.graph.Surroundings.Thing;
import io.muster.inventory.query.Field;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.search.CredentialSummary;
import io.muster.inventory.search.Details;
import io.muster.inventory.search.Facets;
import io.muster.inventory.search.PageRequest;
import io.muster.inventory.search.Total;
import io.muster.inventory.search.View;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.Session;
import io.muster.store.SyntheticRoll;
import io.muster.store.Times;
import io.muster.store.figures.JdbcStatistics;
import io.muster.store.graph.JdbcAuthorities;
import io.muster.store.graph.JdbcSurroundings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Everything that is read but lists: details, figures, graphs, facets, saved views.
@ParameterizedClass
@EnumSource
class ReadingTest {
    private static final Viewer ALL = new Viewer.Everything();
    private static final Viewer NOBODY = new Viewer.Teams(Set.of());
    private static final InstantSource CLOCK =
            InstantSource.fixed(Times.instant(SyntheticRoll.NOW));
    private static final SyntheticRoll ESTATE = new SyntheticRoll(400, 7);
    private static final Map<DatabaseKind, Database> ROLLS = new EnumMap<>(DatabaseKind.class);

    @TempDir static Path folder;

    @Parameter DatabaseKind kind;

    private Database roll;

    @BeforeEach
    void open() {
        roll =
                ROLLS.computeIfAbsent(
                        kind,
                        it -> {
                            Database made = it.roll(folder);
                            ESTATE.write(made);
                            made.write(unit ->
                                    Database.in(
                                            unit,
                                            session -> {
                                                more(session);
                                                return true;
                                            }));
                            return made;
                        });
    }

    /// Credential 1 is issued by 2, 2 by 3, 3 by 2 again; what intake would keep is written by
    /// hand.
    private static void more(Session session) throws SQLException {
        session.update("UPDATE credential SET issuer_n = 2 WHERE n = 1 OR n = 3");
        session.update("UPDATE credential SET issuer_n = 3 WHERE n = 2");
        session.update(
                "INSERT INTO credential_document (credential_n, document) VALUES (1, '{\"a\":1}')");
        session.update(
                "INSERT INTO attribute (entity, entity_n, name, value)"
                        + " VALUES ('credential', 1, 'ticket', 'T-1')");
        session.update(
                "INSERT INTO binding (anchor_n, identity_n, since, actor, reason)"
                        + " VALUES (5, 5, ?, 'somebody', 'because')",
                SyntheticRoll.NOW);
        session.update("INSERT INTO alias (identity_n, name) VALUES (5, 'other')");
        long today = SyntheticRoll.NOW / 86_400_000_000L;
        for (var counter :
                Map.of(
                                "credentials",
                                400L,
                                "kind:service",
                                7L,
                                "type:secret",
                                9L,
                                "rule:weak-key",
                                5L,
                                "rule:expired",
                                8L,
                                "finding:high",
                                4L,
                                "expires:" + (today - 3) + ":0",
                                6L,
                                "expires:" + today + ":5",
                                2L,
                                "expires:" + (today + 8) + ":0",
                                3L)
                        .entrySet()) {
            session.update(
                    "INSERT INTO counter (name, value) VALUES (?, ?)",
                    counter.getKey(),
                    counter.getValue());
        }
    }

    @AfterAll
    static void close() {
        ROLLS.values().forEach(Database::close);
    }

    @Test
    void aCredentialIsReadWithItsChainEvenOneThatBitesItsTail() {
        Details.OfCredential one = details().credential(ALL, id("credential", 1)).orElseThrow();

        assertThat(one.summary().id()).isEqualTo(id("credential", 1));
        assertThat(one.chain())
                .extracting(Details.Issuer::id)
                .containsExactly(id("credential", 2), id("credential", 3));
        assertThat(one.document()).isEqualTo("{\"a\":1}");
        assertThat(one.attributes()).containsEntry("ticket", "T-1");
        assertThat(one.version()).isEqualTo(1);
        assertThat(one.sameKey()).isEqualTo(2);
    }

    @Test
    void anIdentityIsReadWithItsAnchorsAndAliases() {
        Details.OfIdentity one = details().identity(ALL, id("identity", 5)).orElseThrow();

        assertThat(one.aliases()).containsExactly("other");
        assertThat(one.anchors()).hasSize(1);
        assertThat(one.anchors().getFirst().by()).isEqualTo("somebody");
        assertThat(one.mergedInto()).isEmpty();
    }

    @Test
    void whatIsUnknownOrSomebodyElsesIsNotThere() {
        assertThat(details().credential(ALL, "00".repeat(32))).isEmpty();
        assertThat(details().credential(NOBODY, id("credential", 1))).isEmpty();
        assertThat(details().identity(NOBODY, id("identity", 5))).isEmpty();
        assertThatThrownBy(() -> details().credential(ALL, "no id")).isInstanceOf(Refused.class);
    }

    @Test
    void theOverviewIsMadeOfWhatIsKept() {
        Overview overview =
                new JdbcStatistics(roll, CLOCK)
                        .overview(ALL, CLOCK.instant().minus(Duration.ofDays(30)));

        assertThat(overview.total())
                .containsEntry("credentials", 400L)
                .containsEntry("foreign", 0L);
        assertThat(overview.kinds()).containsExactly(Map.entry("service", 7L));
        assertThat(overview.types()).containsExactly(Map.entry("secret", 9L));
        assertThat(overview.rules())
                .containsExactly(
                        new Overview.RuleCount("expired", 8),
                        new Overview.RuleCount("weak-key", 5));
        assertThat(overview.states()).containsEntry("expired", Total.exactly(6));
        assertThat(overview.expiry()).hasSize(53);
        assertThat(overview.expiry().get(0).bySeverity()).containsEntry("critical", 2L);
        assertThat(overview.expiry().get(1).bySeverity()).containsEntry("none", 3L);
        assertThat(overview.withoutOwner().number()).isEqualTo(25);
        assertThat(overview.since().fresh().number()).isPositive();
    }

    @Test
    void issuersAreCounted() {
        Authorities authorities = new JdbcAuthorities(roll);
        List<Authorities.Authority> found = authorities.found(Ours.NOBODY);
        roll.write(unit -> authorities.keep(unit, found));
        assertThat(new JdbcStatistics(roll, CLOCK).issuers(ALL, 1000))
                .filteredOn(it -> it.id().isPresent())
                .extracting(it -> it.credentials())
                .containsExactly(2L, 1L);
    }

    @Test
    void aGraphShowsWhoIsBehindACredentialAndWhereItIs() {
        Graph graph =
                surroundings()
                        .around(ALL, new Thing(Thing.Kind.CREDENTIAL, id("credential", 1)), 1, 100)
                        .orElseThrow();

        assertThat(graph.nodes().getFirst().thing().id()).isEqualTo(id("credential", 1));
        assertThat(graph.edges())
                .extracting(it -> it.kind())
                .contains("issued-by", "same-key", "belongs-to", "placed-on");
        assertThat(graph.isCut()).isFalse();
    }

    @Test
    void aGraphIsCutWhereItWouldBeTooLarge() {
        Graph graph =
                surroundings()
                        .around(ALL, new Thing(Thing.Kind.IDENTITY, id("identity", 3)), 2, 60)
                        .orElseThrow();

        assertThat(graph.nodes()).hasSize(60);
        assertThat(graph.isCut()).isTrue();
        assertThat(surroundings().around(ALL, new Thing(Thing.Kind.PLACE, "x://y"), 2, 60))
                .isEmpty();
    }

    @Test
    void aPlaceShowsWhatLiesThere() throws Exception {
        CredentialSummary one =
                search().credentials(
                                ALL,
                                Query.parse(Listing.CREDENTIALS, "role:served"),
                                PageRequest.first(1))
                        .items()
                        .getFirst();
        Graph graph =
                surroundings()
                        .around(ALL, new Thing(Thing.Kind.PLACE, one.place().orElseThrow()), 1, 50)
                        .orElseThrow();

        assertThat(graph.nodes()).extracting(it -> it.thing().id()).contains(one.id());
    }

    @Test
    void facetsOfIdentitiesCountWhatAQueryFinds() throws Exception {
        Query all = Query.parse(Listing.IDENTITIES, "");
        Facets facets = search().facets(ALL, all);

        assertThat(facets.isEstimate()).isFalse();
        assertThat(facets.facets())
                .extracting(Facets.Facet::field)
                .containsExactly("kind", "severity", "owner", "environment", "criticality", "tag");
        for (Facets.Facet facet : facets.facets()) {
            for (Facets.Count count : facet.values()) {
                boolean none = count.value().equals("none");
                String value = none ? "none" : '"' + count.value() + '"';
                Query query = Query.parse(Listing.IDENTITIES, facet.field() + ":" + value);
                long found =
                        search().identities(ALL, query, PageRequest.first(1, "")).total().number();
                // A worst severity is asked for by every severity that is open.
                if (none || !facet.field().equals("severity")) {
                    assertThat(count.count()).as(query.text()).isEqualTo(found);
                }
            }
        }
    }

    @Test
    void facetsCountWhatAQueryFinds() throws Exception {
        Facets facets =
                search().facets(ALL, Query.parse(Listing.CREDENTIALS, "type:ssh-key|secret"));

        assertThat(facets.isEstimate()).isFalse();
        assertThat(facets.facets()).extracting(Facets.Facet::field).startsWith("type", "state");
        for (Facets.Facet facet : facets.facets()) {
            for (Facets.Count count : facet.values()) {
                String text = "type:ssh-key|secret " + facet.field() + ":\"" + count.value() + '"';
                if (count.value().equals("none")
                        || facet.field().equals(Field.SEVERITY.toString())) {
                    text = text.replace("\"", "");
                }
                assertThat(
                                search().credentials(
                                                ALL,
                                                Query.parse(Listing.CREDENTIALS, text),
                                                PageRequest.first(1))
                                        .total()
                                        .number())
                        .as(text)
                        .isEqualTo(count.count());
            }
        }
    }

    @Test
    void theVocabularyCompletesWhatPeopleNamed() {
        var vocabulary = search().vocabulary(ALL);

        assertThat(vocabulary.of(Field.TAG, "ra", 5)).containsExactly("Rare");
        assertThat(vocabulary.of(Field.OWNER, "team-4", 5)).containsExactly("team-4", "team-40");
        assertThat(vocabulary.of(Field.HOST, "web-1", 2)).hasSize(2);
        assertThat(vocabulary.of(Field.HOST, "", 2)).hasSize(2);
        assertThat(vocabulary.of(Field.ALGORITHM, "rsa", 9)).contains("RSA-2048");
    }

    @Test
    void viewsAreKeptAndThoseOfMusterStay() {
        JdbcViews views = new JdbcViews(roll);
        View mine = new View("mine", "Mine", "tag:pci", "-seen", List.of("title", "seen"), "me", 0);
        View kept = roll.write(unit -> views.save(unit, mine));

        assertThat(views.find("mine")).contains(kept);
        assertThat(kept.version()).isEqualTo(1);
        assertThatThrownBy(() -> roll.write(unit -> views.save(unit, mine)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("its id is taken");
        View better = new View("mine", "Better", "tag:pci", "", List.of(), "me", 1);
        assertThat(roll.write(unit -> views.save(unit, better)).version()).isEqualTo(2);
        assertThat(views.all()).extracting(View::name).endsWith("Better");
        assertThatThrownBy(() ->
                        roll.write(unit ->
                                views.save(
                                        unit,
                                        new View("bad", "Bad", "nope:1", "", List.of(), "me", 0))))
                .hasMessageContaining("There is no field nope");
        assertThatThrownBy(() ->
                        roll.write(unit -> {
                            views.remove(unit, "expiring", 0);
                            return true;
                        }))
                .hasMessageContaining("comes with Muster");
        roll.write(unit -> {
            views.remove(unit, "mine", 2);
            return true;
        });
        assertThat(views.all()).isEqualTo(View.SHIPPED);
    }

    @Test
    void everyViewThatComesWithMusterCanBeAsked() throws Exception {
        for (View view : View.SHIPPED) {
            assertThat(
                            search().credentials(
                                            ALL,
                                            Query.parse(Listing.CREDENTIALS, view.query()),
                                            PageRequest.first(5, view.sort()))
                                    .items())
                    .as(view.name())
                    .isNotNull();
        }
    }

    private JdbcSearch search() {
        return new JdbcSearch(roll, CLOCK);
    }

    private JdbcDetails details() {
        return new JdbcDetails(roll, CLOCK);
    }

    private JdbcSurroundings surroundings() {
        return new JdbcSurroundings(roll);
    }

    /// As [SyntheticRoll] makes them.
    private static String id(String kind, int n) {
        String hex = SyntheticRoll.id(kind, n).toHex();
        return kind.equals("identity") ? hex.substring(0, 32) : hex;
    }
}
