package io.muster.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The two doors: HTTPS (HTTP/1.1 and HTTP/2) and plain HTTP. Each request runs on a virtual
/// thread.
///
/// Both ports are bound before either answers, so that a port which is taken leaves nothing half
/// started.
public final class Listeners implements AutoCloseable {
    private static final int ACCEPT_QUEUE = 1024;

    private final Server server;
    private final ServerConnector secure;
    private final ServerConnector plain;
    private final JettyHandler handler;

    private Listeners(
            Server server, ServerConnector secure, ServerConnector plain, JettyHandler handler) {
        this.server = server;
        this.secure = secure;
        this.plain = plain;
        this.handler = handler;
    }

    /// One door: where it is and what answers behind it.
    public record Door(InetSocketAddress address, Edge edge) {}

    /// Binds both ports, and asks no client for a certificate.
    public static Listeners bind(
            Door secure,
            PresentedCertificate certificate,
            Door plain,
            Limits limits,
            RandomGenerator random)
            throws IOException {
        return bind(secure, certificate, List.of(), plain, limits, random);
    }

    /// Binds both ports. Nothing is answered before [#start].
    ///
    /// @param authorities those of whose certificates a client may show one; none is asked for when
    ///   there are none
    /// @param random for request ids
    /// @throws IOException when a port cannot be had; the message says which and what to do
    public static Listeners bind(
            Door secure,
            PresentedCertificate certificate,
            List<X509Certificate> authorities,
            Door plain,
            Limits limits,
            RandomGenerator random)
            throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(16, 4);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("request-", 0).factory()));
        Server server = new Server(threads);
        ServerConnector https = https(server, certificate, authorities, limits);
        ServerConnector http =
                new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration(limits)));
        JettyHandler handler =
                new JettyHandler(it -> it == https ? secure.edge() : plain.edge(), limits, random);
        server.setHandler(new GracefulHandler(handler));
        server.setStopTimeout(limits.drainMax().toMillis());
        server.addBean(new NetworkConnectionLimit(limits.connectionsMax(), server));
        server.setErrorHandler(new JettyErrors());
        open(server, https, secure.address(), limits, "--listen");
        try {
            open(server, http, plain.address(), limits, "--http-listen");
        } catch (IOException e) {
            https.close();
            throw e;
        }
        return new Listeners(server, https, http, handler);
    }

    /// Begins to answer.
    public void start() throws IOException {
        try {
            server.start();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the HTTP listener could not start: " + e.getMessage(), e);
        }
    }

    /// The port of HTTPS; the real one when 0 was asked for.
    public int securePort() {
        return secure.getLocalPort();
    }

    /// The port of plain HTTP.
    public int plainPort() {
        return plain.getLocalPort();
    }

    /// Takes no more connections, lets requests end within the drain time, then ends what is left.
    @Override
    public void close() {
        try {
            handler.drain();
            server.stop();
        } catch (Exception e) {
            // Jetty tells that requests were cut off; the process is about to end anyway.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        } finally {
            secure.close();
            plain.close();
        }
    }

    private static ServerConnector https(
            Server server,
            PresentedCertificate certificate,
            List<X509Certificate> authorities,
            Limits limits) {
        HttpConfiguration configuration = configuration(limits);
        // Names are checked against the list of hosts; a certificate of our own has few.
        SecureRequestCustomizer customizer = new SecureRequestCustomizer(false);
        configuration.addCustomizer(customizer);
        HttpConnectionFactory http1 = new HttpConnectionFactory(configuration);
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(configuration);
        http2.setMaxConcurrentStreams(128);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(certificate.context(authorities));
        tls.setWantClientAuth(!authorities.isEmpty());
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        tls.setRenegotiationAllowed(false);
        ConnectionFactory ssl = new SslConnectionFactory(tls, alpn.getProtocol());
        return new ServerConnector(server, 1, 1, ssl, alpn, http2, http1);
    }

    private static HttpConfiguration configuration(Limits limits) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(limits.headerBytesMax());
        // Jetty hands out a field that a connection has sent before, and takes "abc" for "ABC".
        configuration.setHeaderCacheCaseSensitive(true);
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        configuration.setUriCompliance(UriCompliance.RFC3986);
        configuration.setRelativeRedirectAllowed(false);
        return configuration;
    }

    private static void open(
            Server server,
            ServerConnector connector,
            InetSocketAddress address,
            Limits limits,
            String option)
            throws IOException {
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(limits.idleMax().toMillis());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setReuseAddress(true);
        try {
            connector.open();
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen on %s:%d (%s); end what listens there or choose another with %s"
                            .formatted(
                                    address.getHostString(), address.getPort(), reason(e), option),
                    e);
        }
        server.addConnector(connector);
    }

    private static String reason(IOException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
