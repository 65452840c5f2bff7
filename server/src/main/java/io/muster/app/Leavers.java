package io.muster.app;

import io.muster.audit.Audited;
import io.muster.audit.Decision;
import io.muster.audit.Positions;
import io.muster.directory.Departure;
import io.muster.directory.People;
import io.muster.directory.Person;
import io.muster.directory.TeamNames;
import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.Refused;
import io.muster.inventory.owners.Teams;
import io.muster.stewardship.OwnersGone;
import io.muster.unit.Units;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Marks people as gone who have left the directory, so that somebody else answers for what they
/// did, and what they could know is rotated. Who has another name now, or is back, has not left.
///
/// The directory and the roll may be two databases: how far the departures were followed is kept
/// after the mark, and whoever is marked twice stays marked once.
record Leavers(
        People people,
        Teams teams,
        OwnersGone gone,
        Audited audited,
        Positions positions,
        Units authority,
        InstantSource clock) {
    private static final Actor ACTOR = new Actor("system", "directory");
    private static final String FOLLOWER = "directory:departures";
    private static final int AT_ONCE = 100;

    void follow() {
        List<Departure> departures = people.departures(positions.of(FOLLOWER), AT_ONCE);
        for (Departure it : departures) {
            if (people.find(it.person()).filter(Person::active).isEmpty()) {
                TeamNames.id(it.userName())
                        .flatMap(teams::person)
                        .filter(person -> person.mail().equals(it.mail()))
                        .ifPresent(person -> mark(person, it));
            }
            long _ =
                    authority.write(unit -> {
                        positions.keep(unit, FOLLOWER, it.number());
                        return it.number();
                    });
        }
    }

    private void mark(Teams.Person person, Departure departure) {
        String reason =
                switch (departure.how()) {
                    case REMOVED -> "The directory does not know them any more.";
                    case INACTIVE -> "The directory has made them inactive.";
                };
        Entity who = new Entity(Entity.Kind.PERSON, person.id());
        Decision decision =
                Decision.of(
                        clock.instant(),
                        ACTOR.name(),
                        ACTOR.requestId(),
                        "owner.gone",
                        "person:" + person.id(),
                        Map.of("reason", reason));
        try {
            OwnersGone.Gone _ =
                    audited.change(
                            decision, unit -> gone.mark(unit, who, reason, ACTOR, clock.instant()));
        } catch (Refused _) {
            // Somebody was faster.
        }
    }
}
