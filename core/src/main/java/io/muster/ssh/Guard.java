package io.muster.ssh;

import io.muster.model.Malformed;

/// The last fence of every parser: whatever else goes wrong over hostile input is [Malformed] as
/// well.
final class Guard {
    private Guard() {}

    /// Something that reads.
    @FunctionalInterface
    interface Reading<T> {
        T read() throws Malformed;
    }

    /// Reads `what`.
    static <T> T reading(String what, Reading<T> reading) throws Malformed {
        try {
            return reading.read();
        } catch (RuntimeException e) {
            throw new Malformed(
                    "this " + what + " cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }
}
