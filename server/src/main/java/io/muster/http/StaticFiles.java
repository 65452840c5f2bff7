package io.muster.http;

import io.muster.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// The files of the console, from the class path. They are read once and stay in memory, compressed
/// as well when that is smaller.
///
/// Each has a strong `ETag`, the hash of what is sent; a browser asks every time and is told "not
/// changed". A path without a file that looks like a page of the console is answered with its
/// `index.html`, so that every page has an address.
public final class StaticFiles {
    /// No dots at the front, no empty segments, nothing a resource name could be climbed with.
    private static final Pattern NAME =
            Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/){0,8}[A-Za-z0-9_-][A-Za-z0-9_.-]*");

    private static final String INDEX = "index.html";

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "mjs", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "json", "application/json",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "woff2", "font/woff2",
                    "txt", "text/plain; charset=utf-8",
                    "webmanifest", "application/manifest+json");

    private final ClassLoader classPath;
    private final String folder;

    /// Files that are there. Their number is bounded by the jar; names that are not there are not
    /// kept.
    private final Map<String, File> files = new ConcurrentHashMap<>();

    /// @param folder on the class path, ends with a slash
    public StaticFiles(ClassLoader classPath, String folder) {
        this.classPath = classPath;
        this.folder = folder;
    }

    private record File(String type, Bytes plain, Optional<Bytes> compressed) {}

    /// The route of everything that no other route answers.
    public Route route() {
        return Operation.get("/{file...}", Permission.ANYONE, "Files of the console.")
                .with(Parameter.ANY)
                .answering(200, new Payload.Other("*/*", 0))
                .by(this::answer);
    }

    Response answer(Request request) {
        String name = request.variable("file");
        boolean compressible =
                request.headers()
                        .all("Accept-Encoding")
                        .flatMap(it -> Stream.of(it.split(",", -1)))
                        .anyMatch(it ->
                                it.strip().equals("gzip") || it.strip().startsWith("gzip;q=1"));
        File file =
                file(name.isEmpty() ? INDEX : name)
                        .or(() -> isPage(name) ? file(INDEX) : Optional.empty())
                        .orElseThrow(
                                () -> Problem.NOT_FOUND.because("There is no such file or page."));
        Optional<Bytes> compressed = file.compressed().filter(_ -> compressible);
        Bytes content = compressed.orElse(file.plain());
        Response response =
                new Response(200, Headers.NONE, new Content.Whole(file.type(), content))
                        .with("ETag", "\"" + content.sha256().toHex().substring(0, 32) + "\"")
                        .with("Cache-Control", "no-cache")
                        .with("Vary", "Accept-Encoding");
        return compressed.isPresent() ? response.with("Content-Encoding", "gzip") : response;
    }

    /// The last segment of a page's path has no dot, and the API has no pages.
    private static boolean isPage(String name) {
        return !name.startsWith("api/")
                && !name.startsWith("/")
                && !name.endsWith("/")
                && name.indexOf('.', name.lastIndexOf('/') + 1) < 0;
    }

    private Optional<File> file(String name) {
        if (name.length() > 200 || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        File known = files.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        String extension = name.substring(name.lastIndexOf('.') + 1);
        String type = TYPES.get(extension);
        if (type == null) {
            return Optional.empty();
        }
        try (InputStream in = classPath.getResourceAsStream(folder + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] content = in.readAllBytes();
            byte[] compressed = compressed(content);
            File file =
                    new File(
                            type,
                            Bytes.of(content),
                            compressed.length < content.length * 9 / 10
                                    ? Optional.of(Bytes.of(compressed))
                                    : Optional.empty());
            files.put(name, file);
            return Optional.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }
}
