package io.muster.http;

import java.time.Duration;

/// What a listener bears.
///
/// @param headerBytesMax of one request's line and fields
/// @param idleMax how long a connection may say nothing
/// @param contentTimeMax how long a request's content may take to come
/// @param connectionsMax open at the same time; more wait to be accepted
/// @param requestsMax answered at the same time; more are told to come back
/// @param feedsMax of the requests, those that listen to events
/// @param drainMax how long requests may take to end when the server stops
public record Limits(
        int headerBytesMax,
        Duration idleMax,
        Duration contentTimeMax,
        int connectionsMax,
        int requestsMax,
        int feedsMax,
        Duration drainMax) {

    /// For a server that runs for years among people, scanners and strangers.
    public static final Limits USUAL =
            new Limits(
                    16 * 1024,
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    4096,
                    512,
                    64,
                    Duration.ofSeconds(20));
}
