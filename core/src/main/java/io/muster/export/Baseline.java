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

    /// Each as `<rule> <credential id>`.
    ///
    /// @throws IOException when the file cannot be read
    /// @throws Malformed when it is not such a document
    public static Set<String> read(Path file) throws IOException, Malformed {
        if (Files.size(file) > BYTES_MAX) {
            throw new Malformed("baseline " + file + " has more than 512 MiB");
        }
        try {
            JsonNode credentials =
                    JsonMapper.shared().readTree(Files.readAllBytes(file)).path("credentials");
            if (!credentials.isArray()) {
                throw new Malformed(
                        "baseline " + file + " is no document of muster scan --format json");
            }
            Set<String> known = new HashSet<>();
            for (JsonNode credential : credentials) {
                for (JsonNode finding : credential.path("findings")) {
                    known.add(
                            finding.path("rule").asString("")
                                    + " "
                                    + credential.path("id").asString(""));
                }
            }
            return known;
        } catch (JacksonException e) {
            // Jackson would quote it, and it may be any file.
            throw new Malformed("baseline " + file + " is not well-formed JSON", e);
        }
    }
}
