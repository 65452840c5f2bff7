package io.muster.store.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.Viewer;
import io.muster.inventory.search.Details;
import io.muster.inventory.search.Series;
import io.muster.model.Facts;
import io.muster.model.Role;
import io.muster.model.X509Certificate;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.intake.Inventory;
import io.muster.store.intake.Seen;
import io.muster.store.search.JdbcDetails;
import io.muster.testing.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// An hourly SVID (`docs/identity.md`), a run an hour.
@ParameterizedClass
@EnumSource
class SeriesTest {
    private static final String SPIFFE = "spiffe://prod.example/ns/pay/sa/api";
    private static final String PEM = "file://web-1/run/svid.pem";
    private static final String KEY = "file://web-1/run/svid.key";
    private static final Duration HOUR = Duration.ofHours(1);

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Inventory inventory;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void aDayOfHourlySvidsIsOneRowAndACount() {
        for (int hour = 0; hour < 24; hour++) {
            run().stored(svid(), PEM)
                    .at(Samples.publicKey(key()), Role.PRIVATE_KEY, KEY, Facts.NONE)
                    .sent();
            judge();
            fold();
        }

        assertThat(count("credential WHERE type = 'x509-certificate'")).isEqualTo(1);
        assertThat(count("credential WHERE type = 'public-key'")).isEqualTo(1);
        for (String table : List.of("credential_document", "holding", "short_lived")) {
            assertThat(count(table)).as(table).isLessThanOrEqualTo(2);
        }
        assertThat(count("public_key")).isEqualTo(1);
        assertThat(count("sighting")).isEqualTo(2);
        assertThat(count("identity WHERE merged_into = 0")).isEqualTo(1);
        assertThat(inventory.number("SELECT credentials FROM identity WHERE merged_into = 0"))
                .isEqualTo(2);
        assertThat(inventory.number("SELECT value FROM counter WHERE name = 'credentials'"))
                .isEqualTo(2);
        assertThat(inventory.number("SELECT sum(value) FROM counter WHERE name LIKE 'algorithm:%'"))
                .isEqualTo(2);
        Details.RollingSeries series = series();
        assertThat(series.earlier()).isEqualTo(23);
        assertThat(series.place()).isEqualTo(PEM);
        assertThat(series.issuer()).isEqualTo("CN=Example CA");
        assertThat(series.typicalSeconds()).isEqualTo(3600);
        assertThat(series.first()).isEqualTo(Inventory.START.plus(HOUR));
        assertThat(series.last()).isEqualTo(Inventory.START.plus(HOUR.multipliedBy(24)));
    }

    @Test
    void theLastOfASeriesStaysUntilItsTimeIsOver() {
        run().stored(svid(), PEM).sent();
        run().sent();
        judge();
        fold();
        assertThat(count("credential")).isEqualTo(1);
    }

    @Test
    void whatHasAFindingOfItsOwnKeepsItsRow() {
        run().stored(svid(), PEM).sent();
        finding(1, "key-weak");
        finding(1, "expired");
        run().stored(svid(), PEM).sent();
        run().stored(svid(), PEM).sent();
        judge();
        fold();
        assertThat(count("credential")).isEqualTo(2);
        assertThat(count("finding")).isEqualTo(2);
        // What is wrong with all of them is told of the newest.
        finding(inventory.number("SELECT max(n) FROM credential"), "certificate-untrusted");
        run().stored(svid(), PEM).sent();
        finding(inventory.number("SELECT max(n) FROM credential"), "certificate-untrusted");
        judge();
        fold();
        assertThat(count("credential")).isEqualTo(2);
    }

    @Test
    void whatSomebodyTaggedKeepsItsRow() {
        run().stored(svid(), PEM).sent();
        sql("INSERT INTO tagging (tag_n, entity, entity_n) VALUES (1, 'credential', 1)");
        run().stored(svid(), PEM).sent();
        judge();
        fold();
        assertThat(count("credential")).isEqualTo(2);
    }

    @Test
    void nothingIsFoldedBeforeItWasJudged() {
        run().stored(svid(), PEM).sent();
        run().stored(svid(), PEM).sent();
        fold();
        assertThat(count("credential")).isEqualTo(2);
        judge();
        fold();
        assertThat(count("credential")).isEqualTo(1);
    }

    @Test
    void whatNoRunFindsGoneIsFoldedAWeekAfterItsEnd() {
        run().stored(svid(), "file://db-1/svid.pem").sent();
        run().stored(svid(), "file://db-1/svid.pem").sent();
        judge();
        fold();
        assertThat(count("credential")).isEqualTo(2);
        inventory.now = inventory.now.plus(Duration.ofDays(8));
        judge();
        fold();
        assertThat(count("credential")).isEqualTo(1);
    }

    @Test
    void eachPlaceHasItsOwnSeries() {
        String other = "file://web-1/srv/svid.pem";
        X509Certificate shared = svid();
        run().stored(shared, PEM).stored(shared, other).sent();
        run().stored(svid(), PEM).stored(shared, other).sent();
        judge();
        fold();
        assertThat(count("credential")).isEqualTo(2);
        assertThat(count("series")).isZero();
    }

    @Test
    void whatLivesForADayIsNoSeries() {
        X509Certificate one = certificate("a", Duration.ofDays(1));
        run().stored(one, PEM).sent();
        run().stored(certificate("b", Duration.ofDays(1)), PEM).sent();
        judge();
        fold();
        assertThat(count("credential")).isEqualTo(2);
        assertThat(count("short_lived")).isZero();
    }

    @Test
    void aSeriesFollowsItsIdentity() {
        run().stored(svid(), PEM).sent();
        run().stored(svid(), PEM).sent();
        judge();
        assertThat(Series.foldAll(inventory.database, new JdbcSeries(), () -> inventory.now))
                .isEqualTo(1);
        assertThat(series().earlier()).isEqualTo(1);
        // Folding again counts nothing again.
        assertThat(Series.foldAll(inventory.database, new JdbcSeries(), () -> inventory.now))
                .isZero();
        assertThat(series().earlier()).isEqualTo(1);
    }

    private Details.RollingSeries series() {
        String id =
                inventory.database.read(session ->
                        session.first(
                                        "SELECT id FROM identity WHERE kind = 'workload'",
                                        row -> row.hex(1))
                                .orElseThrow());
        return new JdbcDetails(inventory.database, () -> inventory.now)
                .identity(new Viewer.Everything(), id)
                .orElseThrow()
                .series()
                .getFirst();
    }

    private void fold() {
        Series.foldAll(inventory.database, new JdbcSeries(), () -> inventory.now);
    }

    /// As if policy had found nothing new.
    private void judge() {
        sql("UPDATE credential SET judge_again_at = 9000000000000000");
    }

    private void finding(long credential, String rule) {
        sql(
                "INSERT INTO finding (id, credential_n, rule, severity, message, remedy, opened,"
                        + " last_judged) SELECT %s, %d, '%s', 4, '', '', 1, 1"
                                .formatted(
                                        kind == DatabaseKind.SQLITE
                                                ? "randomblob(16)"
                                                : "decode(md5(random()::text), 'hex')",
                                        credential,
                                        rule));
    }

    private void sql(String statement) {
        inventory.database.write(unit -> Database.in(unit, it -> it.update(statement)));
    }

    private long count(String rows) {
        return inventory.number("SELECT count(*) FROM " + rows);
    }

    private X509Certificate svid() {
        return certificate(key(), HOUR);
    }

    private String key() {
        return "svid " + inventory.now;
    }

    private X509Certificate certificate(String key, Duration lifetime) {
        Instant from = inventory.now;
        return Samples.certificate(List.of(SPIFFE), "Example CA", from, from.plus(lifetime), key);
    }

    /// The next look, an hour later.
    private Seen run() {
        inventory.now = inventory.now.plus(HOUR);
        return new Seen(inventory);
    }
}
