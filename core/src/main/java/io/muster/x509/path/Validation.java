package io.muster.x509.path;

import io.muster.x509.Certificate;
import io.muster.x509.Oid;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The answer to "is this certificate valid?".
public sealed interface Validation {

    /// @param path from the certificate to the trust anchor, both included
    /// @param policies the user-constrained policy set of RFC 5280 6.1.6; empty when no policy
    ///   holds
    record Valid(List<Certificate> path, Set<Oid> policies) implements Validation {
        public Valid {
            path = List.copyOf(path);
            policies = Set.copyOf(policies);
        }
    }

    /// @param at the certificate that is to blame, when one is
    /// @param message in words for people, with the clause of the standard where there is one
    record Invalid(Reason reason, Optional<Certificate> at, String message) implements Validation {}

    default boolean isValid() {
        return this instanceof Valid;
    }
}
