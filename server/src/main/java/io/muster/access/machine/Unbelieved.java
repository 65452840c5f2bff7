package io.muster.access.machine;

/// Why something that a machine shows is not believed, and what to change.
final class Unbelieved extends Exception {
    private static final long serialVersionUID = 1;

    Unbelieved(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
