package io.muster.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A server on a loopback port whose every connection follows a script: a fake of whatever a
/// scanner may meet.
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger connections = new AtomicInteger();

    /// What is done with one connection; it is closed afterwards.
    @FunctionalInterface
    public interface Script {
        void play(Socket socket, int connection) throws Exception;
    }

    /// @param script is told which connection it is, from 0
    public ScriptedServer(Script script) throws IOException {
        this.listener = new ServerSocket(0, 50, ChildServer.loopback());
        threads.execute(() -> accept(script));
    }

    private void accept(Script script) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                int number = connections.getAndIncrement();
                threads.execute(() -> play(script, socket, number));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void play(Script script, Socket socket, int number) {
        try (socket) {
            script.play(socket, number);
        } catch (Exception e) {
            // The scanner hung up on the script, which is what most of these tests are about.
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
