package io.muster.discovery.handshake;

import io.muster.model.Malformed;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// A connection with an end: so much time for everything together, so many octets, whatever the
/// other side does.
public final class Conversation implements AutoCloseable {
    /// What one server may send in one conversation.
    private static final int OCTETS_MAX = 512 * 1024;

    private final SocketChannel channel;
    private final long end;
    private final byte[] buffer = new byte[8192];
    private int at;
    private int filled;
    private int received;

    /// @param limit for the whole conversation, on the machine's monotonic clock as the sockets'
    ///   own timeouts are
    public Conversation(SocketChannel channel, Duration limit) {
        this.channel = channel;
        this.end = System.nanoTime() + limit.toNanos();
    }

    public void send(byte[] octets) throws IOException {
        ByteBuffer content = ByteBuffer.wrap(octets);
        while (content.hasRemaining()) {
            channel.write(content);
        }
    }

    /// The next octet.
    ///
    /// @throws EOFException when the other side has closed
    /// @throws SocketTimeoutException when the time is up
    /// @throws Malformed when it sends more than anybody needs
    public int read() throws IOException, Malformed {
        if (at == filled) {
            fill();
        }
        return buffer[at++] & 0xff;
    }

    /// The next `length` octets; the caller has checked `length` against a limit.
    public byte[] read(int length) throws IOException, Malformed {
        byte[] octets = new byte[length];
        int done = 0;
        while (done < length) {
            if (at == filled) {
                fill();
            }
            int count = Math.min(length - done, filled - at);
            System.arraycopy(buffer, at, octets, done, count);
            at += count;
            done += count;
        }
        return octets;
    }

    private void fill() throws IOException, Malformed {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        channel.socket().setSoTimeout((int) left);
        int count = channel.socket().getInputStream().read(buffer);
        if (count < 0) {
            throw new EOFException();
        }
        received += count;
        if (received > OCTETS_MAX) {
            throw new Malformed(
                    "the server sent more than " + OCTETS_MAX + " bytes without coming to an end");
        }
        at = 0;
        filled = count;
    }

    /// Says goodbye with `farewell` and takes what has arrived meanwhile: closing over unread
    /// octets would reset the connection, which servers log as an error.
    public void end(byte[] farewell) {
        try {
            send(farewell);
            channel.shutdownOutput();
            channel.configureBlocking(false);
            ByteBuffer rest = ByteBuffer.wrap(buffer);
            for (int i = 0; i < 8 && channel.read(rest) > 0; i++) {
                rest.clear();
            }
        } catch (IOException e) {
            // The other side was quicker to close; there is nobody left to be polite to.
            at = filled;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
