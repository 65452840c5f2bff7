package io.muster.directory;

import io.muster.unit.Unit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where groups of the directory are kept, and who belongs to them.
public interface Groups {
    /// How many there may be.
    int MAX = 50_000;

    /// How many may belong to one.
    int MEMBERS_MAX = 100_000;

    Optional<Group> find(String id);

    /// In order of id.
    ///
    /// @param skip how many to leave out at the beginning
    Found<Group> page(Wanted wanted, long skip, int limit);

    /// Who belongs to it directly, in order of id.
    List<Member> members(String group);

    /// The groups that `member` belongs to directly, in order of id.
    List<Group> of(String member);

    Optional<Group> find(Unit unit, String id);

    long count(Unit unit);

    /// Another than `group` with its external id.
    Optional<Group> clash(Unit unit, Group group);

    /// Makes it, or changes it.
    void keep(Unit unit, Group group);

    /// Removes it with its memberships.
    void remove(Unit unit, String id);

    /// Who belongs to it directly.
    Set<String> memberIds(Unit unit, String group);

    /// @return those of `ids` that are people or groups
    Set<String> known(Unit unit, Collection<String> ids);

    void join(Unit unit, String group, Collection<String> members);

    void leave(Unit unit, String group, Collection<String> members);

    /// Takes `member` out of all groups.
    void leaveAll(Unit unit, String member);
}
