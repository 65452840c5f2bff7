package io.muster.api;

import io.muster.http.Problem;
import io.muster.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The lines of a request's content, unpacked when it says so (RFC 9110, section 8.4).
final class Lines {
    /// What a content may have when it is unpacked: it shrinks tenfold, a bomb a thousandfold.
    private static final int BYTES_MAX = 64 << 20;

    private static final int LINES_MAX = 20_000;

    private Lines() {}

    static List<String> of(Request request) throws IOException {
        String encoding = request.headers().one("Content-Encoding").orElse("identity");
        byte[] bytes =
                switch (encoding) {
                    case "identity" -> request.body().stream().readNBytes(BYTES_MAX + 1);
                    case "gzip" -> unpacked(request.body().stream());
                    default ->
                            throw Problem.NOT_UNDERSTOOD.because(
                                    "Send the content as it is, or with Content-Encoding: gzip.");
                };
        if (bytes.length > BYTES_MAX) {
            throw Problem.TOO_LARGE.because("The content has more than 64 MB when unpacked.");
        }
        List<String> lines =
                new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .filter(it -> !it.isBlank())
                        .limit(LINES_MAX + 1L)
                        .toList();
        if (lines.size() > LINES_MAX) {
            throw Problem.TOO_LARGE.because("The content has more than 20,000 lines.");
        }
        return lines;
    }

    private static byte[] unpacked(InputStream packed) throws IOException {
        try (InputStream in = new GZIPInputStream(packed, 1 << 16)) {
            return in.readNBytes(BYTES_MAX + 1);
        } catch (ZipException e) {
            throw Problem.BAD_REQUEST.because("The content is not gzip, though it says so.");
        }
    }
}
