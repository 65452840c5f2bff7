package io.muster.directory;

import java.util.List;
import java.util.Set;

/// All that a directory says at one time. A part of it is none: who is not in it is gone.
public record Snapshot(List<Somebody> people, List<Circle> groups) {

    /// A person.
    ///
    /// @param externalId never empty
    public record Somebody(
            String externalId, String userName, String name, String mail, boolean active) {}

    /// A group.
    ///
    /// @param externalId never empty
    /// @param members the external ids of people and groups in this snapshot
    public record Circle(String externalId, String name, Set<String> members) {
        public Circle {
            members = Set.copyOf(members);
        }
    }

    public Snapshot {
        people = List.copyOf(people);
        groups = List.copyOf(groups);
    }
}
