package io.muster;

import io.muster.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;

/// Something on loopback that a scan takes for a TLS server: whatever it is asked, it answers with
/// the first flight of TLS 1.2 (RFC 5246, 7.4), which needs no key, and hangs up.
///
/// @param listener on a port that was free
/// @param flight ServerHello, Certificate and ServerHelloDone, in one record
record TrainingServer(ServerSocket listener, Bytes flight) implements AutoCloseable {
    private static final int HANDSHAKE = 22;
    private static final int SERVER_HELLO = 2;
    private static final int CERTIFICATE = 11;
    private static final int SERVER_HELLO_DONE = 14;
    private static final int HELLO_LENGTH = 38;

    /// TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256.
    private static final int SUITE = 0xc02b;

    /// @param pem the certificate to show
    static TrainingServer showing(String pem) throws IOException {
        byte[] der =
                Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "").strip());
        ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        TrainingServer server = new TrainingServer(listener, Bytes.of(record(flight(der))));
        Thread.ofPlatform().daemon().start(server::serve);
        return server;
    }

    /// As `scan` takes it.
    String target() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                int _ = client.getInputStream().read(new byte[16_384]);
                client.getOutputStream().write(flight.toArray());
            } catch (IOException _) {
                // The scan has seen enough and closed first, or the training is over.
            }
        }
    }

    private static byte[] flight(byte[] der) {
        byte[] hello = new byte[HELLO_LENGTH];
        put(hello, 0, 0x0303, 2);
        put(hello, 35, SUITE, 2);
        byte[] list = new byte[6 + der.length];
        put(list, 0, der.length + 3, 3);
        put(list, 3, der.length, 3);
        System.arraycopy(der, 0, list, 6, der.length);
        ByteArrayOutputStream flight = new ByteArrayOutputStream();
        flight.writeBytes(message(SERVER_HELLO, hello));
        flight.writeBytes(message(CERTIFICATE, list));
        flight.writeBytes(message(SERVER_HELLO_DONE, new byte[0]));
        return flight.toByteArray();
    }

    private static byte[] message(int type, byte[] body) {
        byte[] message = new byte[4 + body.length];
        message[0] = (byte) type;
        put(message, 1, body.length, 3);
        System.arraycopy(body, 0, message, 4, body.length);
        return message;
    }

    private static byte[] record(byte[] messages) {
        byte[] record = new byte[5 + messages.length];
        record[0] = HANDSHAKE;
        put(record, 1, 0x0303, 2);
        put(record, 3, messages.length, 2);
        System.arraycopy(messages, 0, record, 5, messages.length);
        return record;
    }

    private static void put(byte[] to, int at, int number, int length) {
        for (int i = 0; i < length; i++) {
            to[at + i] = (byte) (number >>> (8 * (length - 1 - i)));
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
