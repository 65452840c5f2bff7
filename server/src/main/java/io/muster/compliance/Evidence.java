package io.muster.compliance;

import io.muster.inventory.query.Listing;

/// Something that can be counted and that requirements rest on.
///
/// @param id in the mapping, the API and the series
/// @param title for people
public record Evidence(String id, String title, Source source) {

    /// Where it comes from.
    public sealed interface Source permits Rows, Metric, Fact {}

    /// Rows of a list that the query finds.
    ///
    /// @param of that of which they are a part; where it finds nothing, nobody can tell
    /// @param wanted whether rows are what is asked for, or what breaks it
    /// @param why why nobody can tell
    public record Rows(Asked asked, Asked of, Wanted wanted, String why) implements Source {}

    /// A figure of the program, by its id.
    public record Metric(String id) implements Source {}

    /// Something that the server itself knows.
    public record Fact() implements Source {}

    /// A list of the API, asked with a query.
    public record Asked(Listing list, String q) {}

    /// What rows mean.
    public enum Wanted {
        /// There should be some: an inventory.
        SOME,
        /// Each is a gap.
        NONE,
        /// Each is a gap that alone breaks a requirement.
        NONE_AT_ALL
    }

    /// Whether a gap here means that a requirement is not met, whatever else is well.
    boolean breaks() {
        return source instanceof Rows rows && rows.wanted() == Wanted.NONE_AT_ALL;
    }
}
