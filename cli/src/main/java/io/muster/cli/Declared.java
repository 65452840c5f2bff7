package io.muster.cli;

import io.muster.discovery.exports.Columns;
import io.muster.discovery.exports.DeclaredList;
import io.muster.model.Entry;
import io.muster.model.Malformed;
import io.muster.roll.Reconciliation;
import io.muster.roll.RollResult;
import io.muster.scan.ScanResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a team believes it has, to be held against what is there.
record Declared(DeclaredList list) {

    /// The list that the options name, read before the run begins: a mistake in it should not cost
    /// a scan.
    static Optional<Declared> read(Scope scope) throws Malformed, IOException {
        if (scope.declared().isEmpty()) {
            return Optional.empty();
        }
        Path file = scope.declared().get();
        try (NamedContent content = NamedContent.open(file)) {
            return Optional.of(new Declared(DeclaredList.read(content, columns(scope))));
        } catch (Malformed e) {
            throw new Malformed("declared list " + file + ": " + e.reason(), e);
        }
    }

    private static Columns columns(Scope scope) throws Malformed {
        Map<Columns.Field, String> names = new EnumMap<>(Columns.Field.class);
        for (String column : scope.columns()) {
            int equals = column.lastIndexOf('=');
            if (equals < 1) {
                throw new Malformed("--map is COLUMN=FIELD, not '" + column + "'");
            }
            names.put(Columns.Field.of(column.substring(equals + 1)), column.substring(0, equals));
        }
        return names.isEmpty() ? Columns.GUESSED : new Columns(names);
    }

    ScanResult.Reconciled against(RollResult roll) {
        try (Stream<Entry> entries = roll.entries()) {
            return new ScanResult.Reconciled(
                    Reconciliation.of(list.declarations(), entries), list.unusable());
        }
    }
}
