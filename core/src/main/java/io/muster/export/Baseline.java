package io.muster.export;

import io.muster.model.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The findings of an earlier JSON document, which a later run leaves out.
public final class Baseline {
    private static final long BYTES_MAX = 512L << 20;

    private Baseline() {}

    /// Each as `<rule> <id>`, where the id is that of a credential or an account.
    ///
    /// @throws IOException when the file cannot be read
    /// @throws Malformed when it is not such a document
    public static Set<String> read(Path file) throws IOException, Malformed {
        if (Files.size(file) > BYTES_MAX) {
            throw new Malformed("baseline " + file + " has more than 512 MiB");
        }
        try {
            JsonNode document = JsonMapper.shared().readTree(Files.readAllBytes(file));
            if (!document.path("credentials").isArray()) {
                throw new Malformed(
                        "baseline " + file + " is no document of muster scan --format json");
            }
            Set<String> known = new HashSet<>();
            document.path("credentials").forEach(it -> findings(it, known));
            document.path("accounts").forEach(it -> findings(it, known));
            return known;
        } catch (JacksonException e) {
            // Jackson would quote it, and it may be any file.
            throw new Malformed("baseline " + file + " is not well-formed JSON", e);
        }
    }

    private static void findings(JsonNode subject, Set<String> known) {
        String id = subject.path("id").asString("");
        for (JsonNode finding : subject.path("findings")) {
            known.add(finding.path("rule").asString("") + " " + id);
        }
    }
}
