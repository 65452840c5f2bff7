package io.muster.access.machine;

import io.muster.http.Permission;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/// Which machines are let in, and what they may. What people decide by two or by office is not for
/// machines.
///
/// @param name what the audit log calls them by
/// @param proof what they must show
/// @param scope what they may
/// @param places prefixes of the places that they may report; empty: any
/// @param teams over what these and those below them own; over everything when there are none
public record MachineRule(
        String name, Proof proof, Set<Permission> scope, List<String> places, List<String> teams) {
    private static final Set<Permission> NOT_FOR_MACHINES =
            EnumSet.of(Permission.ADMINISTER, Permission.MANAGE_CA, Permission.APPROVE);

    /// What a machine must show.
    public sealed interface Proof {

        /// A certificate with this name in its subjectAltName.
        ///
        /// @param issuer who must have signed it; any of the anchors and of what they signed when
        ///   absent
        record Certificate(Optional<X500Principal> issuer, Kind kind, Glob name) implements Proof {
            public Certificate {
                name = new Glob(kind.canonical(name.text()));
            }
        }

        /// A token of this issuer whose claims are these.
        ///
        /// @param claims by name; parts of a claim with members by `/`: `kubernetes.io/namespace`
        record Token(String issuer, Map<String, Glob> claims) implements Proof {
            public Token {
                claims = Map.copyOf(claims);
                if (claims.isEmpty()) {
                    throw new IllegalArgumentException(
                            "without 'claims' everybody with a token of this issuer would be let in");
                }
            }
        }
    }

    /// What kind of name a certificate has (RFC 5280, section 4.2.1.6).
    public enum Kind {
        DNS(2),
        URI(6);

        private final int tag;

        Kind(int tag) {
            this.tag = tag;
        }

        int tag() {
            return tag;
        }

        /// The case of a dNSName says nothing (RFC 5280, section 7.2), that of a URI's path does.
        String canonical(String name) {
            return this == DNS ? name.toLowerCase(Locale.ROOT) : name;
        }
    }

    /// @throws IllegalArgumentException saying what does not fit
    public MachineRule {
        scope = Set.copyOf(scope);
        places = List.copyOf(places);
        teams = List.copyOf(teams);
        if (scope.isEmpty()) {
            throw new IllegalArgumentException("a machine must be allowed something: 'scope'");
        }
        for (Permission one : scope) {
            if (NOT_FOR_MACHINES.contains(one)) {
                throw new IllegalArgumentException(
                        "the scope '%s' is not for machines".formatted(one.word()));
            }
        }
    }
}
