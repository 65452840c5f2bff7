package io.muster.inventory;

import java.util.Locale;

/// A row that people can label and whose changes are kept.
///
/// @param id as the outside knows it
public record Entity(Kind kind, String id) {

    /// What it is a row of.
    public enum Kind {
        CREDENTIAL,
        IDENTITY,
        SOURCE,
        TEAM,
        PERSON;

        /// As documents and the database spell it.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Entity credential(String id) {
        return new Entity(Kind.CREDENTIAL, id);
    }

    public static Entity identity(String id) {
        return new Entity(Kind.IDENTITY, id);
    }
}
