package io.muster.discovery;

import io.muster.model.Anchor;
import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.Facts;
import io.muster.model.Grant;
import io.muster.model.Place;
import io.muster.model.Sighting;
import java.util.List;

/// What a source may say.
public sealed interface Observation {

    /// A credential was there.
    ///
    /// @param anchors whose it is, where the source knows (the user of an access key); mostly
    ///   empty, the roll works it out
    record Sighted(Credential credential, Sighting sighting, List<Anchor> anchors)
            implements Observation {
        public Sighted {
            anchors = List.copyOf(anchors);
            if (!sighting.subject().equals(credential.id())) {
                throw new IllegalArgumentException("the sighting is of something else");
            }
        }

        public Sighted(Credential credential, Sighting sighting) {
            this(credential, sighting, List.of());
        }
    }

    /// An account was there, with or without a credential. The sighting's subject is its anchor.
    record Registered(Anchor anchor, Sighting sighting) implements Observation {}

    /// Somebody may do something.
    record Granted(Grant grant) implements Observation {}

    /// A configuration says what uses a file: which service, listener and names.
    ///
    /// @param configuration where that is written
    /// @param file the place that is used, as the `files` source writes places
    /// @param facts `service` (`nginx`), `serverName`, `listen`, `purpose` (`certificate`,
    ///   `private-key`, `client-ca`, …)
    record Referenced(Place configuration, Place file, Facts facts) implements Observation {}

    /// A certificate revocation list was there (RFC 5280, 5); the roll checks its signature before
    /// it believes it.
    record RevocationList(Place place, Bytes der) implements Observation {}

    /// Everything at and below a place was looked at, but for what is told as [Unreadable]: what
    /// was known there and is not seen now is gone. Said last, and only by a look that came to its
    /// end.
    ///
    /// @param place everything whose place begins with it
    record Covered(Place place) implements Observation {}

    /// Something was there and could not be read.
    ///
    /// @param reason in words for a person; never quotes the content
    record Unreadable(Place place, String reason) implements Observation {}
}
