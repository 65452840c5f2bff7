package io.muster.discovery.tls;

import io.muster.discovery.handshake.Conversation;
import io.muster.discovery.handshake.Conversations;
import io.muster.discovery.handshake.Failure;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Sends one hello to a server and reads no further than the question needs.
///
/// @param keys the client's key shares
/// @param random 32 octets for every hello of the run; they need not be secret or fresh, as no
///   handshake is finished
record Probe(Conversations conversations, KeyShares keys, Bytes random) {
    private static final int CERTIFICATE = 11;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int CERTIFICATE_REQUEST = 13;
    private static final int SERVER_HELLO_DONE = 14;
    private static final int NAMED_CURVE = 3;
    private static final int CHAIN_MAX = 64;

    /// Where the reading stops.
    enum Until {
        /// The server's choice of version, suite and group.
        HELLO,
        /// The certificates.
        CERTIFICATE,
        /// All that is sent before the client must answer: is a client certificate asked for?
        FLIGHT
    }

    Reply send(InetSocketAddress address, Dialect dialect, ClientHello hello, Until until)
            throws InterruptedException {
        Conversation conversation;
        try {
            conversation =
                    new Conversation(conversations.connect(address), conversations.timeout());
        } catch (IOException e) {
            return new Reply.Broken(Reply.Cause.UNREACHABLE, Failure.reason(e));
        }
        try (conversation) {
            Reply reply = converse(conversation, dialect, address.getHostString(), hello, until);
            conversation.end(Alert.goodbye());
            return reply;
        } catch (IOException e) {
            return new Reply.Broken(Reply.Cause.CLOSED, Failure.reason(e));
        } finally {
            conversations.over();
        }
    }

    private Reply converse(
            Conversation conversation,
            Dialect dialect,
            String host,
            ClientHello hello,
            Until until) {
        Flight flight = new Flight(hello);
        try {
            dialect.prepare(conversation, host);
            byte[] message = hello.message(keys, random.toArray());
            conversation.send(hello.record(message));
            flight.read(new Records(conversation), message, until);
            return flight.answered();
        } catch (Records.Alerted e) {
            return flight.complete() ? flight.answered() : new Reply.Refused(e.description());
        } catch (Malformed e) {
            return flight.orBroken(Reply.Cause.MALFORMED, e.reason());
        } catch (SocketTimeoutException e) {
            return flight.orBroken(
                    Reply.Cause.SILENT,
                    "the server did not finish its answer within "
                            + conversations.timeout().toSeconds()
                            + " s");
        } catch (IOException e) {
            return flight.orBroken(Reply.Cause.CLOSED, Failure.reason(e));
        }
    }

    /// What the server sent so far.
    private final class Flight {
        private final ClientHello asked;
        private Optional<ServerHello> hello = Optional.empty();
        private Optional<Group> group = Optional.empty();
        private Optional<List<Bytes>> chain = Optional.empty();
        private Optional<Boolean> clientCertificateRequested = Optional.empty();

        Flight(ClientHello asked) {
            this.asked = asked;
        }

        void read(Records records, byte[] clientHello, Until until)
                throws IOException, Malformed, Records.Alerted {
            Records.Message first = records.next();
            if (first.type() != ServerHello.TYPE) {
                throw new Malformed("the server's first message is not its hello");
            }
            ServerHello chosen = ServerHello.parse(first.body());
            if (asked.newest().before(chosen.version())) {
                throw new Malformed("the server chose a version that was not offered");
            }
            if (!asked.suites().contains(chosen.suite())) {
                throw new Malformed(
                        "the server chose "
                                + chosen.suite().name()
                                + ", a cipher suite that was not offered");
            }
            hello = Optional.of(chosen);
            group = chosen.group();
            if (until == Until.HELLO || chosen.retry()) {
                return;
            }
            if (chosen.version() == Version.TLS_1_3) {
                records.decryptWith(opener(chosen, clientHello, first.whole()));
            }
            readOn(records, chosen.version(), until);
        }

        private RecordOpener opener(ServerHello chosen, byte[] clientHello, byte[] serverHello)
                throws Malformed {
            Group agreed =
                    chosen.group()
                            .filter(asked.shares()::contains)
                            .orElseThrow(() ->
                                    new Malformed(
                                            "the server sent no key share of an offered group"));
            Digest digest = chosen.suite().digest();
            byte[] transcript = digest.hash(clientHello, serverHello);
            byte[] shared = keys.secret(agreed, chosen.share().toArray());
            return new RecordOpener(
                    chosen.suite(), digest.serverHandshakeTrafficSecret(shared, transcript));
        }

        private void readOn(Records records, Version version, Until until)
                throws IOException, Malformed, Records.Alerted {
            boolean requested = false;
            while (true) {
                Records.Message message = records.next();
                switch (message.type()) {
                    case CERTIFICATE -> {
                        chain = Optional.of(chain(message.body(), version));
                        if (version == Version.TLS_1_3) {
                            // A request stands in front of the certificate (RFC 8446, 4.3.2).
                            clientCertificateRequested = Optional.of(requested);
                            return;
                        }
                        if (until == Until.CERTIFICATE) {
                            return;
                        }
                    }
                    case SERVER_KEY_EXCHANGE -> group = curve(message.body()).or(() -> group);
                    case CERTIFICATE_REQUEST -> requested = true;
                    case SERVER_HELLO_DONE -> {
                        clientCertificateRequested = Optional.of(requested);
                        return;
                    }
                    default -> {
                        // EncryptedExtensions, CertificateStatus and what may come: of no interest
                        // here.
                    }
                }
            }
        }

        private static Optional<Group> curve(byte[] body) throws Malformed {
            return body.length > 3 && body[0] == NAMED_CURVE
                    ? Group.of(new OctetReader(Arrays.copyOfRange(body, 1, 3)).number(2))
                    : Optional.empty();
        }

        private static List<Bytes> chain(byte[] body, Version version) throws Malformed {
            OctetReader in = new OctetReader(body);
            if (version == Version.TLS_1_3) {
                in.vector(1);
            }
            OctetReader list = in.vector(3);
            List<Bytes> chain = new ArrayList<>();
            while (list.hasMore()) {
                if (chain.size() == CHAIN_MAX) {
                    throw new Malformed("the server sent more than " + CHAIN_MAX + " certificates");
                }
                chain.add(Bytes.of(list.vector(3).rest()));
                if (version == Version.TLS_1_3) {
                    list.vector(2);
                }
            }
            return chain;
        }

        boolean complete() {
            return chain.isPresent();
        }

        Reply answered() {
            return new Reply.Answered(
                    hello.orElseThrow(),
                    group,
                    chain.orElse(List.of()),
                    clientCertificateRequested);
        }

        /// A failure after the certificate does not take back what is known by then.
        Reply orBroken(Reply.Cause cause, String reason) {
            return complete() ? answered() : new Reply.Broken(cause, reason);
        }
    }
}
