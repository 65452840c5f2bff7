package io.muster.access;

import io.muster.http.Caller;
import io.muster.http.Request;
import java.util.Optional;

/// Machines that are known by what somebody else has given them: a certificate, or a token of their
/// platform. Neither is ever taken from a header that a proxy could have written.
public interface Machines {
    /// None are let in.
    Machines NONE =
            new Machines() {
                @Override
                public Optional<Caller> byToken(Request request, String token) {
                    return Optional.empty();
                }

                @Override
                public Optional<Caller> byCertificate(Request request) {
                    return Optional.empty();
                }
            };

    /// @param token looks like a JWT
    /// @return empty when no such tokens are taken here
    /// @throws io.muster.http.Refused saying why it is not believed, and what to change
    Optional<Caller> byToken(Request request, String token);

    /// @return empty when the client has shown no certificate
    /// @throws io.muster.http.Refused saying why it is not believed, and what to change
    Optional<Caller> byCertificate(Request request);
}
