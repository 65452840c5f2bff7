package io.muster.discovery.handshake;

import io.muster.egress.Egress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// The conversations of a run: many connect, and as many talk at once as there are permits.
///
/// @param timeout for a connection
/// @param talking one permit for each conversation
public record Conversations(Egress egress, Duration timeout, Semaphore talking) {

    /// A connection whose turn to talk has come; whoever has it says when it is [#over].
    ///
    /// @throws IOException when there is none; then it is nobody's turn
    public SocketChannel connect(InetSocketAddress address)
            throws IOException, InterruptedException {
        SocketChannel channel = egress.connect(address, timeout);
        try {
            talking.acquire();
        } catch (InterruptedException e) {
            channel.close();
            throw e;
        }
        return channel;
    }

    /// The conversation has ended: the next one's turn.
    public void over() {
        talking.release();
    }
}
