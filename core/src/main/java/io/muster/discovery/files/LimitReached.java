package io.muster.discovery.files;

import java.io.IOException;

/// A limit of [Limits] was reached; the message says which.
final class LimitReached extends IOException {
    private static final long serialVersionUID = 1L;

    LimitReached(String message) {
        super(message);
    }
}
