package io.muster.client;

import java.io.IOException;

/// The server said no. The message is for a person: what, why, and the request's id in its log.
public final class ServerRefused extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    ServerRefused(int status, String message) {
        super(message);
        this.status = status;
    }

    /// The status code of the answer (RFC 9110, section 15).
    public int status() {
        return status;
    }
}
