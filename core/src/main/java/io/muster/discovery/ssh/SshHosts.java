package io.muster.discovery.ssh;

import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import io.muster.discovery.Source;
import io.muster.discovery.handshake.Conversations;
import io.muster.discovery.handshake.EphemeralKeys;
import io.muster.egress.Endpoint;
import io.muster.egress.Hosts;
import io.muster.egress.NetworkTarget;
import io.muster.egress.NetworkTargets;
import io.muster.egress.Ports;
import io.muster.egress.Sweep;
import io.muster.model.Credential;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.ssh.PublicBlob;
import io.muster.ssh.Signatures;
import io.muster.ssh.SshPublicKey;
import io.muster.ssh.SshSignedKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// The host keys of SSH servers, with the proof that the server has them. Nobody logs in.
///
/// @param targets hosts, networks and ports
/// @param pause between two connections to one host: OpenSSH penalises who connects often
public record SshHosts(NetworkTargets targets, Duration pause) implements Source {
    /// The scheme of targets, and the port that goes with it.
    public static final String SCHEME = "ssh";

    /// Conversations at once: each costs the other side a process, and many hosts may be one
    /// machine.
    private static final int TALKING_MAX = 32;

    private static final int PORT = 22;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    public SshHosts {
        for (NetworkTarget target : targets.list()) {
            if (!target.scheme().equals(SCHEME)) {
                throw new IllegalArgumentException("ssh does not speak " + target.scheme());
            }
        }
    }

    /// SSH where `host` usually speaks it, where nothing need answer.
    public static NetworkTarget usual(Hosts host) {
        return new NetworkTarget(SCHEME, host, Ports.usual(PORT));
    }

    @Override
    public String name() {
        return SCHEME;
    }

    @Override
    public void observe(Outside outside, Consumer<Observation> out) throws InterruptedException {
        Session session =
                new Session(
                        new Conversations(outside.egress(), TIMEOUT, new Semaphore(TALKING_MAX)),
                        new EphemeralKeys());
        Run run = new Run(outside, out, session);
        outside.meter().expect(targets.count());
        new Sweep(targets, _ -> PORT).each(run::visit);
        run.reportSilentRanges();
    }

    /// One run over the targets.
    private final class Run {
        private final Outside outside;
        private final Consumer<Observation> out;
        private final Session session;
        private final Turns turns = new Turns();
        private final Set<Hosts.Range> answered = ConcurrentHashMap.newKeySet();

        Run(Outside outside, Consumer<Observation> out, Session session) {
            this.outside = outside;
            this.out = out;
            this.session = session;
        }

        void visit(Endpoint endpoint) throws InterruptedException {
            outside.meter().endpoint();
            Place place = new Place("ssh://" + endpoint.authority());
            boolean reached = false;
            String reason = "";
            try {
                for (InetAddress address : outside.egress().resolve(endpoint.host())) {
                    Inspection.Result result = inspect(address, endpoint.port());
                    if (result.first() instanceof Session.Outcome.Failed(var cause, String why)) {
                        reason = why;
                        if (cause != Session.Cause.UNREACHABLE) {
                            out.accept(new Observation.Unreadable(place, why));
                            reached = true;
                        }
                    } else {
                        emit(place, address, result);
                        reached = true;
                    }
                }
            } catch (IOException e) {
                reason = String.valueOf(e.getMessage());
            }
            if (reached) {
                endpoint.range().ifPresent(answered::add);
            } else if (endpoint.answerExpected()) {
                out.accept(new Observation.Unreadable(place, reason));
            }
        }

        private Inspection.Result inspect(InetAddress address, int port)
                throws InterruptedException {
            turns.take(address);
            try {
                return new Inspection(session, new InetSocketAddress(address, port), pause).look();
            } finally {
                turns.give(address);
            }
        }

        private void emit(Place place, InetAddress address, Inspection.Result result) {
            if (!(result.first() instanceof Session.Outcome.Met met)) {
                return;
            }
            Proposal proposal = met.proposal();
            Facts facts =
                    Facts.of("address", address.getHostAddress())
                            .with("banner", cleaned(met.banner()))
                            .with("kex", proposal.methods())
                            .with("hostKeyAlgorithms", proposal.hostKeyAlgorithms())
                            .with("ciphers", proposal.ciphers())
                            .with("macs", proposal.macs())
                            .with("terrapin", proposal.terrapin());
            for (Session.ShownKey key : result.keys()) {
                try {
                    emit(place, key, facts);
                } catch (Malformed e) {
                    String why = "a host key cannot be read: " + e.reason();
                    out.accept(new Observation.Unreadable(place, why));
                }
            }
            for (String failure : result.failures()) {
                out.accept(new Observation.Unreadable(place, failure));
            }
            if (result.keys().isEmpty() && result.failures().isEmpty()) {
                out.accept(new Observation.Unreadable(place, "the server offers no host key"));
            }
        }

        private void emit(Place place, Session.ShownKey key, Facts common) throws Malformed {
            PublicBlob blob = PublicBlob.parse(key.blob());
            SshPublicKey signer =
                    switch (blob) {
                        case SshPublicKey plain -> plain;
                        case SshSignedKey certified -> certified.subject();
                    };
            Facts facts = common.with(blob.facts());
            facts =
                    switch (Signatures.check(signer, key.exchangeHash(), key.signature())) {
                        case VALID -> facts.with("proven", true);
                        case INVALID -> facts.with("proven", false);
                        case UNKNOWN -> facts;
                    };
            Credential credential = blob.credential();
            Sighting sighting =
                    new Sighting(
                            credential.id(),
                            place,
                            Role.SERVED,
                            name(),
                            outside.clock().instant(),
                            facts);
            out.accept(new Observation.Sighted(credential, sighting));
        }

        void reportSilentRanges() {
            for (NetworkTarget target : targets.list()) {
                if (target.hosts() instanceof Hosts.Range range
                        && range.size() > 1
                        && !answered.contains(range)) {
                    Place place = new Place("ssh://" + range);
                    String reason = "none of " + range.size() + " addresses answered";
                    out.accept(new Observation.Unreadable(place, reason));
                }
            }
        }
    }

    /// A banner is free text of the other side: printable ASCII stays.
    private static String cleaned(String banner) {
        return banner.replaceAll("[^ -~]", "?");
    }
}
