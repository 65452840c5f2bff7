package io.muster.export;

import io.muster.model.Account;
import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.Finding;
import io.muster.model.Severity;
import io.muster.model.Sighting;
import io.muster.policy.Rule;
import io.muster.scan.Judged;
import io.muster.scan.JudgedAccount;
import io.muster.scan.ScanResult;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// The findings as SARIF 2.1.0 (OASIS), for code-scanning dashboards.
///
/// One result a finding, with every place of the credential as a location (at most ten), and a
/// partial fingerprint that stays the same from run to run. No snippet: a secret would be in it.
public enum SarifWriter implements ResultWriter {
    FINDINGS;

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static final int LOCATIONS_MAX = 10;

    @Override
    public void write(ScanResult result, Writer out) throws IOException {
        try (JsonGenerator json = JsonWriter.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("$schema", SCHEMA);
            json.writeStringProperty("version", "2.1.0");
            json.writeArrayPropertyStart("runs");
            json.writeStartObject();
            tool(result, json);
            json.writeArrayPropertyStart("results");
            Map<String, Integer> index = index(result.about().policy().rules());
            try (Stream<Judged> credentials = result.credentials().stream()) {
                credentials.forEach(judged ->
                        judged.findings()
                                .forEach(it -> result(it, Subject.of(judged), index, json)));
            }
            result.accounts()
                    .forEach(judged ->
                            judged.findings()
                                    .forEach(it -> result(it, Subject.of(judged), index, json)));
            json.writeEndArray();
            json.writeStringProperty("columnKind", "utf16CodeUnits");
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
        out.flush();
    }

    private static Map<String, Integer> index(List<Rule> rules) {
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            index.put(rules.get(i).id(), i);
        }
        return index;
    }

    private static void tool(ScanResult result, JsonGenerator json) {
        json.writeObjectPropertyStart("tool");
        json.writeObjectPropertyStart("driver");
        json.writeStringProperty("name", "muster");
        json.writeStringProperty("semanticVersion", result.about().version());
        json.writeArrayPropertyStart("rules");
        for (Rule rule : result.about().policy().rules()) {
            json.writeStartObject();
            json.writeStringProperty("id", rule.id());
            text(json, "shortDescription", rule.title());
            text(json, "fullDescription", rule.explanation());
            text(json, "help", rule.remedy());
            json.writeObjectPropertyStart("defaultConfiguration");
            json.writeStringProperty("level", level(rule.severity()));
            json.writeEndObject();
            json.writeObjectPropertyStart("properties");
            json.writeStringProperty("security-severity", score(rule.severity()));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    /// What findings are about.
    private record Subject(String title, String id, List<Sighting> sightings) {
        static Subject of(Judged judged) {
            Credential credential = judged.entry().credential();
            return new Subject(
                    Fields.title(credential),
                    credential.id().toString(),
                    judged.entry().sightings());
        }

        static Subject of(JudgedAccount judged) {
            Account account = judged.account();
            return new Subject(Fields.title(account), account.id(), account.sightings());
        }
    }

    private static void result(
            Finding finding, Subject subject, Map<String, Integer> index, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("ruleId", finding.rule());
        json.writeNumberProperty("ruleIndex", index.getOrDefault(finding.rule(), -1));
        json.writeStringProperty("level", level(finding.severity()));
        if (finding.severity() == Severity.INFO) {
            // What has no level is no failure (3.27.10).
            json.writeStringProperty("kind", "informational");
        }
        text(json, "message", subject.title() + ": " + finding.message() + ". " + finding.remedy());
        json.writeArrayPropertyStart("locations");
        subject.sightings().stream().limit(LOCATIONS_MAX).forEach(it -> location(it, json));
        json.writeEndArray();
        json.writeObjectPropertyStart("partialFingerprints");
        json.writeStringProperty("musterCredential/v1", fingerprint(subject, finding));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void location(Sighting sighting, JsonGenerator json) {
        json.writeStartObject();
        json.writeObjectPropertyStart("physicalLocation");
        json.writeObjectPropertyStart("artifactLocation");
        json.writeStringProperty("uri", uri(sighting.place().withoutLine().text()));
        json.writeEndObject();
        sighting.facts()
                .number("line")
                .filter(it -> it > 0)
                .ifPresent(line -> {
                    json.writeObjectPropertyStart("region");
                    json.writeNumberProperty("startLine", line);
                    json.writeEndObject();
                });
        json.writeEndObject();
        json.writeEndObject();
    }

    /// The place with every byte percent-encoded that RFC 3986 does not allow. What looks encoded
    /// already is: control characters of a place are.
    static String uri(String place) {
        StringBuilder uri = new StringBuilder();
        byte[] bytes = place.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean encoded =
                    c == '%'
                            && i + 2 < bytes.length
                            && Character.digit(bytes[i + 1], 16) >= 0
                            && Character.digit(bytes[i + 2], 16) >= 0;
            boolean allowed =
                    encoded
                            || (c < 0x7f && Character.isLetterOrDigit(c))
                            || "-._~:/?@!$&'()*+,;=".indexOf(c) >= 0;
            uri.append(allowed ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return uri.toString();
    }

    private static String fingerprint(Subject subject, Finding finding) {
        String text = finding.rule() + " " + subject.id();
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256().toHex();
    }

    private static void text(JsonGenerator json, String name, String text) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("text", text);
        json.writeEndObject();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
            case INFO -> "none";
        };
    }

    private static String score(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "3.0";
            case INFO -> "0.0";
        };
    }
}
