package io.muster.compliance;

import io.muster.compliance.Counted.State;
import io.muster.compliance.Evidence.Asked;
import io.muster.inventory.Viewer;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.search.PageRequest;
import io.muster.inventory.search.Search;
import io.muster.inventory.search.Total;
import io.muster.monitor.Measure;
import io.muster.monitor.Program;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Counts evidence: asks the lists as a person would, and stops where totals stop being exact.
///
/// @param facts what the server knows of itself, by evidence
public record Counting(Search search, Program program, Map<String, BooleanSupplier> facts) {
    private static final Total NOTHING = Total.exactly(0);

    public Counting {
        facts = Map.copyOf(facts);
    }

    public Counted count(Evidence evidence, Instant now) {
        return switch (evidence.source()) {
            case Evidence.Rows rows -> rows(evidence, rows, now);
            case Evidence.Metric metric -> metric(evidence, metric.id(), now);
            case Evidence.Fact _ -> fact(evidence, now);
        };
    }

    private Counted rows(Evidence evidence, Evidence.Rows rows, Instant now) {
        Optional<Total> found = total(rows.asked());
        Optional<Total> of = total(rows.of());
        return found.isEmpty() || of.isEmpty()
                ? new Counted(evidence.id(), now, NOTHING, NOTHING, State.UNKNOWN)
                : Counted.of(evidence.id(), now, found.get(), of.get(), rows.wanted());
    }

    private Counted fact(Evidence evidence, Instant now) {
        BooleanSupplier fact = facts.get(evidence.id());
        State state = fact == null ? State.UNKNOWN : fact.getAsBoolean() ? State.GOOD : State.GAP;
        return new Counted(evidence.id(), now, NOTHING, NOTHING, state);
    }

    private Counted metric(Evidence evidence, String id, Instant now) {
        Optional<Measure> measure =
                program.latest().stream()
                        .filter(it -> it.metric().toString().equals(id))
                        .findFirst();
        State state =
                measure.map(it ->
                                switch (it.state()) {
                                    case GOOD -> State.GOOD;
                                    case WARNING -> State.PARTLY;
                                    case ALERT -> State.GAP;
                                    case UNKNOWN -> State.UNKNOWN;
                                })
                        .orElse(State.UNKNOWN);
        return new Counted(
                evidence.id(),
                now,
                Total.exactly(measure.map(Measure::part).orElse(0L)),
                Total.exactly(measure.map(Measure::whole).orElse(0L)),
                state);
    }

    /// How many rows the whole server has, a viewer of some teams is not asked for; empty when to
    /// count them would take too long.
    private Optional<Total> total(Asked asked) {
        Query query = query(asked);
        Viewer all = new Viewer.Everything();
        PageRequest page = PageRequest.first(1);
        try {
            return Optional.of(
                    switch (asked.list()) {
                        case CREDENTIALS -> search.credentials(all, query, page).total();
                        case IDENTITIES -> search.identities(all, query, page).total();
                        case SIGHTINGS -> search.sightings(all, query, page).total();
                        case FINDINGS -> search.findings(all, query, page).total();
                    });
        } catch (QueryRefused _) {
            return Optional.empty();
        }
    }

    private static Query query(Asked asked) {
        try {
            return Query.parse(asked.list(), asked.q());
        } catch (QueryRefused e) {
            throw new IllegalStateException("the mapping asks what is refused: " + asked, e);
        }
    }
}
