package io.muster.report;

import io.muster.seal.SealedWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A report as it is written: a head, then tables one after the other.
interface Sheet {

    /// @param facts name and value, in order
    void head(String title, Map<String, String> facts) throws IOException;

    /// Begins a table.
    ///
    /// @param name in the seal and the JSON
    /// @param columns their names: letters and digits, the first one small
    void table(String name, String title, String about, List<String> columns) throws IOException;

    /// @param cells as many as there are columns: texts, numbers, lists of texts
    void row(List<Object> cells) throws IOException;

    void end(String kind, Instant made, SealedWriter.Signer signer) throws IOException;
}
