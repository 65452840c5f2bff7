package io.muster.discovery.tls;

import io.muster.discovery.handshake.Conversation;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// Handshake messages out of records (RFC 8446, 5.1), however they are cut up.
final class Records {
    static final int HANDSHAKE = 22;

    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int ALERT = 21;
    private static final int APPLICATION_DATA = 23;

    /// RFC 5246, 6.2.3: 2^14 octets and 2,048 for what encryption adds.
    private static final int RECORD_MAX = 16_384 + 2_048;

    /// Far above the largest honest certificate message, chains of post-quantum certificates
    /// included.
    private static final int MESSAGE_MAX = 256 * 1024;

    private static final int RECORDS_MAX = 2_048;

    private final Conversation conversation;
    private Optional<RecordOpener> opener = Optional.empty();
    private byte[] pending = new byte[0];
    private int records;

    Records(Conversation conversation) {
        this.conversation = conversation;
    }

    /// A handshake message.
    ///
    /// @param type RFC 8446, 4
    /// @param content without its header
    record Message(int type, Bytes content) {
        byte[] body() {
            return content.toArray();
        }

        /// The message as the transcript hash takes it.
        byte[] whole() {
            return new OctetWriter().number(type, 1).vector(3, it -> it.bytes(body())).toArray();
        }
    }

    /// The server ended the handshake with a fatal alert.
    static final class Alerted extends Exception {
        private static final long serialVersionUID = 1L;

        private final int description;

        Alerted(int description) {
            super("alert " + description, null, false, false);
            this.description = description;
        }

        int description() {
            return description;
        }
    }

    /// From now on records are encrypted, beginning with the next one (RFC 8446, 5.1).
    void decryptWith(RecordOpener keys) throws Malformed {
        if (pending.length > 0) {
            throw inTheClear();
        }
        opener = Optional.of(keys);
    }

    Message next() throws IOException, Malformed, Alerted {
        while (true) {
            if (pending.length >= 4) {
                int length = new OctetReader(Arrays.copyOfRange(pending, 1, 4)).number(3);
                if (length > MESSAGE_MAX) {
                    throw new Malformed(
                            "a handshake message claims "
                                    + length
                                    + " bytes; at most "
                                    + MESSAGE_MAX
                                    + " are read");
                }
                if (pending.length >= 4 + length) {
                    Message message = new Message(pending[0] & 0xff, Bytes.of(pending, 4, length));
                    pending = Arrays.copyOfRange(pending, 4 + length, pending.length);
                    return message;
                }
            }
            append(nextFragment());
        }
    }

    private void append(byte[] fragment) {
        int before = pending.length;
        pending = Arrays.copyOf(pending, before + fragment.length);
        System.arraycopy(fragment, 0, pending, before, fragment.length);
    }

    /// The content of the next record that carries handshake messages.
    private byte[] nextFragment() throws IOException, Malformed, Alerted {
        while (true) {
            if (++records > RECORDS_MAX) {
                throw new Malformed(
                        "the server sent more than "
                                + RECORDS_MAX
                                + " records without coming to an end");
            }
            byte[] header = conversation.read(5);
            int type = header[0] & 0xff;
            int length = ((header[3] & 0xff) << 8) | (header[4] & 0xff);
            if (type < CHANGE_CIPHER_SPEC || type > APPLICATION_DATA || header[1] != 3) {
                throw new Malformed(notTls(header));
            }
            if (length > RECORD_MAX) {
                throw new Malformed(
                        "a record claims "
                                + length
                                + " bytes; at most "
                                + RECORD_MAX
                                + " are allowed");
            }
            byte[] content = conversation.read(length);
            if (type == HANDSHAKE && opener.isPresent()) {
                throw inTheClear();
            }
            if (type == APPLICATION_DATA && opener.isPresent()) {
                byte[] inner = opener.get().open(header, content);
                int last = inner.length - 1;
                while (last >= 0 && inner[last] == 0) {
                    last--;
                }
                type = last < 0 ? APPLICATION_DATA : inner[last] & 0xff;
                content = Arrays.copyOf(inner, Math.max(last, 0));
            }
            if (type == HANDSHAKE) {
                return content;
            }
            if (type == ALERT) {
                alert(content);
            } else if (type == APPLICATION_DATA) {
                throw new Malformed("the server sent application data in the handshake");
            }
        }
    }

    private static Malformed inTheClear() {
        return new Malformed("the server sent in the clear what TLS 1.3 encrypts");
    }

    private static void alert(byte[] content) throws Malformed, Alerted {
        if (content.length != 2) {
            throw new Malformed("an alert has two bytes, not " + content.length);
        }
        boolean warning = content[0] == 1 && content[1] != Alert.CLOSE_NOTIFY;
        if (!warning) {
            throw new Alerted(content[1] & 0xff);
        }
    }

    private String notTls(byte[] header) {
        boolean text = true;
        for (byte octet : header) {
            text &= (octet >= 0x20 && octet < 0x7f) || octet == '\r' || octet == '\n';
        }
        if (records > 1) {
            return "what follows the server's first records is not TLS";
        }
        return text
                ? "this is not TLS: the server answers in plain text"
                : "this is not TLS: the answer does not begin with a record";
    }
}
