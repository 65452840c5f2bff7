package io.muster.directory;

import io.muster.unit.Unit;
import java.util.List;
import java.util.Optional;

/// Where people of the directory are kept, and who has left it.
public interface People {
    /// How many there may be.
    int MAX = 500_000;

    Optional<Person> find(String id);

    /// In order of id.
    ///
    /// @param skip how many to leave out at the beginning
    Found<Person> page(Wanted wanted, long skip, int limit);

    Optional<Person> find(Unit unit, String id);

    /// Another than `id` whose user name or external id is `person`'s.
    Optional<Person> clash(Unit unit, Person person);

    long count(Unit unit);

    /// Makes them, or changes them.
    void keep(Unit unit, Person person);

    void remove(Unit unit, String id);

    /// Notes that somebody is gone.
    void depart(Unit unit, Departure departure);

    /// Those after `number`, in order of number.
    List<Departure> departures(long number, int limit);

    /// Those before `number`, the last first.
    List<Departure> latest(long number, int limit);
}
