package io.muster.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content.Source;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;

/// The one adapter to Jetty: its request becomes ours, our answer goes back through it.
final class JettyHandler extends Handler.Abstract {
    private static final int REST_MAX = 64 * 1024;

    /// What a refused client may still send, and for how long since it began.
    private static final long LINGER_BYTES_MAX = 32 << 20;

    private static final Duration LINGER = Duration.ofSeconds(10);

    private final Function<Connector, Edge> edges;
    private final Limits limits;
    private final RandomGenerator random;
    private final Semaphore requests;
    private final Answering answering;

    JettyHandler(Function<Connector, Edge> edges, Limits limits, RandomGenerator random) {
        super(InvocationType.BLOCKING);
        this.edges = edges;
        this.limits = limits;
        this.random = random;
        this.requests = new Semaphore(limits.requestsMax());
        this.answering = new Answering(limits);
    }

    /// Ends the feeds: they would never end by themselves.
    void drain() {
        answering.drain();
    }

    @Override
    public boolean handle(
            org.eclipse.jetty.server.Request from,
            org.eclipse.jetty.server.Response to,
            Callback callback) {
        Edge edge = edges.apply(from.getConnectionMetaData().getConnector());
        if (!requests.tryAcquire()) {
            write(
                    edge,
                    Request.of(Method.GET, "/"),
                    Edge.secured(busy(), "busy"),
                    from,
                    to,
                    callback);
            return true;
        }
        try {
            String id =
                    HexFormat.of().toHexDigits(random.nextLong())
                            + HexFormat.of().toHexDigits(random.nextLong());
            Request request = Request.of(Method.GET, "/");
            Response response;
            try {
                request = request(id, from);
                response =
                        edge.answer(request, org.eclipse.jetty.server.Request.getServerName(from));
                finish(request, from);
            } catch (Refused e) {
                response = Edge.secured(e.response(id), id);
            }
            write(edge, request, response, from, to, callback);
        } finally {
            requests.release();
        }
        return true;
    }

    private void write(
            Edge edge,
            Request request,
            Response response,
            org.eclipse.jetty.server.Request from,
            org.eclipse.jetty.server.Response to,
            Callback callback) {
        try {
            answering.write(request, response, from.getMethod().equals("HEAD"), to);
            if (response.status() >= 400) {
                letFinish(from);
            }
            callback.succeeded();
        } catch (IOException e) {
            // The client went away, or is too slow.
            callback.failed(e);
        } catch (RuntimeException | Error e) {
            edge.journal().fault(request.id(), e);
            callback.failed(e);
        } finally {
            edge.journal()
                    .answered(
                            request,
                            response.status(),
                            System.nanoTime() - from.getHeadersNanoTime());
        }
    }

    /// Reads what the handler left of a short content. Answered while it still comes, a client that
    /// speaks HTTP/2 is told to stop (RFC 9113, section 8.1), and some take that for a failure.
    private static void finish(Request request, org.eclipse.jetty.server.Request from) {
        if (!from.getHeaders().contains(HttpHeader.EXPECT)) {
            skip(request.body().stream(), REST_MAX);
        }
    }

    /// Reads what a refused client is still sending: most look at the answer only afterwards, and
    /// would see a broken connection instead.
    private void letFinish(org.eclipse.jetty.server.Request from) {
        skip(content(from, LINGER), LINGER_BYTES_MAX);
    }

    private static void skip(InputStream content, long most) {
        byte[] ignored = new byte[16 * 1024];
        try {
            int read = 0;
            for (long left = most; left > 0 && read >= 0; left -= Math.max(0, read)) {
                read = content.read(ignored);
            }
        } catch (IOException | Refused _) {
            // It was not wanted anyway, or they do not listen.
        }
    }

    private Request request(String id, org.eclipse.jetty.server.Request from) {
        String path = path(from.getHttpURI().getPath(), from.getHttpURI().getDecodedPath());
        String query = from.getHttpURI().getQuery();
        List<Headers.Field> fields = from.getHeaders().stream().map(JettyHandler::field).toList();
        return new Request(
                id,
                new Request.Target(
                        method(from.getMethod()),
                        path,
                        query == null ? Query.NONE : Query.parse(query),
                        Map.of()),
                new Headers(fields),
                Body.of(content(from, limits.contentTimeMax())),
                Caller.NOBODY,
                address(from.getConnectionMetaData().getRemoteSocketAddress()),
                certificates(from));
    }

    /// From the handshake alone: what a header says of certificates, anybody can write.
    private static List<X509Certificate> certificates(org.eclipse.jetty.server.Request from) {
        return from.getAttribute(EndPoint.SslSessionData.ATTRIBUTE)
                                instanceof EndPoint.SslSessionData session
                        && session.peerCertificates() != null
                ? List.of(session.peerCertificates())
                : List.of();
    }

    private static Headers.Field field(HttpField field) {
        return new Headers.Field(field.getName(), field.getValue() == null ? "" : field.getValue());
    }

    private static Method method(String name) {
        return switch (name) {
            case "GET", "HEAD" -> Method.GET;
            case "POST" -> Method.POST;
            case "PUT" -> Method.PUT;
            case "PATCH" -> Method.PATCH;
            case "DELETE" -> Method.DELETE;
            default ->
                    throw Problem.METHOD_NOT_ALLOWED
                            .because("This method is not understood here.")
                            .allowing(List.of(Method.values()));
        };
    }

    /// A path that is what it looks like: no dots to climb with, nothing that a file system or a
    /// log would read in another way. (Jetty has refused what is ambiguous in an encoded form.)
    private static String path(String raw, String decoded) {
        boolean plain =
                decoded.startsWith("/")
                        && !decoded.contains("//")
                        && !decoded.contains("\\")
                        && !raw.contains(";")
                        && decoded.chars().noneMatch(Character::isISOControl)
                        && Stream.of(raw.split("/")).noneMatch(it -> it.matches("[.]{1,2}"));
        if (!plain) {
            throw Problem.BAD_REQUEST.because("The path is not in its plain form.");
        }
        return decoded;
    }

    private static InputStream content(org.eclipse.jetty.server.Request from, Duration timeMax) {
        return new Hurried(
                Source.asInputStream(from), from.getHeadersNanoTime() + timeMax.toNanos());
    }

    private static InetAddress address(SocketAddress address) {
        return address instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    private static Response busy() {
        return Problem.NOT_AVAILABLE
                .because("Too many requests are being answered already.")
                .until(Duration.ofSeconds(1))
                .response("busy");
    }

    /// Content must have come by a point in time, however little of it comes at once.
    private static final class Hurried extends FilterInputStream {
        private final long deadlineNanos;

        Hurried(InputStream stream, long deadlineNanos) {
            super(stream);
            this.deadlineNanos = deadlineNanos;
        }

        @Override
        public int read() throws IOException {
            check();
            return super.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            check();
            return super.read(into, from, length);
        }

        /// Whoever reads may be done before the content is. To close Jetty's stream then would end
        /// the connection under the client's next request; the rest is read before the answer.
        @Override
        public void close() {}

        private void check() {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw Problem.TOO_SLOW.because("The content took too long to come.");
            }
        }
    }
}
