package io.muster.store.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.Viewer;
import io.muster.inventory.findings.FindingSummary;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.search.IdentitySummary;
import io.muster.inventory.search.Page;
import io.muster.inventory.search.PageRequest;
import io.muster.inventory.search.SightingSummary;
import io.muster.inventory.search.Total;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.SyntheticRoll;
import io.muster.store.Times;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashSet;
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

/// The lists of identities, findings and sightings.
@ParameterizedClass
@EnumSource
class OtherListsTest {
    private static final Viewer ALL = new Viewer.Everything();
    private static final InstantSource CLOCK =
            InstantSource.fixed(Times.instant(SyntheticRoll.NOW));
    private static final SyntheticRoll ESTATE = new SyntheticRoll(400, 7);
    private static final Map<DatabaseKind, Database> ROLLS = new EnumMap<>(DatabaseKind.class);

    @TempDir static Path folder;

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
    void identitiesAreListedByWhatIsAskedOfThem() throws Exception {
        Page<IdentitySummary> page =
                search().identities(
                                ALL,
                                Query.parse(
                                        Listing.IDENTITIES, "kind:service pay -owner:none seen<9d"),
                                PageRequest.first(1_000, "-credentials"));

        assertThat(page.items())
                .isNotEmpty()
                .allSatisfy(it -> {
                    assertThat(it.kind()).isEqualTo("service");
                    assertThat(it.name()).contains("pay");
                    assertThat(it.owner()).isPresent();
                });
        assertThat(page.total()).isEqualTo(Total.exactly(page.items().size()));
    }

    @Test
    void findingsAreListedWorstFirst() throws Exception {
        Page<FindingSummary> page =
                search().findings(
                                ALL,
                                Query.parse(
                                        Listing.FINDINGS, "resolved:none severity:critical|high"),
                                PageRequest.first(1_000));

        assertThat(page.items()).isNotEmpty().allMatch(it -> it.resolved().isEmpty());
        assertThat(page.items().getFirst().severity()).hasToString("critical");
        assertThat(page.items().getLast().severity()).hasToString("high");
    }

    @Test
    void aFindingIsFoundByItsCredentialAndByItsWords() throws Exception {
        FindingSummary one =
                search().findings(ALL, Query.all(Listing.FINDINGS), PageRequest.first(1))
                        .items()
                        .getFirst();
        String credential = one.credential().orElseThrow().id();

        assertThat(found("credential:" + credential)).containsExactly(one);
        assertThat(found("\"" + one.credential().orElseThrow().title() + "\"")).contains(one);
        assertThat(found("identity:" + one.identity().orElseThrow().id())).contains(one);
        assertThat(found("rule:" + one.rule() + " -severity:" + one.severity()))
                .doesNotContain(one);
    }

    private List<FindingSummary> found(String text) throws QueryRefused {
        return search().findings(ALL, Query.parse(Listing.FINDINGS, text), PageRequest.first(1_000))
                .items();
    }

    @Test
    void theSightingsOfOneCredentialAreReadPageByPage() throws Exception {
        String giant =
                search().credentials(ALL, asked("role:trusted"), PageRequest.first(1))
                        .items()
                        .getFirst()
                        .id();
        Query query = Query.parse(Listing.SIGHTINGS, "credential:" + giant);
        Set<String> places = new HashSet<>();
        PageRequest request = PageRequest.first(7);
        Page<SightingSummary> page = search().sightings(ALL, query, request);
        Total total = page.total();
        int rows = page.items().size();
        while (page.next().isPresent()) {
            page.items().forEach(it -> places.add(it.place() + it.role()));
            page = search().sightings(ALL, query, request.at(page.next().get()));
            rows += page.items().size();
            assertThat(page.total()).isEqualTo(total);
        }
        page.items().forEach(it -> places.add(it.place() + it.role()));

        assertThat(total.number()).isEqualTo(rows).isGreaterThanOrEqualTo(ESTATE.giant());
        assertThat(places).hasSizeGreaterThanOrEqualTo(ESTATE.giant());
    }

    @Test
    void sightingsAreFoundByPlaceRoleAndSource() throws Exception {
        List<SightingSummary> found =
                search().sightings(
                                ALL,
                                Query.parse(
                                        Listing.SIGHTINGS,
                                        "host:web-3.example.org role:served source:source-1|source-2 gone:none"),
                                PageRequest.first(1_000))
                        .items();

        assertThat(found)
                .isNotEmpty()
                .allSatisfy(it -> {
                    assertThat(it.place()).contains("web-3.example.org");
                    assertThat(it.role()).isEqualTo("served");
                    assertThat(it.gone()).isEmpty();
                });
    }

    private JdbcSearch search() {
        return new JdbcSearch(roll, CLOCK);
    }

    private static Query asked(String text) throws QueryRefused {
        return Query.parse(Listing.CREDENTIALS, text);
    }
}
