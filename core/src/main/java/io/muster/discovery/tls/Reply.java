package io.muster.discovery.tls;

import io.muster.model.Bytes;
import java.util.List;
import java.util.Optional;

/// What came back for one hello.
sealed interface Reply {

    /// The server took up the handshake.
    ///
    /// @param hello what it chose
    /// @param group of the key exchange, where it was read that far
    /// @param chain the certificates in the order served, in DER; empty when the reading stopped
    ///   before or there are none
    /// @param clientCertificateRequested empty when the reading stopped before
    record Answered(
            ServerHello hello,
            Optional<Group> group,
            List<Bytes> chain,
            Optional<Boolean> clientCertificateRequested)
            implements Reply {}

    /// It refused with an alert.
    record Refused(int alert) implements Reply {}

    /// There was no such answer.
    record Broken(Cause cause, String reason) implements Reply {}

    /// What kind of failure it was, for whoever decides whether another hello makes sense.
    enum Cause {
        /// No connection: refused, no route, silence, denied by the guard.
        UNREACHABLE,
        /// The server closed or reset the connection.
        CLOSED,
        /// Nothing more came in time.
        SILENT,
        /// What came is not TLS, or breaks its rules.
        MALFORMED
    }
}
