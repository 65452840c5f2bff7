package io.muster.access;

import io.muster.audit.Decision;
import io.muster.audit.Entry;
import io.muster.audit.Log;
import io.muster.audit.Verification;
import io.muster.merkle.Checkpoint;
import io.muster.merkle.Frontier;
import io.muster.merkle.SignedNote;
import io.muster.merkle.Tile;
import io.muster.model.Bytes;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A log that remembers what was decided and proves nothing.
public final class DecisionsInMemory implements Log {
    final List<Decision> made = new ArrayList<>();

    @Override
    public Entry append(Unit unit, Decision decision) {
        made.add(decision);
        return new Entry(made.size() - 1, decision);
    }

    @Override
    public Frontier head() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void seal(Unit unit, Checkpoint checkpoint, SignedNote note, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<SignedNote> newest() {
        return Optional.empty();
    }

    @Override
    public List<SignedNote> checkpoints() {
        return List.of();
    }

    @Override
    public void each(Consumer<Verification.Kept> reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Bytes> tile(Tile tile) {
        return Optional.empty();
    }

    @Override
    public List<Entry> page(Filter filter, int limit) {
        return List.of();
    }
}
