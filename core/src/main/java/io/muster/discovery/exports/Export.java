package io.muster.discovery.exports;

import io.muster.discovery.Content;
import io.muster.discovery.ContentReader;
import io.muster.discovery.Observation;
import io.muster.model.Malformed;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;

/// One kind of exported file, known by its structure.
interface Export {

    /// Whether content that begins with `head` is of this kind. Cheap, and wrong only where [#read]
    /// then says why it cannot be read.
    ///
    /// @param head the first characters, at most [ExportReader#HEAD], byte order mark removed
    boolean recognises(String head);

    /// Hands over what the export lists.
    ///
    /// @param inner reads what is inside: the certificates and tokens of a cluster's secrets
    void read(Reading reading, ContentReader inner)
            throws IOException, Malformed, InterruptedException;

    /// One reading of one export.
    ///
    /// @param source the name that sightings carry
    record Reading(Content content, String source, Instant at, Consumer<Observation> out) {}
}
