package io.muster.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Contacts what the scope allows, at the pace that each network bears.
///
/// A name is looked up once a run, and what is connected to is the very address that was checked: a
/// name that changes its answer between the check and the connection gains nothing. A silent
/// address costs one timeout, in which the kernel has asked three times (SYN again after 1 and 3
/// seconds), so that nothing is tried again here.
public final class GuardedEgress implements Egress {
    /// Connections per second and /24 or /64 unless the user chooses otherwise.
    public static final int RATE = 50;

    /// Attempts under way at once: each costs a socket only.
    private static final int CONNECTING_MAX = 1024;

    private final Scope.Guard guard;
    private final Pace pace;
    private final Resolver resolver;
    private final LongSupplier nanoTime;
    private final Semaphore connecting = new Semaphore(CONNECTING_MAX);
    private final Map<String, List<InetAddress>> resolved = new ConcurrentHashMap<>();

    /// @param connectionsPerSecond for each /24 or /64, 0 for no limit
    /// @param nanoTime a monotonic clock, as `System::nanoTime`
    public GuardedEgress(
            Scope scope, int connectionsPerSecond, Resolver resolver, LongSupplier nanoTime) {
        this.guard = scope.guard();
        this.pace = new Pace(connectionsPerSecond);
        this.resolver = resolver;
        this.nanoTime = nanoTime;
    }

    @Override
    public List<InetAddress> resolve(String host) throws IOException {
        Optional<InetAddress> literal = Network.literal(host);
        String name = host.toLowerCase(Locale.ROOT);
        if (literal.isEmpty()) {
            refuse(guard.againstName(name));
        }
        List<InetAddress> addresses = literal.isPresent() ? List.of(literal.get()) : lookUp(name);
        List<InetAddress> allowed =
                addresses.stream().filter(it -> reason(it, name, literal).isEmpty()).toList();
        if (allowed.isEmpty()) {
            refuse(reason(addresses.getFirst(), name, literal));
        }
        return allowed;
    }

    private Optional<String> reason(
            InetAddress address, String name, Optional<InetAddress> literal) {
        return guard.against(address, literal.isPresent() ? Optional.empty() : Optional.of(name));
    }

    private List<InetAddress> lookUp(String name) throws UnknownHostException {
        List<InetAddress> known = resolved.get(name);
        if (known != null) {
            return known;
        }
        List<InetAddress> found;
        try {
            found = resolver.lookUp(name);
        } catch (UnknownHostException e) {
            throw new UnknownHostException("the name " + name + " has no address");
        }
        List<InetAddress> first = resolved.putIfAbsent(name, List.copyOf(found));
        return first == null ? List.copyOf(found) : first;
    }

    @Override
    public SocketChannel connect(InetSocketAddress address, Duration timeout)
            throws IOException, InterruptedException {
        InetAddress ip = address.getAddress();
        if (ip == null) {
            throw new Denied("an address is resolved before it is connected to");
        }
        refuse(guard.against(ip, nameOf(address)));
        long wait = pace.reserve(ip, nanoTime.getAsLong());
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
        connecting.acquire();
        try {
            return open(new InetSocketAddress(ip, address.getPort()), timeout);
        } finally {
            connecting.release();
        }
    }

    private static SocketChannel open(InetSocketAddress address, Duration timeout)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(address, Math.toIntExact(timeout.toMillis()));
            return channel;
        } catch (SocketTimeoutException e) {
            channel.close();
            throw new SocketTimeoutException(
                    "no answer to a connection within " + timeout.toMillis() + " ms");
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// The name in scope that this very address was resolved from.
    private Optional<String> nameOf(InetSocketAddress address) {
        String host = address.getHostString().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(resolved.get(host))
                .filter(addresses -> addresses.contains(address.getAddress()))
                .map(_ -> host);
    }

    private static void refuse(Optional<String> reason) throws Denied {
        if (reason.isPresent()) {
            throw new Denied(reason.get());
        }
    }
}
