package io.muster.channels;

import io.muster.alerts.Channel.Undelivered;
import io.muster.egress.Egress;
import io.muster.egress.GuardedEgress;
import io.muster.egress.Hosts;
import io.muster.egress.Network;
import io.muster.egress.Resolver;
import io.muster.egress.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Connects to a host that the configuration names. What is connected to is the very address that
/// was checked; metadata services, link-local addresses and the like are refused by [Egress]
/// whatever the configuration says.
///
/// @param nanoTime a monotonic clock
public record Reach(Resolver resolver, LongSupplier nanoTime) {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int READ_MILLIS = 20_000;

    /// A connection lasts no longer, whatever is going on.
    private static final Duration LASTS = Duration.ofMinutes(1);

    /// Which addresses inside an organisation a name may lead to.
    public enum Inside {
        /// Any: mail and log servers stand inside.
        BY_NAME,
        /// Only one that the configuration has as an address: a name on the web that leads inside
        /// is somebody's trick.
        AS_ADDRESS
    }

    /// A connection that is closed after a minute at the latest.
    static final class Connection implements AutoCloseable {
        private final Socket raw;
        private final Socket socket;
        private final Thread guard;

        private Connection(Socket raw, Socket socket) {
            this.raw = raw;
            this.socket = socket;
            this.guard = Thread.ofVirtual().start(this::outlast);
        }

        Socket socket() {
            return socket;
        }

        private void outlast() {
            try {
                Thread.sleep(LASTS);
                raw.close();
            } catch (InterruptedException | IOException _) {
                // It was closed in time.
            }
        }

        /// TLS from here on, with the name of the host checked.
        Connection secured(SSLContext tls, String host) throws IOException {
            guard.interrupt();
            SSLSocket secure =
                    (SSLSocket) tls.getSocketFactory().createSocket(raw, host, raw.getPort(), true);
            Connection secured = new Connection(raw, secure);
            try {
                SSLParameters parameters = secure.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
                secure.setSSLParameters(parameters);
                secure.startHandshake();
                return secured;
            } catch (IOException e) {
                secured.close();
                throw e;
            }
        }

        @Override
        public void close() {
            guard.interrupt();
            try {
                socket.close();
                raw.close();
            } catch (IOException _) {
                // Nobody needs it any more.
            }
        }
    }

    /// The addresses of `host`, with the name as it was written, so that nobody looks up another
    /// one.
    ///
    /// @throws Undelivered when there is none, or none that may be contacted
    List<InetAddress> addresses(String host, Inside inside) throws Undelivered {
        return addresses(host, inside, egress(host));
    }

    private static List<InetAddress> addresses(String host, Inside inside, Egress egress)
            throws Undelivered {
        try {
            List<InetAddress> found = new ArrayList<>();
            for (InetAddress one : egress.resolve(host)) {
                boolean trick =
                        inside == Inside.AS_ADDRESS
                                && isInside(one)
                                && Network.literal(host).isEmpty();
                if (trick) {
                    throw new Undelivered(
                            "%s leads to %s, which is inside; to send there, write the address itself"
                                    .formatted(host, one.getHostAddress()));
                }
                found.add(InetAddress.getByAddress(host, one.getAddress()));
            }
            return found;
        } catch (IOException e) {
            throw new Undelivered(host + " cannot be reached: " + reason(e), e);
        }
    }

    private Egress egress(String host) {
        Optional<InetAddress> literal = Network.literal(host);
        Hosts hosts =
                literal.isPresent()
                        ? new Hosts.Range(literal.get(), literal.get())
                        : new Hosts.Named(host.toLowerCase(Locale.ROOT));
        return new GuardedEgress(new Scope(List.of(hosts), List.of()), 0, resolver, nanoTime);
    }

    /// To the first address that answers.
    ///
    /// @throws Undelivered when nobody may be, or is, there
    Connection connect(String host, int port, Inside inside) throws Undelivered {
        Egress egress = egress(host);
        IOException why = new IOException("it has no address");
        for (InetAddress address : addresses(host, inside, egress)) {
            try {
                Socket socket =
                        egress.connect(new InetSocketAddress(address, port), CONNECT).socket();
                socket.setSoTimeout(READ_MILLIS);
                return new Connection(socket, socket);
            } catch (IOException e) {
                why = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Undelivered("the server is stopping", e);
            }
        }
        throw new Undelivered(
                "%s:%d cannot be reached: %s".formatted(host, port, reason(why)), why);
    }

    /// What an exception of the network says, which is no secret.
    static String reason(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    /// RFC 1918, RFC 6598, RFC 4193, and loopback.
    private static boolean isInside(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        boolean unique = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        return address.isSiteLocalAddress() || address.isLoopbackAddress() || shared || unique;
    }
}
