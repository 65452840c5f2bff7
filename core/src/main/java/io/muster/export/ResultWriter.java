package io.muster.export;

import io.muster.scan.ScanResult;
import java.io.IOException;
import java.io.Writer;

/// Writes the result of a run in one format.
@FunctionalInterface
public interface ResultWriter {

    /// Writes all of `result` to `out`, which stays open.
    void write(ScanResult result, Writer out) throws IOException;
}
