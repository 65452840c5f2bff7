package io.muster.discovery.ssh;

import io.muster.discovery.handshake.Conversation;
import io.muster.discovery.handshake.Conversations;
import io.muster.discovery.handshake.EphemeralKeys;
import io.muster.discovery.handshake.Failure;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.ssh.Wire;
import io.muster.ssh.WireWriter;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// One connection: versions, proposals, one key exchange up to the server's proof, goodbye.
///
/// @param keys our half of the key exchanges
record Session(Conversations conversations, EphemeralKeys keys) {
    private static final String OUR_VERSION = "SSH-2.0-Muster";
    private static final int BANNER_LINES_MAX = 50;
    private static final int BANNER_LINE_MAX = 1024;
    private static final int PACKET_MAX = 256 * 1024;
    private static final int PACKETS_MAX = 32;

    private static final int DISCONNECT = 1;
    private static final int IGNORE = 2;
    private static final int DEBUG = 4;
    private static final int EXCHANGE_INIT = 30;
    private static final int EXCHANGE_REPLY = 31;

    /// By application (RFC 4253, 11.1): the conversation is over because we are done.
    private static final int BY_APPLICATION = 11;

    /// What one connection told.
    sealed interface Outcome {

        /// @param banner the server's version line
        /// @param key the host key asked for; empty when none was
        record Met(String banner, Proposal proposal, Optional<ShownKey> key) implements Outcome {}

        /// @param cause what kind of failure it was
        record Failed(Cause cause, String reason) implements Outcome {}
    }

    /// Kinds of failure.
    enum Cause {
        /// No connection: refused, no route, silence, denied by the guard.
        UNREACHABLE,
        /// The server does not take more connections just now.
        BUSY,
        OTHER
    }

    /// A host key with what was signed to prove it.
    ///
    /// @param exchangeHash what the signature covers (RFC 4253, 8)
    record ShownKey(Bytes blob, Bytes exchangeHash, Bytes signature) {}

    /// For all that is said; twice as long as for the connection, as sshd starts a process first.
    private Duration patience() {
        return conversations.timeout().multipliedBy(2);
    }

    /// Connects and asks for a key of the type that `choice` finds in the server's proposal.
    Outcome ask(InetSocketAddress address, Function<Proposal, Optional<KeyType>> choice)
            throws InterruptedException {
        Conversation conversation;
        try {
            conversation = new Conversation(conversations.connect(address), patience());
        } catch (IOException e) {
            return new Outcome.Failed(Cause.UNREACHABLE, Failure.reason(e));
        }
        try (conversation) {
            Outcome outcome = converse(conversation, choice);
            conversation.end(packet(goodbye()));
            return outcome;
        } catch (IOException e) {
            return new Outcome.Failed(Cause.OTHER, Failure.reason(e));
        } finally {
            conversations.over();
        }
    }

    private Outcome converse(
            Conversation conversation, Function<Proposal, Optional<KeyType>> choice) {
        try {
            conversation.send((OUR_VERSION + "\r\n").getBytes(StandardCharsets.US_ASCII));
            String banner = banner(conversation);
            Proposal proposal = Proposal.parse(expect(conversation, Proposal.TYPE));
            Optional<KeyType> type = choice.apply(proposal);
            if (type.isEmpty()) {
                return new Outcome.Met(banner, proposal, Optional.empty());
            }
            ShownKey key = exchange(conversation, banner, proposal, type.get());
            return new Outcome.Met(banner, proposal, Optional.of(key));
        } catch (Busy e) {
            return new Outcome.Failed(Cause.BUSY, e.reason);
        } catch (Malformed e) {
            return new Outcome.Failed(Cause.OTHER, e.reason());
        } catch (SocketTimeoutException e) {
            return new Outcome.Failed(
                    Cause.OTHER,
                    "the server did not finish its answer within " + patience().toSeconds() + " s");
        } catch (EOFException e) {
            return new Outcome.Failed(Cause.BUSY, Failure.reason(e));
        } catch (IOException e) {
            return new Outcome.Failed(Cause.OTHER, Failure.reason(e));
        }
    }

    private ShownKey exchange(
            Conversation conversation, String banner, Proposal theirs, KeyType type)
            throws IOException, Malformed {
        Method method =
                theirs.method(Method.ALL)
                        .orElseThrow(() ->
                                new Malformed(
                                        "the server has no key exchange that is spoken" + " here"));
        Bytes ours =
                theirs.answer(
                        method.wireName(),
                        type.algorithms(),
                        keys.publicKey(EphemeralKeys.Curve.X25519));
        byte[] ourValue = method.publicValue(keys);
        WireWriter init = new WireWriter().raw(one(EXCHANGE_INIT)).string(ourValue);
        conversation.send(EphemeralKeys.join(packet(ours), packet(init.toBytes())));

        Wire reply = new Wire(expect(conversation, EXCHANGE_REPLY));
        reply.uint8();
        Bytes hostKey = reply.string();
        Bytes theirValue = reply.string();
        Bytes signature = reply.string();
        WireWriter transcript =
                new WireWriter()
                        .string(OUR_VERSION)
                        .string(banner.getBytes(StandardCharsets.ISO_8859_1))
                        .string(ours)
                        .string(theirs.payload())
                        .string(hostKey)
                        .string(ourValue)
                        .string(theirValue)
                        .raw(Bytes.of(method.secret(keys, theirValue.toArray())));
        Bytes exchangeHash = Bytes.of(method.hash(transcript.toArray()));
        return new ShownKey(hostKey, exchangeHash, signature);
    }

    /// The version line, behind whatever text the server puts in front of it (RFC 4253, 4.2).
    private static String banner(Conversation conversation) throws IOException, Malformed, Busy {
        for (int i = 0; i < BANNER_LINES_MAX; i++) {
            String line = line(conversation);
            if (line.startsWith("SSH-2.0-") || line.startsWith("SSH-1.99-")) {
                return line;
            }
            if (line.startsWith("SSH-")) {
                throw new Malformed("the server speaks an SSH older than 2.0");
            }
            if (line.startsWith("Exceeded MaxStartups")) {
                throw new Busy("the server takes no more connections just now (MaxStartups)");
            }
            if (line.startsWith("Not allowed at this time")) {
                throw new Busy(
                        "the server refuses this address for a while (PerSourcePenalties);"
                                + " exempt the scanner in sshd_config or scan more slowly");
            }
        }
        throw new Malformed("this is not SSH: no version line in " + BANNER_LINES_MAX + " lines");
    }

    private static String line(Conversation conversation) throws IOException, Malformed {
        StringBuilder line = new StringBuilder();
        int octet = conversation.read();
        while (octet != '\n') {
            if (line.length() == BANNER_LINE_MAX) {
                throw new Malformed(
                        "this is not SSH: a line of more than " + BANNER_LINE_MAX + " bytes");
            }
            if (octet == 0) {
                throw new Malformed("this is not SSH: its answer is not text");
            }
            line.append((char) octet);
            octet = conversation.read();
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r'
                ? line.substring(0, length - 1)
                : line.toString();
    }

    /// The next message, which must be of `type`; the ones that may stand anywhere are passed over.
    private static Bytes expect(Conversation conversation, int type) throws IOException, Malformed {
        for (int i = 0; i < PACKETS_MAX; i++) {
            Bytes payload = payload(conversation);
            int found = payload.at(0);
            if (found == type) {
                return payload;
            }
            if (found == DISCONNECT) {
                throw new Malformed("the server ended the conversation before it showed a key");
            }
            if (found != IGNORE && found != DEBUG) {
                throw new Malformed(
                        "the server sent message " + found + " where " + type + " was expected");
            }
        }
        throw new Malformed("the server's key exchange does not come to an end");
    }

    /// RFC 4253, 6, before anything is encrypted.
    private static Bytes payload(Conversation conversation) throws IOException, Malformed {
        Wire header = new Wire(Bytes.of(conversation.read(5)));
        long length = header.uint32();
        int padding = header.uint8();
        if (length > PACKET_MAX) {
            throw new Malformed(
                    "a packet claims " + length + " bytes; at most " + PACKET_MAX + " are read");
        }
        if (length < padding + 2L) {
            throw new Malformed("a packet is shorter than its padding");
        }
        byte[] rest = conversation.read((int) length - 1);
        return Bytes.of(rest, 0, rest.length - padding);
    }

    private static byte[] packet(Bytes payload) {
        int padding = 8 - (5 + payload.size()) % 8;
        padding = padding < 4 ? padding + 8 : padding;
        return new WireWriter()
                .uint32(1 + payload.size() + padding)
                .raw(one(padding))
                .raw(payload)
                .raw(Bytes.of(new byte[padding]))
                .toArray();
    }

    private static Bytes goodbye() {
        return new WireWriter()
                .raw(one(DISCONNECT))
                .uint32(BY_APPLICATION)
                .string("host key read")
                .string("")
                .toBytes();
    }

    private static Bytes one(int octet) {
        return Bytes.of(new byte[] {(byte) octet});
    }

    /// The server said in words that it has enough for now.
    private static final class Busy extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;

        Busy(String reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
