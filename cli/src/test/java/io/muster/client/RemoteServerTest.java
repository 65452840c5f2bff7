package io.muster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteServerTest {
    private final List<Duration> rests = new ArrayList<>();
    private PaperServer paper;
    private RemoteServer server;

    @BeforeEach
    void start() throws Exception {
        paper = new PaperServer();
        server = asked(new Trust(List.of(paper.certificate)));
    }

    private RemoteServer asked(Trust trust) throws IOException {
        return RemoteServer.at(
                new RemoteServer.Door(paper.address(), "muster_secret", trust), rests::add);
    }

    @AfterEach
    void stop() {
        server.close();
        paper.close();
    }

    @Test
    void aServerWithoutTimeIsAskedAgainWhenItSaysSoAndDoesItOnce() throws Exception {
        paper.says(503, "2", "{}").says(429, "{}").says(200, "{\"id\":\"a\"}");

        assertThat(server.post("/x", Map.of()).path("id").asString("")).isEqualTo("a");

        assertThat(paper.requests).containsExactly("POST /x", "POST /x", "POST /x");
        assertThat(paper.idempotencyKeys).hasSize(3).containsOnly(paper.idempotencyKeys.getFirst());
        assertThat(rests).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(6));
    }

    @Test
    void afterFourTimesItIsEnough() {
        paper.says(503, "{}").says(503, "{}").says(503, "{}").says(503, "{}");
        assertThatThrownBy(() -> server.get("/x")).isInstanceOf(ServerRefused.class);
        assertThat(paper.requests).hasSize(4);
    }

    @Test
    void nobodyIsWaitedForForEver() {
        paper.says(503, "9999", "{}").says(200, "{}");
        assertThat(catchNothing("/x")).isEmpty();
        assertThat(rests).containsExactly(Duration.ofSeconds(30));
    }

    private String catchNothing(String path) {
        try {
            return server.get(path).isEmpty() ? "" : "something";
        } catch (IOException | InterruptedException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void aRefusalTellsWhatWhyAndWhichRequest() {
        paper.says(
                400,
                "{\"title\":\"Bad search\",\"detail\":\"There is no field.\",\"instance\":\"r1\"}");
        assertThatThrownBy(() -> server.get("/x"))
                .isInstanceOfSatisfying(
                        ServerRefused.class, it -> assertThat(it.status()).isEqualTo(400))
                .hasMessage("the server says: Bad search. There is no field. (request r1)");
        assertThat(paper.requests).as("what is refused is not asked again").hasSize(1);
    }

    @Test
    void whatIsNotMusterIsTold() {
        paper.says(404, "<html>").says(200, "<html>");
        assertThatThrownBy(() -> server.get("/x")).hasMessageContaining("is it Muster?");
        assertThatThrownBy(() -> server.get("/x")).hasMessageContaining("is it Muster?");
    }

    @Test
    void theTokenFollowsNoRedirect() {
        paper.says(302, "https://127.0.0.1:1/", "");
        assertThatThrownBy(() -> server.get("/x")).hasMessageContaining("302");
    }

    @Test
    void whoCannotProveWhoTheyAreAreToldNothing() throws Exception {
        try (PaperServer other = new PaperServer();
                RemoteServer wary = asked(new Trust(List.of(other.certificate)));
                RemoteServer usual = asked(Trust.USUAL)) {
            assertThatThrownBy(() -> wary.get("/x")).hasMessageContaining("could not prove");
            assertThatThrownBy(() -> usual.get("/x")).hasMessageContaining("--ca");
        }
        assertThat(paper.requests).isEmpty();
        assertThat(rests).as("asking again would not help").isEmpty();
    }

    @Test
    void whereNobodyAnswersThatIsTold() {
        paper.close();
        assertThatThrownBy(() -> server.get("/x"))
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("is the server running?");
        assertThat(rests).hasSize(3);
    }

    @Test
    void aDoorIsHttpsAndKeepsItsTokenToItself() {
        assertThatThrownBy(
                        () ->
                                new RemoteServer.Door(
                                        URI.create("http://127.0.0.1"), "t", Trust.USUAL))
                .hasMessageContaining("https://");
        assertThat(new RemoteServer.Door(paper.address(), "muster_secret", Trust.USUAL))
                .asString()
                .doesNotContain("secret");
    }
}
