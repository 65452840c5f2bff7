package io.muster.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.scan.Judged;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BillTest {
    private static String written(CycloneDxWriter version) throws IOException {
        StringBuilder text = new StringBuilder();
        new Bill(version, "pki.example", "1", Results.NOW)
                .write(
                        taker -> {
                            try (Stream<Judged> all = Results.sample().credentials().stream()) {
                                all.forEach(it -> taker.accept(it.entry()));
                            }
                        },
                        new Bill.Lines() {
                            @Override
                            public void part(String name) {}

                            @Override
                            public void line(String line) {
                                text.append(line).append('\n');
                            }
                        });
        return text + "\"properties\":[{\"name\":\"muster:seal\",\"value\":\"\"}]\n}\n";
    }

    @ParameterizedTest
    @EnumSource
    void itIsAsItsSchemaSays(CycloneDxWriter version) throws IOException {
        assertThat(BillSchema.errors(version.specVersion(), written(version))).isEmpty();
    }

    /// The same assets as the bill of a scan, and each depends on the same.
    @ParameterizedTest
    @EnumSource
    void itListsWhatTheBillOfAScanLists(CycloneDxWriter version) throws IOException {
        StringWriter scan = new StringWriter();
        version.write(Results.sample(), scan);
        JsonNode expected = JsonMapper.shared().readTree(scan.toString());
        JsonNode bill = JsonMapper.shared().readTree(written(version));

        assertThat(rows(bill, "components")).isEqualTo(rows(expected, "components"));
        assertThat(rows(bill, "dependencies")).isEqualTo(rows(expected, "dependencies"));
        List<String> refs = bill.at("/components").findValuesAsString("bom-ref");
        assertThat(refs).doesNotHaveDuplicates().hasSizeGreaterThan(5);
    }

    private static Set<String> rows(JsonNode bill, String member) {
        Set<String> rows = new TreeSet<>();
        bill.path(member).forEach(it -> rows.add(it.toString()));
        return rows;
    }
}
