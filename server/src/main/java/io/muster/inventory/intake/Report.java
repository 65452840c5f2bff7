package io.muster.inventory.intake;

import io.muster.model.Account;
import io.muster.model.Entry;
import io.muster.model.Grant;
import io.muster.model.Malformed;
import io.muster.scan.Unreadable;
import io.muster.wire.Line;
import java.util.ArrayList;
import java.util.List;

/// A part of what a run has seen, as it comes in.
public record Report(
        List<Entry> entries,
        List<Account> accounts,
        List<Grant> grants,
        List<Unreadable> unreadable,
        List<Rejected> rejected) {
    private static final int REASON_MAX = 500;

    public Report {
        entries = List.copyOf(entries);
        accounts = List.copyOf(accounts);
        grants = List.copyOf(grants);
        unreadable = List.copyOf(unreadable);
        rejected = List.copyOf(rejected);
    }

    /// Of lines that this program made itself.
    public static Report of(List<Line> lines) {
        Builder builder = new Builder();
        lines.forEach(builder::add);
        return builder.report();
    }

    /// Of lines as somebody has sent them; what cannot be read is rejected, the rest is taken in.
    ///
    /// @param first the number of the first line in the whole, for messages
    public static Report parse(List<String> lines, long first) {
        Builder builder = new Builder();
        for (int i = 0; i < lines.size(); i++) {
            try {
                builder.add(Line.parse(lines.get(i)));
            } catch (Malformed e) {
                String reason = e.reason();
                builder.rejected.add(
                        new Rejected(
                                "line " + (first + i),
                                reason.substring(0, Math.min(REASON_MAX, reason.length()))));
            }
        }
        return builder.report();
    }

    /// Takes lines apart by kind.
    private static final class Builder {
        private final List<Entry> entries = new ArrayList<>();
        private final List<Account> accounts = new ArrayList<>();
        private final List<Grant> grants = new ArrayList<>();
        private final List<Unreadable> unreadable = new ArrayList<>();
        private final List<Rejected> rejected = new ArrayList<>();

        private void add(Line line) {
            switch (line) {
                case Line.OfEntry it -> entries.add(it.entry());
                case Line.OfAccount it -> accounts.add(it.account());
                case Line.OfGrant it -> grants.add(it.grant());
                case Line.OfUnreadable it -> unreadable.add(it.unreadable());
            }
        }

        private Report report() {
            return new Report(entries, accounts, grants, unreadable, rejected);
        }
    }
}
