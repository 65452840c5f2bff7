package io.muster.evidence;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What sources told of an identity in a span of time.
///
/// @param seen since when anything was seen of it
/// @param rights what it was allowed
/// @param places where its credentials lay and its accounts were listed
/// @param uses of them, in the span and after it
/// @param cut which of these lists are longer than what is here
public record Told(
        Instant seen, List<Right> rights, List<Lay> places, List<Use> uses, SortedSet<String> cut) {
    public Told {
        rights = List.copyOf(rights);
        places = List.copyOf(places);
        uses = List.copyOf(uses);
        cut = Collections.unmodifiableSortedSet(new TreeSet<>(cut));
    }

    /// Who it is or what it shows.
    ///
    /// @param id of a credential; empty for an account
    /// @param type of the credential; `account`
    public record Holder(String id, String title, String type) {}

    /// When something was seen to be so.
    ///
    /// @param first when it was seen first; it may have been so before
    /// @param last when it was seen last
    /// @param gone when it was seen to be no more; it may have ended any time since `last`
    public record Seen(Instant first, Instant last, Optional<Instant> gone) {}

    /// What a holder was allowed.
    ///
    /// @param right `login`, `cluster-admin`
    /// @param resource on what
    /// @param scope restrictions, as the source writes them
    /// @param place where that is written
    /// @param source who told it
    public record Right(
            Holder holder,
            String right,
            String resource,
            String scope,
            String place,
            String source,
            Seen seen) {}

    /// Where a holder was: whoever could read a private half or a secret there could be it.
    ///
    /// @param role what it did there: `stored`, `served`
    /// @param readers who could read the file, where the source told its mode
    public record Lay(
            Holder holder,
            String place,
            String role,
            List<String> readers,
            String source,
            Seen seen) {
        public Lay {
            readers = List.copyOf(readers);
        }
    }

    /// A use: the last that a source knew of when it was asked last.
    ///
    /// @param detail what else it told: the service, the region
    public record Use(
            Holder holder,
            Instant at,
            String place,
            String source,
            SortedMap<String, String> detail) {
        public Use {
            detail = Collections.unmodifiableSortedMap(new TreeMap<>(detail));
        }
    }
}
