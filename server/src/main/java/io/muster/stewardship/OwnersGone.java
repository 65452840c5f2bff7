package io.muster.stewardship;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.TeamName;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Teams and people that are gone, with what they leave behind: identities that need another owner,
/// and credentials that they could know and that are therefore to be rotated.
///
/// Whoever hears first that somebody has left calls [#mark]: the API, a directory.
public interface OwnersGone {

    /// Marks a team or a person as gone. Nothing is given to it any more; what follows is found
    /// afterwards.
    ///
    /// @param who a team or a person
    /// @throws io.muster.inventory.Refused when it is not there, or marked already
    Gone mark(Unit unit, Entity who, String reason, Actor actor, Instant now);

    /// It is there after all: rules and people may give it things again.
    void back(Unit unit, String id);

    /// The newest first.
    List<Gone> list(long before, int limit);

    Optional<Gone> find(String id);

    /// What is left behind, in order of number.
    List<Left> left(String id, long after, int limit);

    /// Finds some more of what is left behind.
    ///
    /// @return whether there may be more
    boolean look(Unit unit, Instant now);

    /// @param reassign how many identities need another owner
    /// @param rotate how many credentials are to be rotated
    /// @param looked whether all was looked at
    record Gone(
            long number,
            String id,
            Entity who,
            String name,
            String reason,
            Instant at,
            String by,
            long reassign,
            long rotate,
            boolean looked) {}

    /// What is to be done with something that is left behind.
    enum ToDo {
        REASSIGN,
        ROTATE
    }

    /// @param why they owned it, or could know it
    /// @param owner whose it is now
    /// @param proposed whose it might be: what speaks most for, else the team above
    record Left(
            long number,
            Entity what,
            String kind,
            String title,
            ToDo toDo,
            String why,
            Optional<TeamName> owner,
            Optional<TeamName> proposed) {}
}
