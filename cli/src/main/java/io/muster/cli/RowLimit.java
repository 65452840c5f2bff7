package io.muster.cli;

import picocli.CommandLine.Option;

/// How many rows of a list are shown.
final class RowLimit {
    private static final int MOST = 1_000_000;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many rows. Usually ${DEFAULT-VALUE}.")
    private int rows;

    /// @throws IllegalArgumentException when it is no number of rows
    int rows() {
        if (rows < 1 || rows > MOST) {
            throw new IllegalArgumentException("--limit is a number from 1 to " + MOST);
        }
        return rows;
    }
}
