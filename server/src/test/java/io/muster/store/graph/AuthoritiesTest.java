package io.muster.store.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.inventory.Viewer;
import io.muster.inventory.authorities.Authorities;
import io.muster.inventory.authorities.Ours;
import io.muster.inventory.figures.Statistics.IssuerCount;
import io.muster.inventory.figures.Statistics.KindCount;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.model.X509Certificate;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.figures.JdbcStatistics;
import io.muster.store.intake.Inventory;
import io.muster.testing.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class AuthoritiesTest {
    private static final Viewer ALL = new Viewer.Everything();
    private static final X509Certificate ROOT = certificate("Acme Root", "Acme Root");
    private static final X509Certificate ISSUING = certificate("Acme Issuing", "Acme Root");
    private static final X509Certificate LEAF = certificate("pay.example.com", "Acme Issuing");
    private static final X509Certificate PUBLIC_ROOT = certificate("Public Root", "Public Root");
    private static final X509Certificate PUBLIC = certificate("www.example.com", "Public Root");
    private static final X509Certificate LOST = certificate("lost.example.com", "Lost CA");
    private static final X509Certificate LONER = certificate("nas.local", "nas.local");

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Inventory inventory;
    private Authorities authorities;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
        authorities = new JdbcAuthorities(inventory.database);
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void everyIssuerIsToldApartAndCounted() {
        scan();
        find(Ours.NOBODY);
        assertThat(issuers())
                .containsExactlyInAnyOrder(
                        "acme root internal 1",
                        "acme issuing internal 1",
                        "public root public 1",
                        "CN=Lost CA  1");
        assertThat(statistics().issuerKinds(ALL))
                .containsExactly(
                        new KindCount("internal", 2, 2),
                        new KindCount("", 1, 1),
                        new KindCount("public", 1, 1),
                        new KindCount("ad-hoc", 1, 1));
        assertThat(statistics().issuers(ALL, 10))
                .filteredOn(it -> it.id().isEmpty())
                .extracting(IssuerCount::title)
                .containsExactly("CN=Lost CA");
    }

    @Test
    void aTeamIsToldWhoIssuedWhatItOwns() {
        scan();
        find(Ours.NOBODY);
        change("INSERT INTO team (n, id, name) VALUES (1, 'web', 'Web'), (2, 'pay', 'Pay')");
        Viewer web = new Viewer.Teams(Set.of("web"));
        assertThat(statistics().issuers(web, 10)).isEmpty();
        assertThat(statistics().issuerKinds(web)).isEmpty();

        change("UPDATE credential SET owner_n = 1");
        assertThat(statistics().issuers(web, 10))
                .containsExactlyInAnyOrderElementsOf(statistics().issuers(ALL, 10));
        assertThat(statistics().issuerKinds(web))
                .containsExactlyInAnyOrderElementsOf(statistics().issuerKinds(ALL));

        change("UPDATE credential SET owner_n = 2 WHERE title = 'acme root'");
        assertThat(statistics().issuers(web, 10))
                .filteredOn(it -> it.title().equals("acme root"))
                .as("named on what is theirs, and not shown")
                .singleElement()
                .matches(it -> it.id().isEmpty());
    }

    @Test
    void anAuthorityWhoseKeyIsSeenElsewhereIsOursWithAllBelowIt() {
        scan();
        inventory.scan("vault", at(Samples.publicKey("Acme Root"), Role.PRIVATE_KEY, Facts.NONE));
        find(Ours.NOBODY);
        assertThat(issuers()).contains("acme root ours 1", "acme issuing ours 1");
        assertThat(kinds())
                .containsExactly(
                        "acme issuing ours",
                        "acme root ours",
                        "lost.example.com ",
                        "nas.local ad-hoc",
                        "pay.example.com ours",
                        "public root public",
                        "www.example.com public");
        assertThat(counted("ours")).isEqualTo(3);
        assertThat(counted("internal")).isZero();

        // What runs tell does not undo it: they saw the certificates without the key.
        scan();
        find(Ours.NOBODY);
        assertThat(counted("ours")).isEqualTo(3);

        // Until the key is gone.
        inventory.scan("vault");
        find(Ours.NOBODY);
        assertThat(issuers()).contains("acme root internal 1", "acme issuing internal 1");
        assertThat(counted("ours")).isZero();
        assertThat(counted("internal")).isEqualTo(3);
    }

    @Test
    void anAuthorityThatTheConfigurationNamesIsOurs() {
        scan();
        find(Ours.of(List.of("SHA256:" + ISSUING.fingerprint().digest().toHex())));
        assertThat(issuers()).contains("acme root internal 1", "acme issuing ours 1");
        assertThat(kinds()).contains("pay.example.com ours", "acme issuing internal");
        find(Ours.NOBODY);
        assertThat(issuers()).contains("acme issuing internal 1");
        assertThat(counted("ours")).isZero();
    }

    @Test
    void aFingerprintThatIsNoneIsRefusedByName() {
        assertThatThrownBy(() -> Ours.of(List.of("Acme Root")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("issuers.ours")
                .hasMessageContaining("Acme Root");
    }

    private void scan() {
        inventory.scan(
                "files",
                at(ROOT, Role.STORED, Facts.of("issuer.kind", "internal")),
                at(ISSUING, Role.STORED, issuedBy(ROOT, "internal")),
                at(LEAF, Role.STORED, issuedBy(ISSUING, "ours")),
                at(PUBLIC_ROOT, Role.TRUSTED, Facts.of("issuer.kind", "public")),
                at(PUBLIC, Role.STORED, issuedBy(PUBLIC_ROOT, "public")),
                at(LOST, Role.STORED, Facts.NONE),
                at(LONER, Role.STORED, Facts.of("issuer.kind", "ad-hoc")));
    }

    private static Facts issuedBy(X509Certificate issuer, String kind) {
        return Facts.of("issuedBy", issuer.id().toString()).with("issuer.kind", kind);
    }

    private Entry at(Credential credential, Role role, Facts facts) {
        String place = "file://web-3/etc/" + credential.fingerprint().digest().toHex();
        return new Entry(
                credential,
                role == Role.TRUSTED,
                List.of(),
                List.of(
                        new Sighting(
                                credential.id(),
                                new Place(place),
                                role,
                                "files",
                                inventory.now,
                                Facts.NONE)),
                facts);
    }

    private static X509Certificate certificate(String name, String issuer) {
        return Samples.certificate(
                name, issuer, Inventory.START, Inventory.START.plus(Duration.ofDays(90)));
    }

    private void find(Ours ours) {
        int corrected;
        do {
            List<Authorities.Authority> found = authorities.found(ours);
            corrected = inventory.database.write(unit -> authorities.keep(unit, found));
        } while (corrected > 0);
    }

    private JdbcStatistics statistics() {
        return new JdbcStatistics(inventory.database, () -> inventory.now);
    }

    private List<String> issuers() {
        return statistics().issuers(ALL, 10).stream()
                .map(it -> it.title() + " " + it.kind() + " " + it.credentials())
                .toList();
    }

    private List<String> kinds() {
        return inventory.texts(
                "SELECT title || ' ' || issuer_kind FROM credential WHERE type = 'x509-certificate'"
                        + " ORDER BY 1");
    }

    /// Without what is foreign.
    private long counted(String issuerKind) {
        return inventory.number(
                "SELECT coalesce(sum(value), 0) FROM counter WHERE name = 'issuer:"
                        + issuerKind
                        + "'");
    }

    private void change(String sql) {
        inventory.database.write(unit -> Database.in(unit, session -> session.update(sql)));
    }
}
