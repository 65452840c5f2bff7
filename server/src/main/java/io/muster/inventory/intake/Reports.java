package io.muster.inventory.intake;

import io.muster.unit.Unit;
import java.time.Instant;

/// Where [Intake] keeps what it is told. Each method is part of one unit.
public interface Reports {

    /// How many sightings one unit takes without holding up others.
    int sightingsInAUnit();

    /// Opens a run; makes its source when there is none of that name.
    ///
    /// @throws Refused when a run of that id is there already
    void begin(Unit unit, String run, Beginning beginning, Instant now);

    /// Makes a part ready to be taken in: what needs no unit is done here, by the caller's thread.
    Taking taking(Report report);

    /// A part that is ready.
    @FunctionalInterface
    interface Taking {
        /// Takes it in. The same part taken in again changes nothing but counts.
        ///
        /// @throws Refused when there is no such run, or it has ended
        Taken in(Unit unit, String run, Instant now);
    }

    /// Closes some of what the run completed and did not see.
    ///
    /// @param place a beginning of places
    /// @param after where the last step ended; empty for the first
    /// @return where to go on; empty when all is closed
    Step close(Unit unit, String run, String place, String after, Instant now);

    /// Closes some of what is no more at endpoints where the run has seen something.
    Step closeEndpoints(Unit unit, String run, String after, Instant now);

    /// Ends a run, whatever its state.
    void end(Unit unit, String run, Run.State state, Run.Work work, String message, Instant now);

    /// Ends all runs that nobody has heard of since `silent`.
    ///
    /// @return how many
    int interrupt(Unit unit, Instant silent, Instant now);

    /// @param source the source's id
    /// @param kind of a source that is made now
    /// @param reporter who looks
    record Beginning(String source, String kind, String reporter) {
        public Beginning {
            // One row that no list of sources could be made of would end all rounds.
            Source.checkId(source);
        }
    }

    /// What became of a part, in lines.
    record Taken(long fresh, long known, long rejected) {
        public long seen() {
            return fresh + known + rejected;
        }

        Taken plus(Taken other) {
            return new Taken(fresh + other.fresh, known + other.known, rejected + other.rejected);
        }
    }

    /// @param next where to go on; empty when done
    /// @param gone how many sightings were closed
    record Step(String next, long gone) {}
}
