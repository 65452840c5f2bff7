package io.muster.inventory.verdicts;

import io.muster.inventory.credentials.Known;
import io.muster.model.Account;
import io.muster.model.Watch;
import java.util.List;
import java.util.Optional;

/// What is to be judged, as it was read.
public sealed interface Due {

    /// Of its row.
    long number();

    /// Tells whether it changed since it was read.
    long mark();

    /// Whether there is nothing left to be wrong with: it is nowhere, or nobody counts on it.
    boolean isOver();

    /// A credential.
    record OfCredential(long number, long mark, Known known) implements Due {
        @Override
        public boolean isOver() {
            return known.sightings().isEmpty();
        }
    }

    /// An identity, as its accounts.
    ///
    /// @param accounts those that are listed somewhere now, one for each anchor that means it
    record OfIdentity(long number, long mark, List<Account> accounts) implements Due {
        public OfIdentity {
            accounts = List.copyOf(accounts);
        }

        @Override
        public boolean isOver() {
            return accounts.isEmpty();
        }
    }

    /// A source.
    ///
    /// @param watch empty when it is paused, removed, or looks only when a person says so
    record OfSource(long number, long mark, Optional<Watch> watch) implements Due {
        @Override
        public boolean isOver() {
            return watch.isEmpty();
        }
    }
}
