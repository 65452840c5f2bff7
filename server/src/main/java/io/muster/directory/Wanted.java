package io.muster.directory;

import java.util.List;

/// Whom somebody looks for.
public sealed interface Wanted {

    /// Everybody.
    record All() implements Wanted {}

    /// Whom all of these want.
    record Every(List<Wanted> of) implements Wanted {
        public Every {
            of = List.copyOf(of);
        }
    }

    /// Whom any of these wants.
    record Either(List<Wanted> of) implements Wanted {
        public Either {
            of = List.copyOf(of);
        }
    }

    /// Whom this does not want.
    record Not(Wanted other) implements Wanted {}

    /// Whose `field` is like `text`.
    record Like(Field field, Match match, String text) implements Wanted {}

    /// What can be looked for. A group has no user name, no mail and is always active; a person has
    /// no members.
    enum Field {
        ID,
        EXTERNAL_ID,
        USER_NAME,
        NAME,
        MAIL,
        /// `true` or `false`.
        ACTIVE,
        /// The id of somebody who belongs to it.
        MEMBER
    }

    /// How it is compared.
    enum Match {
        EQUALS,
        CONTAINS,
        STARTS,
        ENDS,
        /// There is any text.
        PRESENT
    }
}
