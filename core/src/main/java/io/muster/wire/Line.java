package io.muster.wire;

import io.muster.model.Account;
import io.muster.model.Entry;
import io.muster.model.Grant;
import io.muster.model.Malformed;
import io.muster.scan.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// One line of what a scanner reports.
public sealed interface Line {
    /// Sightings of one line; whoever has more sends several lines of the same credential.
    int SIGHTINGS_MAX = 1000;

    /// The longest line that is read, in bytes.
    int BYTES_MAX = 4 << 20;

    /// A credential with everything that the run knows of it.
    record OfEntry(Entry entry) implements Line {}

    /// An account that a provider listed.
    record OfAccount(Account account) implements Line {}

    /// Who may do what.
    record OfGrant(Grant grant) implements Line {}

    /// What could not be read, and why.
    record OfUnreadable(Unreadable unreadable) implements Line {}

    /// This line as text, without an end of line; all ASCII.
    default String text() {
        return LineWriter.text(this);
    }

    /// Reads what [#text] writes.
    ///
    /// @throws Malformed when it is something else, or its credential is not what it says
    static Line parse(String text) throws Malformed {
        return LineReader.read(text);
    }

    /// `entry` in as many lines as its sightings need.
    static Stream<Line> of(Entry entry) {
        List<Line> lines = new ArrayList<>(1);
        int from = 0;
        do {
            int to = Math.min(from + SIGHTINGS_MAX, entry.sightings().size());
            lines.add(
                    new OfEntry(
                            new Entry(
                                    entry.credential(),
                                    entry.foreign(),
                                    entry.identities(),
                                    entry.sightings().subList(from, to),
                                    entry.facts())));
            from = to;
        } while (from < entry.sightings().size());
        return lines.stream();
    }
}
