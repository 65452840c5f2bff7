package io.muster.store.stewardship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.ManagedKey;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.stewardship.Charge;
import io.muster.stewardship.OwnersGone;
import io.muster.stewardship.Stewardship;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.intake.Inventory;
import io.muster.store.wards.JdbcWards;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of the things of a team or a person that is gone.
@ParameterizedClass
@EnumSource
class OwnersGoneTest {
    private static final Actor ANNA = new Actor("person:anna", "request-1");
    private static final Entity WEB = new Entity(Entity.Kind.TEAM, "web");

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Inventory inventory;
    private OwnersGone gone;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
        gone = new JdbcOwnersGone(inventory.database);
        run("INSERT INTO team (n, id, name) VALUES (1, 'heads', 'Heads')");
        run("INSERT INTO team (n, id, name, parent_n) VALUES (2, 'web', 'Web', 1)");
        run(
                "INSERT INTO person (n, id, name, mail, team_n) VALUES (1, 'bea', 'Bea B', 'bea@example.com', 2)");
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void whatATeamOwnedIsAnOrphanAndGoesToTheTeamAbove() {
        inventory.scan("files", inventory.certificate("one.example", "file://web-3/etc/one.pem"));
        run("UPDATE identity SET owner_n = 2, owner_by = 'person'");
        run("UPDATE credential SET owner_n = 2");
        OwnersGone.Gone it = mark(WEB);
        assertThatThrownBy(() -> mark(WEB))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("already");
        look();

        OwnersGone.Gone found = gone.find(it.id()).orElseThrow();
        assertThat(found.looked()).isTrue();
        assertThat(found.reassign()).isEqualTo(1);
        OwnersGone.Left left = gone.left(it.id(), 0, 10).getFirst();
        assertThat(left.toDo()).isEqualTo(OwnersGone.ToDo.REASSIGN);
        assertThat(left.owner()).isEmpty();
        assertThat(left.proposed().orElseThrow().id()).isEqualTo("heads");
        assertThat(inventory.number("SELECT max(owner_n) FROM credential")).isZero();

        new Stewardship(
                        inventory.database,
                        new JdbcWards(inventory.database),
                        new Charge("platform", "cloud", "security", Duration.ofDays(3)),
                        () -> inventory.now)
                .assess(100);
        assertThat(
                        new JdbcOrphans(inventory.database)
                                .orphans(
                                        new Viewer.Everything(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        10)
                                .items())
                .hasSize(1);
        inventory.database.write(unit -> {
            gone.back(unit, it.id());
            return true;
        });
        run("UPDATE person SET gone = 0");
        assertThat(inventory.number("SELECT max(gone) FROM team")).isZero();
    }

    @Test
    void whatAPersonCouldKnowIsToBeRotated() {
        keys(
                key("one", Facts.of("tag.created-by", "bea@example.com")),
                key("two", Facts.of("tag.created-by", "anna")),
                key("three", Facts.of("comment", "not bea's")));
        OwnersGone.Gone it = mark(new Entity(Entity.Kind.PERSON, "bea"));
        look();

        List<OwnersGone.Left> left = gone.left(it.id(), 0, 10);
        assertThat(left).hasSize(1);
        assertThat(left.getFirst().toDo()).isEqualTo(OwnersGone.ToDo.ROTATE);
        assertThat(left.getFirst().why()).contains("tag.created-by is bea@example.com");
        assertThat(left.getFirst().title()).contains("one");
        assertThat(gone.list(Long.MAX_VALUE, 10).getFirst().rotate()).isEqualTo(1);
        assertThatThrownBy(() -> mark(new Entity(Entity.Kind.PERSON, "nobody")))
                .hasMessageContaining("no person");
    }

    private static Entry key(String name, Facts facts) {
        ManagedKey key = new ManagedKey("aws-iam", name, "", Optional.empty(), Optional.empty());
        return new Entry(
                key,
                false,
                List.of(),
                List.of(
                        new Sighting(
                                key.id(),
                                new Place("aws://1/user/" + name),
                                Role.REGISTERED,
                                "exports",
                                Inventory.START,
                                facts)),
                Facts.NONE);
    }

    private void keys(Entry... entries) {
        String run = inventory.intake.begin(new Reports.Beginning("cloud", "scanner", "test"));
        inventory.intake.take(
                run, new Report(List.of(entries), List.of(), List.of(), List.of(), List.of()));
        var _ = inventory.intake.complete(run, new Completion(List.of("aws://1/"), Run.Work.NONE));
    }

    private OwnersGone.Gone mark(Entity who) {
        return inventory.database.write(unit -> gone.mark(unit, who, "left", ANNA, inventory.now));
    }

    private void look() {
        while (inventory.database.writeInBulk(unit -> gone.look(unit, inventory.now))) {
            // The rest.
        }
    }

    private void run(String sql) {
        inventory.database.write(unit -> Database.in(unit, session -> session.update(sql)));
    }
}
