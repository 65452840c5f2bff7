package io.muster.directory;

/// Who belongs to a group.
///
/// @param id of a person or a group
/// @param name for people to read
public record Member(String id, Kind kind, String name) {

    /// What belongs to a group.
    public enum Kind {
        PERSON,
        GROUP
    }
}
