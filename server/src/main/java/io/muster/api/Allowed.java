package io.muster.api;

import io.muster.http.Caller;
import io.muster.inventory.intake.Rejected;
import io.muster.inventory.intake.Report;
import io.muster.model.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a caller may report of what they did report.
final class Allowed {
    private final Caller caller;
    private final List<Rejected> rejected;

    private Allowed(Caller caller, Report report) {
        this.caller = caller;
        this.rejected = new ArrayList<>(report.rejected());
    }

    /// The report without what lies at places that the caller's token does not name; that is
    /// rejected, with its reason.
    static Report of(Caller caller, Report report) {
        Allowed allowed = new Allowed(caller, report);
        return new Report(
                allowed.only(
                        report.entries(),
                        it -> it.sightings().stream().map(one -> one.place()),
                        it -> "credential " + it.credential().id()),
                allowed.only(
                        report.accounts(),
                        it -> it.sightings().stream().map(one -> one.place()),
                        it -> "account " + it.identity().anchor().name()),
                allowed.only(
                        report.grants(),
                        it -> Stream.of(it.place()),
                        it -> "grant on " + it.resource()),
                allowed.only(
                        report.unreadable(), it -> Stream.of(it.place()), it -> "unreadable place"),
                allowed.rejected);
    }

    private <T> List<T> only(
            List<T> all, Function<T, Stream<Place>> places, Function<T, String> name) {
        List<T> some = new ArrayList<>(all.size());
        for (T one : all) {
            if (places.apply(one).allMatch(it -> caller.mayReport(it.text()))) {
                some.add(one);
            } else {
                rejected.add(
                        new Rejected(
                                name.apply(one),
                                "it lies at a place that this token may not report"));
            }
        }
        return some;
    }
}
