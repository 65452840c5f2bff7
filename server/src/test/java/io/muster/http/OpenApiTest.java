package io.muster.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The description of a table of routes.
class OpenApiTest {

    enum State {
        NOT_YET_VALID
    }

    record Part(long count) {}

    record Thing(
            String id,
            Optional<String> owner,
            List<Part> parts,
            Map<String, String> labels,
            Instant since,
            State state) {}

    @Test
    void aRecordIsASchema() {
        String description =
                Json.text(
                        OpenApi.of(
                                List.of(
                                        Operation.get("/things/{id}", Permission.READ, "One.")
                                                .with(Parameter.number("limit", "How many."))
                                                .answering(Thing.class)),
                                "1"));

        assertThat(description)
                .contains("\"/things/{id}\":{\"get\":{\"operationId\":\"getThingsById\"")
                .contains("\"x-muster-permission\":\"read\"")
                .contains(
                        "{\"name\":\"limit\",\"in\":\"query\",\"description\":\"How many.\","
                                + "\"schema\":{\"type\":\"integer\"}}")
                .contains("\"required\":[\"id\",\"since\",\"state\"]")
                .contains("\"owner\":{\"type\":\"string\"}")
                .contains("\"$ref\":\"#/components/schemas/OpenApiTestPart\"")
                .contains(
                        "\"labels\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}")
                .contains("\"enum\":[\"not-yet-valid\"]");
    }

    @Test
    void whatAnybodyMayAskNeedsNoToken() {
        String description =
                Json.text(
                        OpenApi.of(
                                List.of(Operation.get("/healthz", Permission.ANYONE, "Up?")), "1"));

        assertThat(description).contains("\"security\":[]");
    }

    record Odd(Thread thread) {}

    @Test
    void aTypeWithoutJsonFormIsAMistakeOfOurs() {
        Operation odd = Operation.get("/odd", Permission.READ, "Odd.").answering(Odd.class);

        assertThatThrownBy(() -> OpenApi.of(List.of(odd), "1")).hasMessageContaining("Thread");
    }
}
