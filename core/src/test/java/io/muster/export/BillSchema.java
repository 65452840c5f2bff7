package io.muster.export;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.muster.testing.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What CycloneDX itself says of a bill.
final class BillSchema {
    private BillSchema() {}

    /// @return what is wrong with `bill`
    static List<Error> errors(String specVersion, String bill) throws IOException {
        Map<String, String> beside =
                Map.of(
                        "http://cyclonedx.org/schema/spdx.schema.json", text("spdx.schema.json"),
                        "http://cyclonedx.org/schema/jsf-0.82.schema.json",
                                text("jsf-0.82.schema.json"),
                        "http://cyclonedx.org/schema/cryptography-defs.schema.json",
                                text("cryptography-defs.schema.json"));
        Schema schema =
                SchemaRegistry.withDefaultDialect(
                                SpecificationVersion.DRAFT_7, it -> it.schemas(beside))
                        .getSchema(text("bom-" + specVersion + ".schema.json"));
        return schema.validate(JsonMapper.shared().readTree(bill));
    }

    private static String text(String name) throws IOException {
        return Files.readString(Corpus.standard("cyclonedx/" + name));
    }
}
