package io.muster.inventory.declared;

import io.muster.inventory.Actor;
import io.muster.inventory.CredentialName;
import io.muster.inventory.Refused;
import io.muster.inventory.TeamName;
import io.muster.inventory.Viewer;
import io.muster.inventory.intake.Runs;
import io.muster.model.Entry;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where declared lists are kept, and what came of holding them against the roll. Who changes them
/// is [Declarations].
///
/// A list and a comparison may be larger than a unit: both are put beside the ones that hold, part
/// by part, and take their place in one step.
public interface Declared {

    /// All lists, in order of id.
    List<Summary> all();

    Optional<Summary> find(String id);

    /// Puts lines of an edition that does not hold yet; the list itself is made when it is new.
    void put(Unit unit, String id, long edition, List<DeclaredLine> lines, Instant now);

    /// Lets an edition hold.
    ///
    /// @throws Refused when another was uploaded meanwhile, or there is no such team
    void adopt(Unit unit, Naming naming, Edition edition, Actor actor, Instant now);

    /// @throws Refused when it was changed meanwhile
    void remove(Unit unit, String id, long version, Actor actor, Instant now);

    /// The lists to be compared: new editions, and all once a run was completed since.
    List<Due> due();

    /// Lines of the edition that holds, after line `after`.
    List<DeclaredLine> lines(String id, long after, int limit);

    /// Credentials that are somewhere now, with their sightings, after row `after`.
    List<Present> present(long after, int limit);

    /// Puts what lines mean, of a comparison that does not hold yet.
    void mean(Unit unit, String id, long pass, List<Meaning> meanings);

    /// Lets a comparison hold, and notes the trend when it differs from the last.
    ///
    /// @return whether it holds; not when the list was changed since it was begun
    boolean compared(Unit unit, Due due, long pass, Counts counts, Instant began);

    /// Deletes some of what holds no more.
    ///
    /// @return how many rows; call again until there are none
    int sweep(Unit unit);

    /// What came of the last comparison. A credential that `viewer` may not see is left out of its
    /// line.
    List<Runs.Numbered<Item>> items(Viewer viewer, String id, Kind kind, long after, int limit);

    /// How the counts went, the newest first.
    List<Delta> trend(String id, int limit);

    /// @param lines that can be used
    /// @param unusable lines that say nothing by which a credential could be found
    /// @param compared when it was held against the roll last
    record Summary(
            String id,
            String name,
            Optional<TeamName> team,
            long lines,
            long unusable,
            Instant uploaded,
            String by,
            Optional<Instant> compared,
            Optional<Counts> counts,
            long version) {}

    /// @param known lines that mean credentials which are there
    /// @param unknown credentials of ours that no line means
    /// @param missing lines for which nothing is there
    /// @param repeated lines that mean only what an earlier one means
    record Counts(long known, long unknown, long missing, long repeated) {
        /// Before the first comparison.
        public static final Counts NONE = new Counts(0, 0, 0, 0);
    }

    /// @param team whose list it is; of whose credentials those without a line are unknown
    record Naming(String id, String name, Optional<String> team) {
        public Naming {
            if (!id.matches("[a-z0-9][a-z0-9.-]{0,99}")) {
                throw new Refused(
                        Refused.Kind.INVALID,
                        "a list's id is 1 to 100 small letters, digits, dots and hyphens");
            }
            if (name.isBlank() || name.length() > 200) {
                throw new Refused(Refused.Kind.INVALID, "a list's name has 1 to 200 characters");
            }
        }
    }

    /// @param seen the version of the list that it takes the place of; 0 when it is new
    record Edition(long number, long lines, long unusable, long seen) {}

    /// @param team whose credentials count as unknown; empty: all of ours
    record Due(String id, long edition, Optional<String> team) {}

    /// @param number of the row
    /// @param owner the team that owns it
    record Present(long number, Entry entry, Optional<String> owner) {}

    /// @param rule by which; empty unless it is known
    /// @param credential the number of its row; 0 unless it is known
    record Meaning(long line, Kind kind, String rule, long credential) {}

    /// What is known of one side, or of both.
    record Item(
            Optional<DeclaredLine> line,
            Optional<String> rule,
            Optional<CredentialName> credential) {}

    /// The counts at a time.
    record Delta(Instant at, long known, long unknown, long missing) {}

    /// What a comparison says of a line, or of a credential.
    enum Kind {
        KNOWN,
        UNKNOWN,
        MISSING,
        REPEATED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
