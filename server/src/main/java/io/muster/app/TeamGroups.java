package io.muster.app;

import io.muster.audit.Audited;
import io.muster.audit.Decision;
import io.muster.directory.Group;
import io.muster.directory.Groups;
import io.muster.directory.Member;
import io.muster.directory.People;
import io.muster.directory.Person;
import io.muster.directory.TeamNames;
import io.muster.directory.Wanted;
import io.muster.inventory.Actor;
import io.muster.inventory.owners.Teams;
import io.muster.unit.Units;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes teams of the groups of the directory that are some, and people of those who belong to
/// them, a moment behind: the directory is kept with who may do what, teams with what they own. A
/// team stays when its group goes, because it may own something; who leaves is taken out.
final class TeamGroups {
    private static final Actor ACTOR = new Actor("system", "directory");
    private static final int AT_ONCE = 1000;

    private final TeamNames names;
    private final People people;
    private final Groups groups;
    private final Teams teams;
    private final Audited audited;
    private final InstantSource clock;

    TeamGroups(
            TeamNames names,
            People people,
            Groups groups,
            Teams teams,
            Audited audited,
            InstantSource clock) {
        this.names = names;
        this.people = people;
        this.groups = groups;
        this.teams = teams;
        this.audited = audited;
        this.clock = clock;
    }

    /// Does what there is to do.
    void follow() {
        Set<String> placed = new HashSet<>();
        Set<String> done = new HashSet<>();
        for (String beginning : names.beginnings()) {
            Wanted wanted = new Wanted.Like(Wanted.Field.NAME, Wanted.Match.STARTS, beginning);
            for (Group group : groups.page(wanted, 0, AT_ONCE).items()) {
                Optional<String> team = names.team(group.name());
                if (team.isPresent() && done.add(group.id())) {
                    take(team.get(), group, placed);
                }
            }
        }
    }

    private void take(String id, Group group, Set<String> placed) {
        Optional<Teams.Team> there = teams.team(id);
        if (there.isEmpty()) {
            change(
                    "team.save",
                    "team:" + id,
                    Map.of("name", group.name(), "group", group.id()),
                    unit ->
                            teams.save(
                                    unit,
                                    new Teams.Team(id, group.name(), "", "", Optional.empty(), 0),
                                    ACTOR));
        }
        Set<String> here = new HashSet<>();
        for (Member member : groups.members(group.id())) {
            if (member.kind() == Member.Kind.PERSON) {
                people.find(member.id())
                        .filter(Person::active)
                        .ifPresent(it -> place(it, id, placed, here));
            }
        }
        for (Teams.Person it : teams.people()) {
            if (it.team().equals(Optional.of(id)) && !here.contains(it.id()) && isOurs(it)) {
                save(
                        new Teams.Person(
                                it.id(), it.name(), it.mail(), Optional.empty(), it.version()));
            }
        }
    }

    /// Somebody who is in several such groups is in the team of the first.
    private void place(Person person, String team, Set<String> placed, Set<String> here) {
        Optional<String> id = TeamNames.id(person.userName());
        if (id.isEmpty() || !placed.add(id.get())) {
            return;
        }
        here.add(id.get());
        Optional<Teams.Person> before = teams.person(id.get());
        Teams.Person wanted =
                new Teams.Person(
                        id.get(),
                        person.name(),
                        person.mail(),
                        Optional.of(team),
                        before.map(Teams.Person::version).orElse(0L));
        if (!before.equals(Optional.of(wanted))) {
            save(wanted);
        }
    }

    /// Does the directory know them? People whom somebody has written down by hand stay.
    private boolean isOurs(Teams.Person person) {
        return people.page(
                                new Wanted.Like(
                                        Wanted.Field.USER_NAME, Wanted.Match.EQUALS, person.id()),
                                0,
                                1)
                        .total()
                > 0;
    }

    private void save(Teams.Person person) {
        change(
                "person.save",
                "person:" + person.id(),
                Map.of("name", person.name(), "team", person.team().orElse("")),
                unit -> teams.save(unit, person, ACTOR));
    }

    private <T> void change(
            String action, String subject, Map<String, String> detail, Units.Work<T> work) {
        T _ =
                audited.change(
                        Decision.of(clock.instant(), "system", "", action, subject, detail), work);
    }
}
