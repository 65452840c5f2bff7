package io.muster.report;

import io.muster.compliance.Counted;
import io.muster.compliance.Evidence;
import io.muster.inventory.search.Total;
import io.muster.monitor.ProgramMetric;

/// Evidence as text of a report.
final class Shown {
    private Shown() {}

    /// Where the rows are; empty where there are none to show.
    record Rows(String list, String query) {}

    static Rows rows(Evidence evidence) {
        return switch (evidence.source()) {
            case Evidence.Rows it -> new Rows(it.asked().list().toString(), it.asked().q());
            case Evidence.Metric it ->
                    ProgramMetric.named(it.id())
                            .map(ProgramMetric::rows)
                            .map(rows -> new Rows(rows.list(), rows.query()))
                            .orElse(new Rows("", ""));
            case Evidence.Fact _ -> new Rows("", "");
        };
    }

    static String found(Evidence evidence, Counted it) {
        return isCounted(evidence, it) ? total(it.found()) : "";
    }

    static String of(Evidence evidence, Counted it) {
        return isCounted(evidence, it) ? total(it.of()) : "";
    }

    /// Facts are not counted, and what nobody can tell has no number. Ages are sums of seconds,
    /// which say nothing to anybody.
    private static boolean isCounted(Evidence evidence, Counted it) {
        return it.state() != Counted.State.UNKNOWN
                && switch (evidence.source()) {
                    case Evidence.Rows _ -> true;
                    case Evidence.Metric metric ->
                            !metric.id().equals(ProgramMetric.AGE_AGAINST_POLICY.toString());
                    case Evidence.Fact _ -> false;
                };
    }

    static String total(Total total) {
        return (total.isAtLeast() ? "at least " : "") + total.number();
    }
}
