package io.muster.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content.Sink;

/// Writes answers to Jetty.
final class Answering {
    /// How long a feed may be silent before the line is tried.
    private static final Duration BEAT = Duration.ofSeconds(10);

    /// After this the client connects anew, and is asked again who it is.
    private static final int BEATS_MAX = 360;

    private final Semaphore feeds;
    private final Set<Thread> feeding = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    Answering(Limits limits) {
        this.feeds = new Semaphore(limits.feedsMax());
    }

    void drain() {
        draining = true;
        feeding.forEach(Thread::interrupt);
    }

    /// @throws IOException when the client does not take it
    void write(
            Request request, Response response, boolean head, org.eclipse.jetty.server.Response to)
            throws IOException {
        Response real = response;
        if (response.content() instanceof Content.Events && !feeds.tryAcquire()) {
            real = Edge.secured(tooMany(request), request.id());
        }
        to.setStatus(real.status());
        real.headers().fields().forEach(it -> to.getHeaders().add(it.name(), it.value()));
        switch (real.content()) {
            case Content.Nothing _ -> {
                // The end of the request ends the answer.
            }
            case Content.Json(String mediaType, Object value) -> {
                ByteArrayOutputStream text = new ByteArrayOutputStream(1024);
                Json.write(text, value);
                whole(mediaType, text.toByteArray(), head, to);
            }
            case Content.Whole(String mediaType, var bytes) ->
                    whole(mediaType, bytes.toArray(), head, to);
            case Content.Stream(String mediaType, Content.Writer writer) -> {
                to.getHeaders().put(HttpHeader.CONTENT_TYPE, mediaType);
                if (!head) {
                    try (OutputStream out = Sink.asOutputStream(to)) {
                        writer.write(out);
                    }
                }
            }
            case Content.Events(Feed feed) -> {
                try {
                    feed(request, feed, to);
                } finally {
                    feeds.release();
                }
            }
        }
    }

    private static void whole(
            String mediaType, byte[] content, boolean head, org.eclipse.jetty.server.Response to)
            throws IOException {
        to.getHeaders().put(HttpHeader.CONTENT_TYPE, mediaType);
        to.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
        if (!head) {
            try (OutputStream out = Sink.asOutputStream(to)) {
                out.write(content);
            }
        }
    }

    /// Until the client goes, the hour is over, it may no longer, or the server stops.
    private void feed(Request request, Feed feed, org.eclipse.jetty.server.Response to)
            throws IOException {
        to.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        String position = request.headers().one("Last-Event-ID").orElse("");
        Thread self = Thread.currentThread();
        feeding.add(self);
        try (OutputStream out = Sink.asOutputStream(to)) {
            out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            for (int beat = 0; beat < BEATS_MAX && !draining; beat++) {
                List<Feed.Event> events = feed.after(position, BEAT);
                for (Feed.Event event : events) {
                    out.write(text(event).getBytes(StandardCharsets.UTF_8));
                    position = event.id();
                }
                if (events.isEmpty()) {
                    out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
                }
                out.flush();
            }
        } catch (InterruptedException _) {
            // The server stops. The client will connect to the next one.
        } catch (Refused _) {
            // They may no longer: the stream ends, and the next attempt is answered with the
            // reason.
        } finally {
            feeding.remove(self);
        }
    }

    private static String text(Feed.Event event) {
        return "id: %s\nevent: %s\ndata: %s\n\n"
                .formatted(event.id(), event.kind(), Json.text(event.data()));
    }

    private static Response tooMany(Request request) {
        return Problem.TOO_MANY
                .because("Too many clients listen to events already.")
                .until(Duration.ofSeconds(10))
                .response(request.id());
    }
}
