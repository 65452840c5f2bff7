package io.muster.inventory.owners;

import io.muster.inventory.Actor;
import io.muster.unit.Unit;
import java.util.List;
import java.util.Optional;

/// Those who answer for machines.
public interface Teams {

    /// All, in order of id.
    List<Team> teams();

    Optional<Team> team(String id);

    /// Makes (version 0) or changes a team.
    ///
    /// @throws Refused when it was changed meanwhile, or its parent is unknown or below itself
    Team save(Unit unit, Team team, Actor actor);

    /// Removes a team that owns nothing.
    ///
    /// @throws Refused when it was changed meanwhile, owns something, or has people or teams in it
    void removeTeam(Unit unit, String id, long version, Actor actor);

    List<Person> people();

    Optional<Person> person(String id);

    Person save(Unit unit, Person person, Actor actor);

    void removePerson(Unit unit, String id, long version, Actor actor);

    /// @param contact a mail address or a channel
    /// @param escalation whom to tell when nobody answers
    record Team(
            String id,
            String name,
            String contact,
            String escalation,
            Optional<String> parent,
            long version) {}

    record Person(String id, String name, String mail, Optional<String> team, long version) {}
}
