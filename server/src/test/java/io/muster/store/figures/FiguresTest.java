package io.muster.store.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.Viewer;
import io.muster.model.Entry;
import io.muster.monitor.Figure;
import io.muster.monitor.Figures;
import io.muster.monitor.Rehearsal;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.intake.Inventory;
import io.muster.testing.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What posture, growth, coverage and rehearsal are made of.
@ParameterizedClass
@EnumSource
class FiguresTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Inventory inventory;
    private Figures figures;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
        figures = new JdbcFigures(inventory.database);
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void ofAnEmptyRollNoShareIsInvented() {
        assertThat(figures.count(inventory.now))
                .filteredOn(it -> it.name().startsWith("posture:"))
                .isNotEmpty()
                .allMatch(it -> it.share().isEmpty());
        assertThat(figures.latest("posture:")).isEmpty();
    }

    @Test
    void aShortLivedCertificateIsAutomated() {
        Instant now = inventory.now;
        inventory.scan(
                "files",
                ending("a.example", now.minus(DAY), now.plus(DAY.multipliedBy(89))),
                ending("b.example", now.minus(DAY), now.plus(DAY.multipliedBy(300))),
                ending("c.example", now.minus(DAY.multipliedBy(400)), now.minus(DAY)));

        assertThat(counted("posture:short-lived"))
                .extracting(Figure::part, Figure::whole)
                .containsExactly(1L, 3L);
        assertThat(counted("posture:not-expired"))
                .extracting(Figure::part, Figure::whole)
                .containsExactly(2L, 3L);
        assertThat(counted("posture:ending").share()).contains(1.0);
        assertThat(counted("growth:type:x509-certificate").part()).isEqualTo(3);
        assertThat(counted("growth:machines").part()).isEqualTo(3);
    }

    @Test
    void aTeamOwnsAPartOfTheWhole() {
        Instant now = inventory.now;
        inventory.scan(
                "files",
                ending("a.example", now.minus(DAY), now.plus(DAY.multipliedBy(89))),
                ending("b.example", now.minus(DAY), now.plus(DAY.multipliedBy(300))),
                ending("c.example", now.minus(DAY.multipliedBy(400)), now.minus(DAY)));
        change("INSERT INTO team (n, id, name) VALUES (1, 'shop', 'Shop'), (2, 'idle', 'Idle')");
        change(
                "UPDATE credential SET owner_n = 1 WHERE title LIKE '%a.example%' OR title LIKE '%b.example%'");
        change("UPDATE identity SET owner_n = 1 WHERE name IN ('a.example', 'b.example')");
        List<Figure> counted = figures.count(now);
        keep(counted.toArray(Figure[]::new));

        assertThat(counted).noneMatch(it -> it.name().startsWith("team:idle/"));
        List<Figure> shop = figures.latest("posture:", Set.of("shop"));
        assertThat(shop)
                .extracting(Figure::name)
                .containsExactlyElementsOf(
                        figures.latest("posture:").stream().map(Figure::name).toList());
        assertThat(shop)
                .filteredOn(it -> it.name().equals("posture:short-lived"))
                .containsExactly(new Figure("posture:short-lived", now, 1, 2));
        assertThat(figures.latest("posture:", Set.of("idle"))).allMatch(it -> it.share().isEmpty());
        assertThat(figures.series("growth:", 9, Set.of("shop")))
                .contains(
                        new Figure("growth:machines", now, 2, 0),
                        new Figure("growth:type:x509-certificate", now, 2, 0));
        assertThat(figures.series("growth:", 9)).contains(new Figure("growth:machines", now, 3, 0));
    }

    /// What is counted of a team that owns everything is what is counted of everything.
    @Test
    void whoOwnsEverythingHasTheFiguresOfTheEstate() {
        Instant now = inventory.now;
        Entry both = inventory.certificate("both.example", "file://web-3/etc/both.pem");
        inventory.scan("files", both, ending("c.example", now.minus(DAY), now.plus(DAY)));
        inventory.scan("tls", both);
        change("INSERT INTO team (n, id, name) VALUES (1, 'shop', 'Shop')");
        change("UPDATE credential SET owner_n = 1, worst = 5");
        change("UPDATE identity SET owner_n = 1, criticality = 'high'");
        change("UPDATE sighting SET role = 'served'");
        keep(figures.count(now).toArray(Figure[]::new));

        assertThat(figures.latest("posture:", Set.of("shop")))
                .isEqualTo(figures.latest("posture:"));
        assertThat(figures.series("growth:", 1, Set.of("shop")))
                .containsAll(figures.series("growth:type:", 1))
                .containsAll(figures.series("growth:kind:", 1));
    }

    @Test
    void whatSeveralSourcesSeeIsCountedByTheirHistory() {
        Entry both = inventory.certificate("both.example", "file://web-3/etc/both.pem");
        Entry one = inventory.certificate("one.example", "file://web-3/etc/one.pem");
        inventory.scan("files", both, one);
        inventory.scan("tls", both);

        assertThat(counted("seen:x509-certificate files tls").part()).isEqualTo(1);
        assertThat(counted("seen:x509-certificate files").part()).isEqualTo(1);
        assertThat(counted("places:files"))
                .extracting(Figure::part, Figure::whole)
                .containsExactly(2L, 2L);
        inventory.now = inventory.now.plus(DAY.multipliedBy(31));
        assertThat(counted("places:files").part()).isZero();
    }

    @Test
    void whatIsNotCountedAnyMoreIsNotThereAnyMore() {
        Instant now = inventory.now;
        keep(new Figure("seen:x a", now, 1, 0), new Figure("seen:x b", now, 2, 0));
        keep(new Figure("seen:x a", now.plusSeconds(60), 3, 0));

        assertThat(figures.latest("seen:"))
                .containsExactly(new Figure("seen:x a", now.plusSeconds(60), 3, 0));
        keep(new Figure("growth:people", now.plus(DAY), 3, 0));
        keep(new Figure("growth:people", now.plus(DAY).plusSeconds(1), 4, 0));
        keep(new Figure("growth:people", now.plus(DAY.multipliedBy(2)), 5, 0));
        assertThat(figures.latest("seen:")).isEmpty();
        assertThat(figures.series("growth:", 10)).extracting(Figure::part).containsExactly(4L, 5L);
    }

    @Test
    void publicCertificatesAreRehearsedByWhatIsAlike() {
        Instant now = inventory.now;
        inventory.scan(
                "files",
                ending("a.example", now.minus(DAY), now.plus(DAY.multipliedBy(89))),
                ending("b.example", now.minus(DAY), now.plus(DAY.multipliedBy(89))),
                ending("c.example", now.minus(DAY), now.plus(DAY.multipliedBy(300))),
                ending("root.example", now.minus(DAY), now.plus(DAY.multipliedBy(3_000))),
                ending("late.example", now.minus(DAY.multipliedBy(9)), now.minus(DAY)));
        change("UPDATE credential SET issuer_kind = 'public'");
        JdbcRehearsals rehearsals = new JdbcRehearsals(inventory.database);

        List<Rehearsal.Group> groups = rehearsals.count(now);
        assertThat(groups).extracting(Rehearsal.Group::certificates).containsExactly(2L, 1L);
        assertThat(groups.getFirst().life()).isEqualTo(90);
        inventory.database.write(unit -> {
            rehearsals.keep(unit, groups, now);
            rehearsals.keep(unit, groups, now);
            return true;
        });
        assertThat(rehearsals.groups()).containsExactlyInAnyOrderElementsOf(groups);
        assertThat(rehearsals.countedAt()).contains(now);
        assertThat(figures.latest("")).isEmpty();
    }

    @Test
    void publicCertificatesForClientsAreListedForWhoMaySeeThem() {
        Instant now = inventory.now;
        inventory.scan(
                "files",
                inventory.entry(
                        Samples.clientCertificate(
                                "client.example",
                                "Example CA",
                                now.minus(DAY),
                                now.plus(DAY.multipliedBy(89))),
                        "file://web-3/etc/client.pem"),
                ending("server.example", now.minus(DAY), now.plus(DAY.multipliedBy(89))));
        change("UPDATE credential SET issuer_kind = 'public'");
        JdbcClientCertificates clients = new JdbcClientCertificates(inventory.database);
        List<Long> found = clients.found();
        inventory.database.write(unit -> {
            clients.keep(unit, List.of(99L));
            clients.keep(unit, found);
            return true;
        });

        assertThat(clients.after(new Viewer.Everything(), 0, 10))
                .extracting(it -> it.value().title())
                .containsExactly("client.example");
        assertThat(clients.after(new Viewer.Teams(Set.of("web")), 0, 10)).isEmpty();
    }

    private Figure counted(String name) {
        return figures.count(inventory.now).stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(figures.count(inventory.now).toString()));
    }

    private void keep(Figure... all) {
        inventory.database.write(unit -> {
            figures.keep(unit, List.of(all));
            return true;
        });
    }

    private void change(String sql) {
        inventory.database.write(unit -> Database.in(unit, session -> session.update(sql)));
    }

    private Entry ending(String name, Instant from, Instant until) {
        return inventory.entry(
                Samples.certificate(name, "Example CA", from, until),
                "file://web-3/etc/" + name + ".pem");
    }
}
