package io.muster.discovery.git;

import java.io.IOException;

/// Part of a repository is not what it should be; the message says what, in words for a person.
final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;

    Damaged(String message) {
        super(message);
    }
}
