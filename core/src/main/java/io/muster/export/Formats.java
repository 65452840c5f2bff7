package io.muster.export;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Every format for programs, by the name that `--format` takes. The table, for people, needs to
/// know the terminal.
public final class Formats {
    public static final SequencedMap<String, ResultWriter> FOR_PROGRAMS = formats();

    private Formats() {}

    private static SequencedMap<String, ResultWriter> formats() {
        SequencedMap<String, ResultWriter> formats = new LinkedHashMap<>();
        formats.put("json", JsonWriter.DOCUMENT);
        formats.put("jsonl", JsonWriter.LINES);
        formats.put("csv", CsvWriter.CREDENTIALS);
        formats.put("sarif", SarifWriter.FINDINGS);
        formats.put("cyclonedx", CycloneDxWriter.V1_6);
        formats.put("cyclonedx-1.7", CycloneDxWriter.V1_7);
        return Collections.unmodifiableSequencedMap(formats);
    }
}
