package io.muster.inventory.intake;

import io.muster.model.Role;
import java.util.List;
import java.util.Optional;

/// The runs there were, for those who look. Lists come in pages: `after` is 0 for the first, then
/// the number of the last row that was seen.
public interface Runs {

    Optional<Run> find(String id);

    /// The newest first.
    ///
    /// @param source one source's only
    List<Numbered<Run>> newest(Optional<String> source, long after, int limit);

    /// What changed.
    ///
    /// @param kind `new`, `back`, `changed` or `gone` only
    List<Numbered<Change>> changes(String run, Optional<String> kind, long after, int limit);

    /// What could not be read, and why.
    List<Numbered<Reason>> unreadable(String run, long after, int limit);

    /// What was sent and not taken in, and why.
    List<Numbered<Reason>> rejected(String run, long after, int limit);

    /// A row with its place in the list.
    record Numbered<T>(long number, T value) {}

    /// @param kind `new`, `back`, `changed` or `gone`
    /// @param id the credential's, the identity's for an account
    record Change(String kind, String id, String title, String place, Role role) {}

    record Reason(String what, String reason) {}
}
