package io.muster.directory;

import java.time.Instant;
import java.util.Locale;

/// Somebody whom the directory knows.
///
/// @param id ours
/// @param externalId theirs, which never changes hands; empty when the directory has none
/// @param userName theirs, one person's at a time, whatever its case
/// @param name for people to read
/// @param mail the main address; empty when there is none
/// @param active may they come in?
/// @param document what else the directory said, as JSON that only the way in understands
/// @param version counts changes, from 1
public record Person(
        String id,
        String externalId,
        String userName,
        String name,
        String mail,
        boolean active,
        String document,
        long version,
        Instant created,
        Instant changed) {

    /// What texts are compared by, where their case means nothing.
    public static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /// Does the directory say the same of them?
    public boolean saysTheSame(Person other) {
        return externalId.equals(other.externalId)
                && userName.equals(other.userName)
                && name.equals(other.name)
                && mail.equals(other.mail)
                && active == other.active
                && document.equals(other.document);
    }

    /// The next version of this person, as `other` says it.
    public Person next(Person other, Instant at) {
        return new Person(
                id,
                other.externalId,
                other.userName,
                other.name,
                other.mail,
                other.active,
                other.document,
                version + 1,
                created,
                at);
    }
}
