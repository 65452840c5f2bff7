package io.muster.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of a folder on the class path.
class StaticFilesTest {
    private final Routes routes =
            new Routes(
                    List.of(
                            new StaticFiles(
                                            StaticFilesTest.class.getClassLoader(),
                                            "io/muster/http/files/")
                                    .route()),
                    (_, _) -> Caller.NOBODY);

    @Test
    void aFileHasItsTypeAndAStrongTag() throws IOException {
        Response answer = routes.handle(Request.of(Method.GET, "/app/main.js"));

        assertThat(answer.headers().one("ETag").orElseThrow()).matches("\"[0-9a-f]{32}\"");
        assertThat(((Content.Whole) answer.content()).mediaType()).startsWith("text/javascript");
        assertThat(text(answer)).startsWith("export const a");
    }

    @Test
    void whatTheBrowserHasIsNotSentAgain() throws IOException {
        Request request = Request.of(Method.GET, "/app/main.js");
        String tag = routes.handle(request).headers().one("ETag").orElseThrow();

        assertThat(routes.handle(request.with("If-None-Match", tag)).status()).isEqualTo(304);
    }

    @Test
    void itIsCompressedForThoseWhoCanReadThatWithATagOfItsOwn() throws IOException {
        Request request = Request.of(Method.GET, "/app/main.js");
        Response plain = routes.handle(request);
        Response compressed = routes.handle(request.with("Accept-Encoding", "br, gzip"));

        byte[] content = ((Content.Whole) compressed.content()).bytes().toArray();
        assertThat(compressed.headers().one("Content-Encoding")).contains("gzip");
        assertThat(compressed.headers().one("ETag")).isNotEqualTo(plain.headers().one("ETag"));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(text(plain));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/roll", "/roll?q=kind%3Ahost+pay", "/credentials/abc/history"})
    void everyPageOfTheConsoleHasAnAddress(String path) throws IOException {
        assertThat(text(routes.handle(Request.of(Method.GET, path)))).contains("<title>index");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/none.js",
                "/../RoutesTest.class",
                "/app/../index.html",
                "/.hidden.js",
                "/app/main.class",
                "/api/v1/nothing",
                "/index.html/",
                "//index.html",
                "/a\\b.js"
            })
    void nothingElseIsServed(String path) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> routes.handle(Request.of(Method.GET, path)))
                .matches(it -> it.problem() == Problem.NOT_FOUND);
    }

    private static String text(Response response) {
        byte[] bytes = ((Content.Whole) response.content()).bytes().toArray();
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
