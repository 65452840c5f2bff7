package io.muster.store.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.access.Belonging;
import io.muster.access.machine.MachineUses;
import io.muster.directory.Departure;
import io.muster.directory.Group;
import io.muster.directory.Groups;
import io.muster.directory.Member;
import io.muster.directory.Naming;
import io.muster.directory.People;
import io.muster.directory.Person;
import io.muster.directory.Wanted;
import io.muster.directory.Wanted.Field;
import io.muster.directory.Wanted.Match;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.access.JdbcMachineUses;
import io.muster.unit.Unit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The directory and the machines in both databases.
@ParameterizedClass
@EnumSource
class DirectoryStoreTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Database database;
    private People people;
    private Groups groups;

    @BeforeEach
    void open() {
        database = kind.authority(folder);
        people = new JdbcPeople(database);
        groups = new JdbcGroups(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void peopleAreFoundByWhatIsKnownOfThem() {
        write(unit -> people.keep(unit, person("u1", "x1", "Anna", "Anna Öl", true)));
        write(unit -> people.keep(unit, person("u2", "x2", "otto", "Otto_B", false)));

        assertThat(people.find("u1").orElseThrow().userName()).isEqualTo("Anna");
        assertThat(ids(like(Field.USER_NAME, Match.EQUALS, "ANNA"))).containsExactly("u1");
        assertThat(ids(like(Field.NAME, Match.CONTAINS, "öl"))).containsExactly("u1");
        assertThat(ids(like(Field.NAME, Match.CONTAINS, "o_b"))).containsExactly("u2");
        assertThat(ids(like(Field.NAME, Match.CONTAINS, "%"))).isEmpty();
        assertThat(ids(like(Field.MAIL, Match.STARTS, "otto@"))).containsExactly("u2");
        assertThat(ids(like(Field.MAIL, Match.ENDS, "EXAMPLE"))).containsExactly("u1", "u2");
        assertThat(ids(like(Field.ACTIVE, Match.EQUALS, "false"))).containsExactly("u2");
        assertThat(ids(like(Field.EXTERNAL_ID, Match.EQUALS, "X1"))).isEmpty();
        assertThat(ids(new Wanted.Not(like(Field.ID, Match.EQUALS, "u1")))).containsExactly("u2");
        assertThat(
                        ids(
                                new Wanted.Every(
                                        List.of(
                                                like(Field.EXTERNAL_ID, Match.PRESENT, ""),
                                                new Wanted.Either(
                                                        List.of(
                                                                like(Field.ID, Match.EQUALS, "u2"),
                                                                like(
                                                                        Field.ID,
                                                                        Match.EQUALS,
                                                                        "u3")))))))
                .containsExactly("u2");
        assertThat(people.page(new Wanted.All(), 1, 1).items()).hasSize(1);
        assertThat(people.page(new Wanted.All(), 1, 1).total()).isEqualTo(2);
    }

    @Test
    void aNameOrAnIdIsOnePersonsAtATime() {
        write(unit -> people.keep(unit, person("u1", "x1", "anna", "A", true)));
        Person same = person("u2", "x2", "ANNA", "A", true);
        Person id = person("u3", "x1", "other", "A", true);
        Person nameless = person("u4", "", "nobody", "A", true);
        write(unit -> {
            assertThat(people.clash(unit, same)).isPresent();
            assertThat(people.clash(unit, id)).isPresent();
            assertThat(people.clash(unit, nameless)).isEmpty();
            people.keep(unit, nameless);
            people.keep(unit, person("u5", "", "nobody2", "A", true));
            people.keep(unit, person("u1", "x1", "anna", "New name", true));
        });

        assertThat(people.find("u1").orElseThrow().name()).isEqualTo("New name");
    }

    @Test
    void whoBelongsToAGroupBelongsToWhatItBelongsToAndCirclesEnd() {
        write(unit -> {
            people.keep(unit, person("u1", "x1", "anna", "A", true));
            people.keep(unit, person("u2", "x2", "otto", "O", false));
            for (String id : List.of("g1", "g2", "g3")) {
                groups.keep(unit, new Group(id, "x" + id, "group " + id, 1, NOON, NOON));
            }
            assertThat(groups.known(unit, Set.of("u1", "g2", "nobody")))
                    .containsExactlyInAnyOrder("u1", "g2");
            groups.join(unit, "g1", Set.of("u1", "u2"));
            groups.join(unit, "g2", Set.of("g1"));
            groups.join(unit, "g1", Set.of("g2"));
        });
        Belonging belonging = new JdbcBelonging(database, Naming.EXTERNAL_ID);

        assertThat(belonging.of("x1"))
                .isEqualTo(new Belonging.Said.Here(List.of("group g1", "group g2")));
        assertThat(belonging.of("x2")).isEqualTo(new Belonging.Said.Left());
        assertThat(belonging.of("x3")).isEqualTo(new Belonging.Said.Nothing());
        assertThat(belonging.of("")).isEqualTo(new Belonging.Said.Nothing());
        assertThat(new JdbcBelonging(database, Naming.USER_NAME).of("anna"))
                .isInstanceOf(Belonging.Said.Here.class);
        assertThat(groups.members("g1"))
                .containsExactly(
                        new Member("g2", Member.Kind.GROUP, "group g2"),
                        new Member("u1", Member.Kind.PERSON, "A"),
                        new Member("u2", Member.Kind.PERSON, "O"));
        assertThat(groups.of("u1")).extracting(Group::id).containsExactly("g1");
        assertThat(groups.page(like(Field.MEMBER, Match.EQUALS, "u1"), 0, 9).items())
                .extracting(Group::id)
                .containsExactly("g1");
        write(unit -> {
            groups.leave(unit, "g1", Set.of("u2"));
            groups.leaveAll(unit, "u1");
            groups.remove(unit, "g2");
        });
        assertThat(groups.members("g1")).isEmpty();
        assertThat(belonging.of("x1")).isEqualTo(new Belonging.Said.Here(List.of()));
    }

    @Test
    void whoHasLeftIsRememberedAndMayComeBack() {
        Person anna = person("u1", "x1", "anna", "A", true);
        Belonging belonging = new JdbcBelonging(database, Naming.EXTERNAL_ID);
        write(unit -> {
            people.depart(
                    unit,
                    new Departure(0, "u1", "x1", "anna", "A", "a@x", Departure.How.REMOVED, NOON));
            people.depart(
                    unit,
                    new Departure(0, "u2", "x2", "otto", "O", "", Departure.How.INACTIVE, NOON));
        });

        assertThat(belonging.of("x1")).isEqualTo(new Belonging.Said.Left());
        List<Departure> all = people.departures(0, 9);
        assertThat(all).extracting(Departure::userName).containsExactly("anna", "otto");
        assertThat(people.departures(all.getFirst().number(), 9)).hasSize(1);
        assertThat(people.latest(Long.MAX_VALUE, 1))
                .extracting(Departure::userName)
                .containsExactly("otto");
        write(unit -> people.keep(unit, anna));
        assertThat(belonging.of("x1")).isInstanceOf(Belonging.Said.Here.class);
    }

    @Test
    void machinesThatCameAreListedAndATokenIsUsedUpOnce() {
        MachineUses uses = new JdbcMachineUses(database);
        uses.note("ci", "repo:a", MachineUses.Way.TOKEN, NOON);
        uses.note("ci", "repo:a", MachineUses.Way.TOKEN, NOON.plusSeconds(1));
        uses.note("web", "web-1", MachineUses.Way.CERTIFICATE, NOON.plusSeconds(2));

        assertThat(uses.all())
                .extracting(MachineUses.Use::subject)
                .containsExactly("web-1", "repo:a");
        assertThat(uses.all().getLast().last()).isEqualTo(NOON);
        assertThat(uses.spend("token", NOON)).isTrue();
        assertThat(uses.spend("token", NOON)).isFalse();
        uses.sweep(NOON.plusSeconds(1), NOON.plus(Duration.ofDays(1)));
        assertThat(uses.all()).extracting(MachineUses.Use::subject).containsExactly("web-1");
        assertThat(uses.spend("token", NOON)).isTrue();
    }

    private List<String> ids(Wanted wanted) {
        return people.page(wanted, 0, 9).items().stream().map(Person::id).toList();
    }

    private static Wanted.Like like(Field field, Match match, String text) {
        return new Wanted.Like(field, match, text);
    }

    private static Person person(
            String id, String externalId, String userName, String name, boolean active) {
        return new Person(
                id, externalId, userName, name, userName + "@example", active, "", 1, NOON, NOON);
    }

    private void write(Consumer<Unit> work) {
        database.write(unit -> {
            work.accept(unit);
            return true;
        });
    }
}
