package io.muster.discovery.tls;

import io.muster.discovery.tls.Probe.Until;
import io.muster.model.Bytes;
import io.muster.model.Facts;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Asks one server what it serves, with as few connections as the answers allow.
///
/// @param keyType tells an RSA certificate from others
record Inspection(
        Probe probe,
        InetSocketAddress address,
        Dialect dialect,
        KeyType keyType,
        Optional<String> serverName) {
    private static final int WEAK_ROUNDS_MAX = 16;

    /// The key type of a certificate in DER: `RSA`, `ECDSA` or another word.
    @FunctionalInterface
    interface KeyType {
        String of(Bytes certificate);
    }

    /// What came of it.
    sealed interface Outcome {

        /// @param chains as served, leaf first; two where the server has certificates of two types
        /// @param posture facts about the server
        record Served(List<List<Bytes>> chains, Facts posture) implements Outcome {}

        record Failed(Reply.Cause cause, String reason) implements Outcome {}
    }

    Outcome look(Depth depth) throws InterruptedException {
        return switch (depth) {
            case CERTIFICATE -> certificate();
            case EVERYTHING -> everything();
        };
    }

    private Outcome certificate() throws InterruptedException {
        Hellos hellos = new Hellos(serverName);
        Reply reply = ask(hellos.cheapest(), Until.CERTIFICATE);
        if (worthAnother(reply)) {
            reply = ask(hellos.classical(), Until.CERTIFICATE);
        }
        if (worthAnother(reply)) {
            reply = ask(hellos.old(Version.SSL_3), Until.CERTIFICATE);
        }
        return switch (reply) {
            case Reply.Answered answered when !answered.chain().isEmpty() ->
                    new Outcome.Served(List.of(answered.chain()), Facts.NONE);
            case Reply.Answered answered -> failed(answered);
            case Reply.Refused refused -> failed(refused);
            case Reply.Broken broken -> failed(broken);
        };
    }

    private Outcome everything() throws InterruptedException {
        Hellos hellos = new Hellos(serverName);
        Facts posture = Facts.NONE;
        Reply first = ask(hellos.postQuantum(), Until.FLIGHT);
        if (troubled(first)) {
            first = ask(hellos.classical(), Until.FLIGHT);
            if (first instanceof Reply.Answered) {
                posture = posture.with("postQuantumIntolerant", true);
            }
        }
        if (worthAnother(first)) {
            first = ask(hellos.cheapest(), Until.FLIGHT);
        }
        if (worthAnother(first)) {
            first = ask(hellos.old(Version.SSL_3), Until.FLIGHT);
        }
        return switch (first) {
            case Reply.Answered answered -> posture(hellos, answered, posture);
            case Reply.Refused refused -> failed(refused);
            case Reply.Broken broken -> failed(broken);
        };
    }

    private Outcome posture(Hellos hellos, Reply.Answered best, Facts known)
            throws InterruptedException {
        Set<Version> versions = new TreeSet<>();
        Set<List<Bytes>> chains = new LinkedHashSet<>();
        versions.add(best.hello().version());
        addChain(chains, best);
        String type = best.chain().isEmpty() ? "" : keyType.of(best.chain().getFirst());

        List<CipherSuite> weak = new ArrayList<>();
        if (speaksOlder(hellos, type, versions, chains)) {
            weak = weakSuites(hellos, chains.size() > 1 ? "" : type, chains);
        } else if (best.hello().version() == Version.TLS_1_3 && !type.isEmpty()) {
            if (ask(hellos.otherSignature(type), Until.CERTIFICATE)
                    instanceof Reply.Answered other) {
                addChain(chains, other);
            }
        }
        oldVersions(hellos, versions);
        Facts facts =
                known.with("protocols", texts(versions))
                        .with("protocol", best.hello().version().toString())
                        .with("cipher", best.hello().suite().name())
                        .with("weakCiphers", weak.stream().map(CipherSuite::name).toList());
        List<Group> groups = groups(hellos, best);
        if (!groups.isEmpty()) {
            facts = facts.with("groups", texts(groups));
        }
        if (best.group().isPresent()) {
            facts = facts.with("group", best.group().get().toString());
        }
        if (best.clientCertificateRequested().isPresent()) {
            facts =
                    facts.with(
                            "clientCertificateRequested", best.clientCertificateRequested().get());
        }
        return chains.isEmpty() ? failed(best) : new Outcome.Served(List.copyOf(chains), facts);
    }

    /// One connection answers whether TLS 1.2 is spoken and mostly whether there is another
    /// certificate.
    private boolean speaksOlder(
            Hellos hellos, String type, Set<Version> versions, Set<List<Bytes>> chains)
            throws InterruptedException {
        Reply reply = ask(hellos.preferringOther(type), Until.CERTIFICATE);
        if (reply instanceof Reply.Answered answered) {
            versions.add(answered.hello().version());
            addChain(chains, answered);
        }
        return reply instanceof Reply.Answered;
    }

    /// Asks for weak suites until none is left, in the first round together with those for another
    /// certificate: a sound server with one certificate refuses both at once.
    private List<CipherSuite> weakSuites(Hellos hellos, String type, Set<List<Bytes>> chains)
            throws InterruptedException {
        List<CipherSuite> found = new ArrayList<>();
        List<CipherSuite> left = new ArrayList<>(CipherSuite.WEAK);
        String otherThan = type;
        for (int round = 0; round < WEAK_ROUNDS_MAX && !left.isEmpty(); round++) {
            ClientHello hello = hellos.onlyOther(otherThan, left);
            Until until = otherThan.isEmpty() ? Until.HELLO : Until.CERTIFICATE;
            if (!(ask(hello, until) instanceof Reply.Answered answered)) {
                break;
            }
            CipherSuite suite = answered.hello().suite();
            addChain(chains, answered);
            if (left.remove(suite)) {
                found.add(suite);
            } else if (otherThan.isEmpty()) {
                break;
            } else {
                otherThan = "";
            }
        }
        return found;
    }

    /// A refusal of TLS 1.1 is one of everything older: a hello offers all versions up to its own.
    private void oldVersions(Hellos hellos, Set<Version> versions) throws InterruptedException {
        for (Version version : List.of(Version.TLS_1_1, Version.TLS_1_0, Version.SSL_3)) {
            if (versions.contains(version)) {
                continue;
            }
            if (!(ask(hellos.old(version), Until.HELLO) instanceof Reply.Answered answered)) {
                return;
            }
            versions.add(answered.hello().version());
        }
    }

    /// What a server of TLS 1.3 wants when it may choose among the rest, until nothing of it will
    /// do.
    private List<Group> groups(Hellos hellos, Reply.Answered best) throws InterruptedException {
        List<Group> found = new ArrayList<>(best.group().stream().toList());
        if (best.hello().version() != Version.TLS_1_3) {
            return found;
        }
        List<Group> left = new ArrayList<>(List.of(Group.values()));
        left.removeAll(found);
        while (!left.isEmpty()
                && ask(hellos.groups(left), Until.HELLO) instanceof Reply.Answered answered
                && answered.hello().retry()
                && answered.group().isPresent()
                && left.remove(answered.group().get())) {
            found.add(answered.group().get());
        }
        found.sort(null);
        return found;
    }

    /// Sends `hello`, and again as the server asks for it: without the name, with a share of its
    /// group.
    private Reply ask(ClientHello hello, Until until) throws InterruptedException {
        Reply reply = probe.send(address, dialect, hello, until);
        ClientHello asked = hello;
        if (reply instanceof Reply.Refused(int alert) && alert == Alert.UNRECOGNIZED_NAME) {
            asked = hello.withoutServerName();
            reply = probe.send(address, dialect, asked, until);
        }
        if (reply instanceof Reply.Answered answered
                && answered.hello().retry()
                && until != Until.HELLO
                && answered.group().isPresent()) {
            // A new connection instead of an answer on the old one: no cookie and no second
            // transcript to keep.
            Group wanted = answered.group().get();
            reply =
                    probe.send(
                            address,
                            dialect,
                            asked.offering(asked.groups(), List.of(wanted)),
                            until);
        }
        return reply;
    }

    /// Something went wrong that a smaller hello may not suffer from.
    private static boolean troubled(Reply reply) {
        return switch (reply) {
            case Reply.Answered _ -> false;
            case Reply.Refused _ -> true;
            case Reply.Broken(Reply.Cause cause, String _) -> cause != Reply.Cause.UNREACHABLE;
        };
    }

    /// The server is there and speaks, but not like this.
    private static boolean worthAnother(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> answered.hello().retry();
            case Reply.Refused _ -> true;
            case Reply.Broken(Reply.Cause cause, String _) -> cause == Reply.Cause.CLOSED;
        };
    }

    private static Outcome failed(Reply reply) {
        return switch (reply) {
            case Reply.Answered _ ->
                    new Outcome.Failed(Reply.Cause.MALFORMED, "the server shows no certificate");
            case Reply.Refused(int alert) ->
                    new Outcome.Failed(
                            Reply.Cause.CLOSED,
                            "the server refused every handshake, at last with "
                                    + Alert.name(alert));
            case Reply.Broken(Reply.Cause cause, String reason) ->
                    new Outcome.Failed(cause, reason);
        };
    }

    private static void addChain(Set<List<Bytes>> chains, Reply.Answered answered) {
        boolean known =
                answered.chain().isEmpty()
                        || chains.stream()
                                .anyMatch(it -> it.getFirst().equals(answered.chain().getFirst()));
        if (!known) {
            chains.add(answered.chain());
        }
    }

    private static List<String> texts(Iterable<?> values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.toString()));
        return texts;
    }
}
