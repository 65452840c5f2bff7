package io.muster.discovery.tls;

/// How much is asked of each server.
public enum Depth {
    /// The certificates it shows by default: one connection mostly, and where possible without a
    /// signature by the server.
    CERTIFICATE,
    /// Versions, groups, weak ciphers, client certificates and its other certificate as well: about
    /// ten short connections, one after another.
    EVERYTHING
}
