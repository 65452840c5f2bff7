package io.muster.channels;

import io.muster.alerts.Alert;
import io.muster.alerts.Channel;
import io.muster.channels.Reach.Connection;
import io.muster.channels.Reach.Inside;
import io.muster.model.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/// A log server: lines of RFC 5424 with an event in CEF each. Over TLS (RFC 5425) and TCP (RFC
/// 6587) with their length before them, over UDP (RFC 5426) a datagram each.
///
/// Nobody acknowledges lines. Over TCP and TLS the other side has closed without an error when they
/// count as taken; over UDP they count when they have left.
///
/// @param from the name of this machine
public record SyslogChannel(
        String name,
        String host,
        int port,
        Security security,
        Trust trust,
        Reach reach,
        String from)
        implements Channel {
    /// RFC 5424, 6.2.1: log audit.
    private static final int FACILITY = 13;

    private static final int MACHINE_MAX = 255;
    private static final int KIND_MAX = 32;
    private static final int DATAGRAM_MAX = 2_048;
    private static final int CLOSING_MILLIS = 3_000;

    /// How lines travel.
    public enum Security {
        TLS,
        NONE,
        UDP
    }

    @Override
    public String kind() {
        return "syslog";
    }

    @Override
    public String destination() {
        return host + ":" + port;
    }

    @Override
    public Set<String> receivers(List<String> contacts) {
        return Set.of("");
    }

    @Override
    public void send(Notice notice) throws Undelivered {
        send(notice.alerts().stream().map(this::line).toList());
    }

    /// Sends lines, each without what ends it.
    void send(List<byte[]> lines) throws Undelivered {
        try {
            if (security == Security.UDP) {
                datagrams(lines);
            } else {
                connected(lines);
            }
        } catch (IOException e) {
            throw new Undelivered("%s failed: %s".formatted(destination(), Reach.reason(e)), e);
        }
    }

    private void connected(List<byte[]> lines) throws Undelivered, IOException {
        try (Connection plain = reach.connect(host, port, Inside.BY_NAME);
                Connection line =
                        security == Security.TLS ? plain.secured(trust.context(), host) : plain) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] one : lines) {
                all.writeBytes((one.length + " ").getBytes(StandardCharsets.US_ASCII));
                all.writeBytes(one);
            }
            Socket socket = line.socket();
            socket.getOutputStream().write(all.toByteArray());
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            // A server that has gone away tells so now; one that keeps the line open is fine.
            socket.setSoTimeout(CLOSING_MILLIS);
            int _ = socket.getInputStream().read();
        } catch (SocketTimeoutException _) {
            // It keeps the line open.
        }
    }

    private void datagrams(List<byte[]> lines) throws Undelivered, IOException {
        InetAddress address = reach.addresses(host, Inside.BY_NAME).getFirst();
        try (DatagramSocket socket = new DatagramSocket()) {
            for (byte[] one : lines) {
                int length = Math.min(one.length, DATAGRAM_MAX);
                socket.send(new DatagramPacket(one, length, address, port));
            }
        }
    }

    byte[] line(Alert alert) {
        return line(
                number(alert.severity()), alert.raised(), alert.kind().toString(), Cef.of(alert));
    }

    /// RFC 5424, 6: priority, version, time, machine, program, process, kind, no structured data. A
    /// time has no more than six digits behind the second, names have no blanks and an end.
    byte[] line(int severity, Instant at, String kind, String event) {
        String line =
                "<%d>1 %s %s muster - %s - %s"
                        .formatted(
                                FACILITY * 8 + severity,
                                at.truncatedTo(ChronoUnit.MICROS),
                                word(from, MACHINE_MAX),
                                word(kind, KIND_MAX),
                                event);
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private static String word(String text, int most) {
        String plain = text.replaceAll("[^!-~]", "?");
        return plain.isEmpty() ? "-" : plain.substring(0, Math.min(plain.length(), most));
    }

    private static int number(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 2;
            case HIGH -> 3;
            case MEDIUM -> 4;
            case LOW -> 5;
            case INFO -> 6;
        };
    }
}
