package io.muster.discovery.tls;

import io.muster.model.Malformed;

/// For Jazzer: a server that says anything is told what it chose, or refused with a reason.
public class FuzzServerHello {

    /// What Jazzer calls.
    public static void fuzzerTestOneInput(byte[] body) {
        try {
            if (ServerHello.parse(body) == null) {
                throw new AssertionError("neither a hello nor a reason");
            }
        } catch (Malformed refused) {
            if (refused.reason().isBlank()) {
                throw new AssertionError("refused without a reason");
            }
        }
    }
}
