package io.muster.inventory.findings;

import io.muster.inventory.Viewer;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who deals with a finding, and what people say about it. Findings open and resolve by themselves;
/// this does not.
public interface FindingDesk {

    /// A finding with the version of what people decide about it.
    record Numbered(FindingSummary finding, long version) {}

    /// What somebody said.
    record Comment(long number, Instant at, String actor, String text) {}

    Optional<Numbered> find(Viewer viewer, String id);

    /// Lets `assignee` deal with it.
    ///
    /// @param assignee `person:ID` or `team:ID`; empty for nobody
    /// @throws Refused when it was changed since `version`, or there is no such person or team
    Numbered assign(Unit unit, String id, String assignee, long version);

    /// Adds a comment; comments are never changed.
    Comment say(Unit unit, String id, String actor, String text, Instant now);

    /// The comments after `number`, in order.
    List<Comment> comments(String id, long number, int limit);
}
