package io.muster.discovery.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import io.muster.discovery.Source;
import io.muster.discovery.handshake.Conversations;
import io.muster.discovery.handshake.EphemeralKeys;
import io.muster.egress.Endpoint;
import io.muster.egress.Hosts;
import io.muster.egress.Network;
import io.muster.egress.NetworkTarget;
import io.muster.egress.NetworkTargets;
import io.muster.egress.Ports;
import io.muster.egress.Sweep;
import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.model.X509Certificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// The certificates that TLS servers show, and how they speak.
///
/// @param targets hosts, networks and ports; their schemes say what is spoken before TLS begins
/// @param serverNames asked for in addition to each target's own name; however they are written, in
///   their wire form
/// @param depth how much is asked of each server
public record TlsEndpoints(NetworkTargets targets, List<String> serverNames, Depth depth)
        implements Source {
    /// Conversations at once.
    private static final int TALKING_MAX = 100;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    public TlsEndpoints {
        serverNames = serverNames.stream().map(TlsEndpoints::serverName).toList();
        for (NetworkTarget target : targets.list()) {
            if (!speaks(target.scheme())) {
                throw new IllegalArgumentException("tls does not speak " + target.scheme());
            }
        }
    }

    /// Every way in which `host` usually speaks TLS, each at its usual port, where nothing need
    /// answer.
    public static List<NetworkTarget> usual(Hosts host) {
        return Dialect.usualPorts().entrySet().stream()
                .map(it -> new NetworkTarget(it.getValue(), host, Ports.usual(it.getKey())))
                .toList();
    }

    /// Is `scheme` one of tls, https, smtp, imap, pop3, ftp, ldap, xmpp, postgres, mysql or their
    /// forms with TLS from the start?
    public static boolean speaks(String scheme) {
        return Dialect.of(scheme).isPresent();
    }

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public void observe(Outside outside, Consumer<Observation> out) throws InterruptedException {
        KeyShares keys = new KeyShares(new EphemeralKeys());
        Bytes random = Bytes.of(outside.clock().instant().toString().getBytes(UTF_8)).sha256();
        Run run =
                new Run(
                        outside,
                        out,
                        new Probe(
                                new Conversations(
                                        outside.egress(), TIMEOUT, new Semaphore(TALKING_MAX)),
                                keys,
                                random));
        outside.meter().expect(targets.count());
        new Sweep(targets, scheme -> Dialect.of(scheme).orElseThrow().port()).each(run::visit);
        run.reportSilentRanges();
    }

    /// One run over the targets.
    private final class Run {
        private final Outside outside;
        private final Consumer<Observation> out;
        private final Probe probe;
        private final Set<Hosts.Range> answered = ConcurrentHashMap.newKeySet();

        Run(Outside outside, Consumer<Observation> out, Probe probe) {
            this.outside = outside;
            this.out = out;
            this.probe = probe;
        }

        void visit(Endpoint endpoint) throws InterruptedException {
            outside.meter().endpoint();
            Place place = new Place("tls://" + endpoint.authority());
            List<InetAddress> addresses;
            try {
                addresses = outside.egress().resolve(endpoint.host());
            } catch (IOException e) {
                report(endpoint, place, String.valueOf(e.getMessage()));
                return;
            }
            boolean reached = false;
            String reason = "";
            for (InetAddress address : addresses) {
                Inspection.Outcome outcome = inspect(endpoint, address, ownName(endpoint), depth);
                switch (outcome) {
                    case Inspection.Outcome.Served served -> {
                        emit(endpoint, place, address, ownName(endpoint), served);
                        more(endpoint, place, address);
                        reached = true;
                    }
                    case Inspection.Outcome.Failed(Reply.Cause cause, String why) -> {
                        reason = why;
                        if (cause != Reply.Cause.UNREACHABLE) {
                            out.accept(new Observation.Unreadable(place, why));
                            reached = true;
                        }
                    }
                }
            }
            if (reached) {
                endpoint.range().ifPresent(answered::add);
            } else {
                report(endpoint, place, reason);
            }
        }

        /// The other names of the list, for which one look at the certificate is enough.
        private void more(Endpoint endpoint, Place place, InetAddress address)
                throws InterruptedException {
            for (String name : serverNames) {
                if (inspect(endpoint, address, Optional.of(name), Depth.CERTIFICATE)
                        instanceof Inspection.Outcome.Served served) {
                    emit(endpoint, place, address, Optional.of(name), served);
                }
            }
        }

        private Inspection.Outcome inspect(
                Endpoint endpoint, InetAddress address, Optional<String> serverName, Depth depth)
                throws InterruptedException {
            Dialect dialect = Dialect.of(endpoint.scheme()).orElseThrow();
            InetSocketAddress socket = new InetSocketAddress(address, endpoint.port());
            return new Inspection(probe, socket, dialect, Leaf::keyType, serverName).look(depth);
        }

        private void emit(
                Endpoint endpoint,
                Place place,
                InetAddress address,
                Optional<String> serverName,
                Inspection.Outcome.Served served) {
            Facts common = Facts.of("address", address.getHostAddress());
            Optional<String> starttls = Dialect.of(endpoint.scheme()).orElseThrow().starttls();
            if (starttls.isPresent()) {
                common = common.with("starttls", starttls.get());
            }
            if (serverName.isPresent() && !serverName.get().equals(endpoint.host())) {
                common = common.with("sni", serverName.get());
            }
            for (List<Bytes> chain : served.chains()) {
                emitChain(
                        place, chain, serverName.orElse(endpoint.host()), common, served.posture());
            }
        }

        private void emitChain(
                Place place, List<Bytes> chain, String host, Facts common, Facts posture) {
            List<String> fingerprints =
                    chain.stream().map(der -> "sha256:" + der.sha256().toHex()).toList();
            for (int i = 0; i < chain.size(); i++) {
                Facts facts = common.with("position", i);
                try {
                    X509Certificate certificate = Leaf.read(chain.get(i));
                    if (i == 0) {
                        boolean matches = Leaf.names(certificate, host);
                        facts =
                                facts.with(posture)
                                        .with("chain", fingerprints)
                                        .with("nameMatches", matches);
                    }
                    Sighting sighting =
                            new Sighting(
                                    certificate.id(),
                                    place,
                                    Role.SERVED,
                                    name(),
                                    outside.clock().instant(),
                                    facts);
                    out.accept(new Observation.Sighted(certificate, sighting));
                } catch (Malformed e) {
                    String which =
                            i == 0
                                    ? "the server's certificate"
                                    : "certificate " + i + " behind the server's";
                    out.accept(
                            new Observation.Unreadable(
                                    place, which + " cannot be read: " + e.reason()));
                }
            }
        }

        /// Where a host was named, no answer is worth a line; in a network it is normal.
        private void report(Endpoint endpoint, Place place, String reason) {
            if (endpoint.answerExpected()) {
                out.accept(new Observation.Unreadable(place, reason));
            }
        }

        void reportSilentRanges() {
            for (NetworkTarget target : targets.list()) {
                if (target.hosts() instanceof Hosts.Range range
                        && range.size() > 1
                        && !answered.contains(range)) {
                    Place place = new Place("tls://" + range);
                    out.accept(
                            new Observation.Unreadable(
                                    place, "none of " + range.size() + " addresses answered"));
                }
            }
        }
    }

    /// @throws IllegalArgumentException when `text` is no name, or one of an address
    private static String serverName(String text) {
        if (Hosts.parse(text) instanceof Hosts.Named(String name)) {
            return name;
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is no name that a server can be asked for; name a host");
    }

    /// What to ask for: the target's host, unless it is an address, which SNI does not allow (RFC
    /// 6066, 3).
    private static Optional<String> ownName(Endpoint endpoint) {
        return Network.literal(endpoint.host()).isPresent()
                ? Optional.empty()
                : Optional.of(endpoint.host());
    }
}
