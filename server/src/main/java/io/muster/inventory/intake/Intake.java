package io.muster.inventory.intake;

import io.muster.inventory.Refused;
import io.muster.model.Entry;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Takes in what runs report, from any number of them at once.
///
/// Credentials and identities have ids that follow from their content, so what comes twice, or from
/// two sides, is one. Only a run that has completed a place says what is gone from it.
///
/// @param random gives runs their ids
public record Intake(
        Units units, Reports reports, Runs runs, InstantSource clock, RandomGenerator random) {

    /// Opens a run.
    ///
    /// @return its id
    public String begin(Reports.Beginning beginning) {
        String run = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        Instant now = clock.instant();
        return units.write(unit -> {
            reports.begin(unit, run, beginning, now);
            return run;
        });
    }

    /// Takes in a part of what a run has seen. Any part may come again.
    ///
    /// @throws Refused when there is no such run, or it has ended
    /// @throws io.muster.unit.Unavailable when some of it is kept and some not: send it again
    public Reports.Taken take(String run, Report report) {
        Reports.Taken taken = new Reports.Taken(0, 0, 0);
        for (Report part : parts(report)) {
            Reports.Taking taking = reports.taking(part);
            taken = taken.plus(units.writeInBulk(unit -> taking.in(unit, run, clock.instant())));
        }
        return taken;
    }

    /// Ends a run that did what it could, and closes what is gone.
    public Run complete(String run, Completion completion) {
        for (String place : completion.places()) {
            String after = "";
            do {
                String from = after;
                after =
                        units.writeInBulk(unit ->
                                        reports.close(unit, run, place, from, clock.instant()))
                                .next();
            } while (!after.isEmpty());
        }
        String after = "";
        do {
            String from = after;
            after =
                    units.writeInBulk(unit ->
                                    reports.closeEndpoints(unit, run, from, clock.instant()))
                            .next();
        } while (!after.isEmpty());
        return end(run, Run.State.COMPLETED, completion.work(), "");
    }

    /// Ends a run that could not do its work. Nothing is gone.
    public Run fail(String run, Run.Work work, String message) {
        return end(run, Run.State.FAILED, work, message);
    }

    /// Ends the runs that nobody has heard of for `silence`.
    ///
    /// @return how many
    public int interrupt(Duration silence) {
        Instant now = clock.instant();
        return units.write(unit -> reports.interrupt(unit, now.minus(silence), now));
    }

    private Run end(String run, Run.State state, Run.Work work, String message) {
        Instant now = clock.instant();
        units.write(unit -> {
            reports.end(unit, run, state, work, message, now);
            return run;
        });
        Optional<Run> ended = runs.find(run);
        return ended.orElseThrow(() -> new Refused(Refused.Kind.UNKNOWN, "there is no run " + run));
    }

    private List<Report> parts(Report report) {
        int most = reports.sightingsInAUnit();
        List<Report> parts = new ArrayList<>();
        List<Entry> part = new ArrayList<>();
        int sightings = 0;
        for (Entry entry : report.entries()) {
            int size = 1 + entry.sightings().size();
            if (sightings + size > most && !part.isEmpty()) {
                parts.add(new Report(part, List.of(), List.of(), List.of(), List.of()));
                part.clear();
                sightings = 0;
            }
            part.add(entry);
            sightings += size;
        }
        parts.add(
                new Report(
                        part,
                        report.accounts(),
                        report.grants(),
                        report.unreadable(),
                        report.rejected()));
        return parts;
    }
}
