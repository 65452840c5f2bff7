package io.muster.stewardship;

import io.muster.ownership.Candidate;
import io.muster.ownership.Directory;
import io.muster.ownership.Inference;
import io.muster.ownership.Weights;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Assesses identities: what is new or changed at once, everything else once a day.
public record Stewardship(Units units, Wards wards, Charge charge, InstantSource clock) {
    private static final Inference INFERENCE = new Inference(Weights.SHIPPED);
    private static final Duration USUAL = Duration.ofDays(1);

    /// So that what came together is not assessed together for ever.
    private static final long SPREAD_SECONDS = 21_600;

    /// Assesses some.
    ///
    /// @param limit how many at once
    /// @return how many there were; as long as that is `limit`, there is more to do now
    public int assess(int limit) {
        Instant now = clock.instant();
        List<Ward> due = wards.due(now, limit);
        if (!due.isEmpty()) {
            Directory directory = wards.directory();
            List<Assessment> assessed =
                    due.stream().map(it -> assessed(it, directory, now)).toList();
            units.writeInBulk(unit -> {
                wards.keep(unit, assessed, charge, now);
                return assessed.size();
            });
        }
        return due.size();
    }

    private static Assessment assessed(Ward ward, Directory directory, Instant now) {
        Optional<Criticality> criticality = Criticality.of(ward);
        List<Candidate> candidates =
                ward.isUnsettled() ? INFERENCE.rank(ward.clues(), directory) : List.of();
        Instant again =
                now.plus(USUAL).plusSeconds(Math.floorMod(ward.number() * 31, SPREAD_SECONDS));
        return new Assessment(
                ward, criticality, Risk.of(ward, criticality, now), candidates, again);
    }

    /// Infers again whom things may belong to when teams or people are others.
    public void follow() {
        String edition = wards.edition();
        if (wards.inferredBy().filter(edition::equals).isPresent()) {
            return;
        }
        long after = 0;
        do {
            long from = after;
            after = units.writeInBulk(unit -> wards.inferAgain(unit, from));
        } while (after > 0);
        units.write(unit -> {
            wards.inferredBy(unit, edition);
            return edition;
        });
    }

    /// The risk of one, with its factors, as it is now.
    public Risk risk(Ward ward) {
        return Risk.of(ward, Criticality.of(ward), clock.instant());
    }
}
