package io.muster.export;

import io.muster.model.Credential;
import io.muster.model.Severity;
import io.muster.scan.Judged;
import io.muster.scan.ScanResult;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One line a credential (RFC 4180), for spreadsheets: no cell can be read as a formula.
public enum CsvWriter implements ResultWriter {
    CREDENTIALS;

    private static final List<String> COLUMNS =
            List.of(
                    "id",
                    "type",
                    "title",
                    "identities",
                    "algorithm",
                    "notBefore",
                    "notAfter",
                    "fingerprint",
                    "keyId",
                    "foreign",
                    "severity",
                    "findings",
                    "places");

    @Override
    public void write(ScanResult result, Writer out) throws IOException {
        new CsvRow(COLUMNS).write(out);
        try (Stream<Judged> credentials = result.credentials().stream()) {
            for (Judged judged : (Iterable<Judged>) credentials::iterator) {
                new CsvRow(cells(judged)).write(out);
            }
        }
        out.flush();
    }

    private static List<String> cells(Judged judged) {
        Credential credential = judged.entry().credential();
        return List.of(
                credential.id().toString(),
                credential.type().toString(),
                Fields.title(credential),
                judged.entry().identities().stream()
                        .map(it -> it.anchor().kind() + ":" + it.anchor().name())
                        .collect(Collectors.joining(" ")),
                credential.algorithm().map(it -> it.label()).orElse(""),
                credential.notBefore().map(Instant::toString).orElse(""),
                credential.notAfter().map(Instant::toString).orElse(""),
                credential.fingerprint().toString(),
                credential.keyId().map(Object::toString).orElse(""),
                String.valueOf(judged.entry().foreign()),
                judged.worst().map(Severity::toString).orElse(""),
                judged.findings().stream().map(it -> it.rule()).collect(Collectors.joining(" ")),
                judged.entry().sightings().stream()
                        .map(it -> it.place().text())
                        .distinct()
                        .collect(Collectors.joining(" ")));
    }
}
