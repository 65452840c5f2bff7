package io.muster.reviews;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.Viewer;
import io.muster.inventory.query.Listing;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Reviews, what is in them, and what was decided.
public interface Reviews {
    /// So many things are in one review at most.
    int ITEMS_MAX = 100_000;

    /// So many can be decided together.
    int TOGETHER_MAX = 200;

    /// Begins one; what is in it is written down afterwards.
    ///
    /// @throws io.muster.inventory.Refused when that occasion has its review already, or a team is
    ///   not there
    Campaign start(Unit unit, Wish wish, Instant now);

    /// @param random 16 bytes in hex
    /// @param occasion empty for those of people
    record Wish(
            String random,
            String name,
            Listing list,
            String q,
            Set<String> teams,
            String occasion,
            Instant due,
            String actor) {
        public Wish {
            teams = Set.copyOf(teams);
        }
    }

    /// Whether that occasion has its review.
    boolean has(String occasion);

    /// When the first run began: before that nothing was known.
    Optional<Instant> begun();

    /// Whether one was closed within a year before `now`, and none is overdue.
    boolean areHeld(Instant now);

    /// The newest first, with what the viewer sees counted.
    List<Campaign> list(
            Viewer viewer, Optional<Campaign.State> state, OptionalLong before, int limit);

    Optional<Campaign> find(Viewer viewer, String id);

    /// The parts that the viewer sees.
    List<Campaign.Part> parts(Viewer viewer, String id);

    /// In order of number.
    List<Item> items(Viewer viewer, String id, Filter filter, long after, int limit);

    /// What is wanted of the items; what is empty is anything.
    ///
    /// @param decided whether something was decided
    record Filter(
            Optional<String> team,
            Optional<Choice> choice,
            Optional<Boolean> decided,
            Optional<Boolean> attention) {
        public static final Filter ALL =
                new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Decides about items that the viewer may decide about.
    ///
    /// @throws io.muster.inventory.Refused when the review is not open, an item is not there, one
    ///   that must be looked at by itself is among several, or who decides has made it
    Campaign decide(Unit unit, Viewer viewer, String id, Verdict verdict, Instant now);

    /// @param names what the person who decides is known by, in lower case
    record Verdict(
            List<Long> items, Choice choice, String reason, String person, Set<String> names) {
        public Verdict {
            items = List.copyOf(items);
            names = Set.copyOf(names);
        }
    }

    /// What all of it comes to, to be recorded when it is closed.
    String digest(String id);

    /// Closes a review as it was read.
    ///
    /// @throws io.muster.inventory.Refused when it was changed meanwhile, or is not open
    void close(Unit unit, Campaign campaign, String digest, String note, Actor actor, Instant now);

    /// One whose items are still being written down.
    Optional<Preparing> preparing();

    /// @param position where that stands: the cursor of the list; empty at its beginning
    /// @param items how many there are
    record Preparing(Campaign campaign, Optional<String> position, long items) {}

    /// What is to be shown of these, as it is now.
    ///
    /// @param ids of identities or credentials, as `list` says
    List<Frozen> evidence(Listing list, List<String> ids, Instant now);

    /// @param number the row
    record Frozen(
            long number,
            Entity entity,
            String kind,
            String title,
            Set<Attention> attention,
            Evidence evidence) {}

    /// Writes items down.
    ///
    /// @param orphans the id of the team that decides about what nobody owns
    /// @param next where the next part begins; empty when that was the last
    void freeze(
            Unit unit,
            Preparing preparing,
            List<Frozen> items,
            String orphans,
            Optional<String> next);

    /// It cannot be begun.
    void fail(Unit unit, Preparing preparing, String why, Instant now);

    /// Open reviews whose parts wait for somebody.
    List<Waiting> waiting();

    record Waiting(Campaign campaign, List<Campaign.Part> parts) {
        public Waiting {
            parts = List.copyOf(parts);
        }
    }

    /// The reviewers of that part were told.
    void told(Unit unit, Campaign campaign, Campaign.Part part, String label);

    /// Lets decisions of closed reviews have their effect, some at once.
    ///
    /// @return how many; as long as that is not 0 there may be more
    int apply(Unit unit, Instant now, int limit);
}
