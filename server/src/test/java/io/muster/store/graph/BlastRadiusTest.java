package io.muster.store.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.Viewer;
import io.muster.inventory.graph.BlastRadius;
import io.muster.inventory.graph.BlastRadius.Cause;
import io.muster.inventory.graph.BlastRadius.Falling;
import io.muster.inventory.graph.BlastRadius.Hit;
import io.muster.inventory.graph.BlastRadius.Limits;
import io.muster.inventory.graph.BlastRadius.Radius;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.Session;
import io.muster.store.SyntheticRoll;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What falls with what: a small estate of a root, an issuing authority, a host and an account.
@ParameterizedClass
@EnumSource
class BlastRadiusTest {
    private static final Viewer ALL = new Viewer.Everything();

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Database roll;
    private BlastRadius radius;

    @BeforeEach
    void open() {
        roll = kind.roll(folder);
        radius = new JdbcBlastRadius(roll);
        roll.write(unit ->
                Database.in(
                        unit,
                        session -> {
                            new SmallEstate(session).write();
                            return true;
                        }));
    }

    @AfterEach
    void close() {
        roll.close();
    }

    @Test
    void withARootFallsAllThatItsAuthoritiesIssued() {
        Radius fall = of("root", 8);

        assertThat(fall.credentials().byEffect()).containsExactlyEntriesOf(Map.of("untrusted", 6L));
        assertThat(fall.totals().get("credential").number()).isEqualTo(6);
        assertThat(fall.totals().get("credential").isAtLeast()).isFalse();
        assertThat(hit(fall, "shop-1").path())
                .extracting(Cause::tie, Cause::title)
                .containsExactly(
                        Tuple.tuple("issued-by", "issuing"), Tuple.tuple("issued-by", "shop-1"));
        assertThat(hit(fall, "shop-service").effect()).isEqualTo("impersonated");
        assertThat(hit(fall, "believer.example").path().getFirst().tie()).isEqualTo("trusted-by");
    }

    @Test
    void whatAnAuthorityIssuedIsCountedBeyondWhatIsFollowed() {
        Radius fall =
                radius.of(ALL, meant("root"), new Limits(8, 1_000, 2, Duration.ofSeconds(60)))
                        .orElseThrow();

        assertThat(fall.totals().get("credential").number()).isEqualTo(6);
        assertThat(fall.totals().get("credential").isAtLeast()).isFalse();
        assertThat(fall.totals().get("identity").isAtLeast()).isTrue();
        assertThat(fall.credentials().byCriticality()).containsEntry("critical", 5L);
        assertThat(fall.credentials().byTeam().getFirst().count()).isEqualTo(6);
        assertThat(fall.isCut()).isTrue();
    }

    @Test
    void withAHostFallsWhatCanBeReadThereAndNotWhatMerelyLiesThere() {
        Radius fall = of("host:web-1.example", 2);

        assertThat(fall.items())
                .extracting(Hit::title)
                .contains("shop-1", "token", "deploy-key")
                .doesNotContain("root");
        assertThat(hit(fall, "shop-1").effect()).isEqualTo("exposed");
    }

    @Test
    void anSshKeyOpensHostsAndWhatLiesThereFallsToo() {
        Radius fall = of("deploy-key", 4);

        assertThat(hit(fall, "web-2.example").effect()).isEqualTo("entered");
        assertThat(hit(fall, "shop-2").path())
                .extracting(Cause::tie)
                .containsExactly("authorised-on", "readable-on");
        assertThat(of("deploy-key", 1).items()).extracting(Hit::title).doesNotContain("shop-2");
    }

    @Test
    void aKeyIsLostWithEveryCredentialThatHasIt() {
        Radius fall = of("shop-1", 1);

        assertThat(hit(fall, "shop-1-twin").path())
                .extracting(Cause::tie)
                .containsExactly("same-key");
        assertThat(hit(fall, "shop-1-twin").effect()).isEqualTo("exposed");
    }

    @Test
    void anAccountTakesItsKeysAndItsRightsAlong() {
        Radius fall = of("shop-service", 1);

        assertThat(fall.items()).extracting(Hit::title).contains("shop-1", "sign in as shop");
        assertThat(hit(fall, "sign in as shop").thing().kind()).isEqualTo(Falling.Kind.RESOURCE);
    }

    @Test
    void othersSeeNothingOfItNotEvenInATotal() {
        Viewer web = new Viewer.Teams(Set.of("web"));
        Radius fall = radius.of(web, meant("issuing"), Limits.of(8, 100)).orElseThrow();

        assertThat(fall.totals().get("credential").number()).isEqualTo(5);
        assertThat(radius.of(web, meant("root"), Limits.of(8, 100))).isEmpty();
        assertThat(radius.meant(web, "root")).isEmpty();
        assertThat(
                        radius.of(
                                new Viewer.Teams(Set.of()),
                                new Falling(Falling.Kind.HOST, "web-1.example"),
                                Limits.of(8, 9)))
                .isEmpty();
    }

    @Test
    void whatNobodyKnowsIsNotThere() {
        assertThat(radius.meant(ALL, "nobody")).isEmpty();
        assertThat(radius.meant(ALL, "")).isEmpty();
    }

    private Radius of(String words, int depth) {
        return radius.of(
                        ALL, meant(words), new Limits(depth, 1_000, 10_000, Duration.ofSeconds(60)))
                .orElseThrow();
    }

    private Falling meant(String words) {
        return radius.meant(ALL, words).orElseThrow();
    }

    private static Hit hit(Radius fall, String title) {
        return fall.items().stream()
                .filter(it -> it.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError(title + " in " + fall.items()));
    }

    /// Written straight into the tables.
    private record SmallEstate(Session session) {
        void write() throws SQLException {
            session.update("INSERT INTO team (n, id, name) VALUES (1, 'web', 'Web')");
            session.update("INSERT INTO team (n, id, name) VALUES (2, 'pki', 'PKI')");
            credential(1, "root", "x509-certificate", 1, 0, 2, "high");
            credential(2, "issuing", "x509-certificate", 2, 1, 1, "high");
            for (int n = 3; n <= 7; n++) {
                credential(n, "shop-" + (n - 2), "x509-certificate", n, 2, 1, "critical");
            }
            credential(8, "shop-1-twin", "json-web-key", 3, 0, 1, "");
            credential(9, "token", "secret", 0, 0, 1, "");
            credential(10, "deploy-key", "ssh-key", 10, 0, 1, "");
            for (int n = 1; n <= 2; n++) {
                session.update(
                        "INSERT INTO issuer (credential_n, name, kind, certificates)"
                                + " VALUES (?, 'CA', 'ours', 5)",
                        n);
            }
            place(1, "file://web-1.example/etc/shop.key", "web-1.example");
            place(2, "file://web-2.example/home/shop", "web-2.example");
            place(3, "file://believer.example/roots.pem", "believer.example");
            seen(3, 1, "private-key");
            seen(9, 1, "stored");
            seen(10, 1, "private-key");
            seen(1, 1, "stored");
            seen(10, 2, "authorized");
            seen(4, 2, "served");
            seen(1, 3, "trusted");
            session.update(
                    "INSERT INTO identity (n, id, kind, realm, name, folded, owner_n, first_seen,"
                            + " last_seen) VALUES (1, ?, 'service', '', 'shop-service', '', 1, 1, 1)",
                    SyntheticRoll.id("identity", 1).slice(0, 16));
            for (int n = 3; n <= 4; n++) {
                session.update(
                        "INSERT INTO holding (credential_n, anchor_n, identity_n, rule)"
                                + " VALUES (?, 1, 1, 'x')",
                        n);
            }
            session.update(
                    "INSERT INTO binding (anchor_n, identity_n, since, actor, reason)"
                            + " VALUES (1, 1, 1, 'x', 'x')");
            session.update(
                    "INSERT INTO may (id, anchor_n, right_, resource, place_n, source_n, first_at,"
                            + " last_at, run_n) VALUES (?, 1, 'sign in', 'as shop', 1, 1, 1, 1, 1)",
                    SyntheticRoll.id("may", 1).slice(0, 16));
        }

        private void credential(
                int n,
                String title,
                String type,
                int key,
                int issuer,
                int owner,
                String criticality)
                throws SQLException {
            session.update(
                    "INSERT INTO credential (n, id, type, title, folded, fingerprint, key_n,"
                            + " issuer_n, owner_n, criticality, first_seen, last_seen)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1)",
                    n,
                    SyntheticRoll.id("credential", n),
                    type,
                    title,
                    title,
                    "sha256:" + n,
                    key,
                    issuer,
                    owner,
                    criticality);
        }

        private void place(int n, String text, String host) throws SQLException {
            session.update(
                    "INSERT INTO place (n, text, scheme, host, folded) VALUES (?, ?, 'file', ?, '')",
                    n,
                    text,
                    host);
        }

        private void seen(int credential, int place, String role) throws SQLException {
            session.update(
                    "INSERT INTO sighting (credential_n, place_n, role, source_n, first_at, last_at,"
                            + " run_n, first_run_n) VALUES (?, ?, ?, 1, 1, 1, 1, 1)",
                    credential,
                    place,
                    role);
        }
    }
}
