package io.muster.rounds;

import io.muster.discovery.Meter;
import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Intake;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.inventory.intake.Source;
import io.muster.model.Entry;
import io.muster.model.Malformed;
import io.muster.model.Place;
import io.muster.roll.Roll;
import io.muster.roll.RollResult;
import io.muster.scan.Unreadable;
import io.muster.unit.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// One look at one source, from opening the run to closing what is gone.
///
/// @param node who looks
public record Look(Eyes eyes, Intake intake, String node) {
    private static final int ENTRIES_A_REPORT = 500;
    private static final int REASON_MAX = 500;

    /// Looks, and returns the run as it ended. Whatever goes wrong, the run ends and says so.
    ///
    /// @param begun is told the run's id and where its progress shows, before anything is looked at
    /// @throws Unavailable when not even that can be written down; the run is then interrupted when
    ///   nobody has heard of it for long
    public Run at(Source source, BiConsumer<String, Meter> begun) throws InterruptedException {
        String run = intake.begin(new Reports.Beginning(source.id(), source.kind(), node));
        Meter meter = new Meter();
        begun.accept(run, meter);
        try (Eyes.Seen seen = eyes.look(source, meter)) {
            report(run, seen.roll());
            if (!source.targets().isEmpty() && seen.lost().size() == source.targets().size()) {
                return intake.fail(run, work(meter), "no target could be looked at");
            }
            List<String> covered = seen.roll().covered().stream().map(Place::text).toList();
            return intake.complete(run, new Completion(covered, work(meter)));
        } catch (Malformed e) {
            return intake.fail(run, work(meter), e.reason());
        } catch (InterruptedException e) {
            intake.fail(run, work(meter), "the server was stopped while it looked");
            throw e;
        } catch (Unavailable e) {
            intake.fail(run, work(meter), e.reason());
            throw e;
        } catch (RuntimeException e) {
            String reason = "the look failed with " + e + "; please report this";
            intake.fail(
                    run, work(meter), reason.substring(0, Math.min(REASON_MAX, reason.length())));
            throw e;
        }
    }

    private void report(String run, Roll roll) {
        RollResult result = roll.result();
        intake.take(
                run,
                new Report(
                        List.of(),
                        result.accounts(),
                        result.grants(),
                        result.unreadable().stream()
                                .map(it -> new Unreadable(it.place(), it.reason()))
                                .toList(),
                        List.of()));
        List<Entry> part = new ArrayList<>(ENTRIES_A_REPORT);
        try (Stream<Entry> entries = result.entries()) {
            entries.forEach(entry -> {
                part.add(entry);
                if (part.size() == ENTRIES_A_REPORT) {
                    take(run, part);
                }
            });
        }
        take(run, part);
    }

    private void take(String run, List<Entry> part) {
        if (!part.isEmpty()) {
            intake.take(run, new Report(part, List.of(), List.of(), List.of(), List.of()));
            part.clear();
        }
    }

    private static Run.Work work(Meter meter) {
        return new Run.Work(meter.files(), meter.bytes(), meter.endpoints());
    }
}
