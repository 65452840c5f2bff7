package io.muster.discovery.handshake;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;

/// What went wrong with a connection, in words.
public final class Failure {
    private Failure() {}

    /// The reason for a person.
    public static String reason(IOException failure) {
        return switch (failure) {
            case EOFException _ -> "the server closed the connection without an answer";
            case ConnectException _ -> "the connection was refused: nothing listens there";
            case NoRouteToHostException _ -> "there is no route to the host";
            case SocketException _ -> "the server reset the connection";
            default -> String.valueOf(failure.getMessage());
        };
    }
}
