package io.muster.monitor;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The figures by which a program for machine identities is steered. What is foreign is in none of
/// them.
public enum ProgramMetric {
    INVENTORY_COVERAGE(
            "inventory-coverage",
            "Inventory coverage",
            Unit.PERCENT,
            new Line(Wanted.ABOVE, 95, 90),
            "Known places at which something is, and of those the ones that a source saw within its"
                    + " expected time; 30 days where nothing is expected of it.",
            new Rows("credentials", "overdue:yes"),
            "No place is known yet: add a source, or send what a scan finds."),
    EXPIRING_7D(
            "expiring-7d",
            "Expiring within 7 days",
            Unit.COUNT,
            new Line(Wanted.BELOW, 0, 0),
            "Active credentials that end within 7 days; without what lives less than two days, which"
                    + " is renewed by machine many times a week.",
            new Rows("credentials", "state:active foreign:no expires<7d -lifetime<2"),
            "Nothing has been counted yet."),
    ORPHANS(
            "orphans",
            "Orphans",
            Unit.PERCENT,
            new Line(Wanted.BELOW, 5, 10),
            "Machine identities, and of those the ones that no team owns.",
            new Rows("identities", "owner:none foreign:no"),
            "No machine identity is known yet."),
    AGE_AGAINST_POLICY(
            "age-against-policy",
            "Age against policy",
            Unit.PERCENT,
            new Line(Wanted.BELOW, 100, 80),
            "The age of keys, secrets and served certificates, all together, against the greatest age"
                    + " that the policy allows them; what is older than allowed is in the list.",
            new Rows("findings", "resolved:none rule:ssh-key-age|api-key-age|certificate-lifetime"),
            "Nothing is known whose age the policy limits and of which somebody told when it was made."),
    FAILED_ROTATIONS(
            "failed-rotations",
            "Failed rotations",
            Unit.PERCENT,
            new Line(Wanted.BELOW, 1, 3),
            "Rotations within 30 days, and of those the ones that failed.",
            Rows.NONE,
            "Nothing tells of rotations yet: Muster does not rotate credentials in this version."),
    UNUSED_90D(
            "unused-90d",
            "Unused for 90 days",
            Unit.PERCENT,
            new Line(Wanted.BELOW, 10, 20),
            "Credentials and accounts of which a provider told when they were last used, and of those"
                    + " the ones for which that is more than 90 days ago.",
            new Rows("findings", "resolved:none rule:unused"),
            "No provider has told when anything was last used: import its list of keys or accounts.");

    /// In what a value is counted.
    public enum Unit {
        PERCENT,
        COUNT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// On which side of the line it is good.
    public enum Wanted {
        ABOVE,
        BELOW;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param target beyond it is good; 0 itself is good where less is wanted
    /// @param alert on the other side of it is an alert
    public record Line(Wanted wanted, int target, int alert) {
        State state(double value) {
            return switch (wanted) {
                case ABOVE ->
                        value < alert ? State.ALERT : value > target ? State.GOOD : State.WARNING;
                case BELOW ->
                        value > alert
                                ? State.ALERT
                                : value < target || value == 0 ? State.GOOD : State.WARNING;
            };
        }
    }

    /// Where the rows behind a value are: for a share, those that make it worse.
    ///
    /// @param list of the API: `credentials`, `identities` or `findings`
    /// @param query in the language of the lists
    public record Rows(String list, String query) {
        static final Rows NONE = new Rows("", "");

        public boolean areThere() {
            return !list.isEmpty();
        }
    }

    /// How a value stands.
    public enum State {
        GOOD,
        /// Between the target and the alert line.
        WARNING,
        ALERT,
        /// Nobody can tell, and why is said.
        UNKNOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String id;
    private final String title;
    private final Unit unit;

    /// A record of what does not change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Line line;

    private final String counts;

    /// A record of what does not change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Rows rows;

    private final String whyUnknown;

    ProgramMetric(
            String id,
            String title,
            Unit unit,
            Line line,
            String counts,
            Rows rows,
            String whyUnknown) {
        this.id = id;
        this.title = title;
        this.unit = unit;
        this.line = line;
        this.counts = counts;
        this.rows = rows;
        this.whyUnknown = whyUnknown;
    }

    /// The metric whose id is `id`.
    public static Optional<ProgramMetric> named(String id) {
        return Arrays.stream(values()).filter(it -> it.id.equals(id)).findFirst();
    }

    public String title() {
        return title;
    }

    public Unit unit() {
        return unit;
    }

    public Line line() {
        return line;
    }

    /// What is counted, in one sentence.
    public String counts() {
        return counts;
    }

    public Rows rows() {
        return rows;
    }

    /// Why there is no value, where there is none.
    public String whyUnknown() {
        return whyUnknown;
    }

    /// Its id, as the API and the series call it.
    @Override
    public String toString() {
        return id;
    }
}
