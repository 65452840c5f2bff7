package io.muster.governance;

import io.muster.inventory.Refused;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Where policies are kept, version by version, with what was put in force when and by whom.
public interface PolicyBook {

    /// One version of one policy, without its text.
    record Version(
            String policy, int number, String digest, int rules, String author, Instant at) {}

    /// What an activation would change, as it was found out.
    ///
    /// @param digest of the text that was tried; empty for [Choice#OFF]
    /// @param base the activation that was in force
    /// @param edition of the policy that was in force
    /// @param diff the difference with its first rows, as JSON
    record Preview(
            String id,
            String policy,
            Choice version,
            String digest,
            long base,
            String edition,
            Instant at,
            String actor,
            long newlyBroken,
            long newlyPassing,
            long newlyRefused,
            long judged,
            String diff) {}

    /// What was put in force.
    ///
    /// @param preview what it was known to change
    record Activation(
            long number,
            String policy,
            Choice version,
            String digest,
            Instant at,
            String actor,
            Preview preview) {}

    /// A wish to put something in force.
    ///
    /// @param preview its id
    record Wish(
            String policy,
            Choice version,
            String digest,
            String edition,
            String preview,
            String actor) {}

    /// How far everything is judged again after an activation.
    record Progress(long total, long judged) {}

    /// The newest version of each policy that has one, in order of name.
    List<Version> newest();

    /// The newest first.
    ///
    /// @param before a version's number; empty for the newest
    List<Version> versions(String policy, OptionalLong before, int limit);

    Optional<Version> version(String policy, int number);

    Optional<String> text(String policy, int number);

    /// Keeps `text` as the next version; the newest itself when that says the same.
    Version keep(Unit unit, PolicyText text, String author, Instant now);

    /// The number of the last activation; 0 when there was none.
    long activation();

    /// What was last chosen of each policy, up to that activation.
    Map<String, Choice> chosen(long activation);

    /// Activations of `policy`, the newest first.
    ///
    /// @param before an activation's number; empty for the newest
    List<Activation> history(String policy, OptionalLong before, int limit);

    Preview keep(Unit unit, Preview preview);

    Optional<Preview> preview(String id);

    /// Puts it in force.
    ///
    /// @param oldest previews from before are refused
    /// @throws Refused when the preview is too old, or one of something else
    Activation activate(Unit unit, Wish wish, Instant now, Instant oldest);

    /// How many findings of each rule are open.
    Map<String, Long> open();

    Progress progress();
}
