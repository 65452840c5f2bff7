package io.muster.inventory.credentials;

import io.muster.model.CredentialId;
import io.muster.model.CredentialType;
import io.muster.model.Place;
import java.util.List;
import java.util.Set;

/// What all of the inventory knows of one key, whatever wraps it.
///
/// @param users the credentials over it, at most a thousand
/// @param privateAt where its private half lies
/// @param hosts where it is served or its private half lies
public record KeyUse(List<User> users, List<Place> privateAt, Set<String> hosts) {
    /// A credential whose key nobody knows.
    public static final KeyUse NONE = new KeyUse(List.of(), List.of(), Set.of());

    public KeyUse {
        users = List.copyOf(users);
        privateAt = List.copyOf(privateAt);
        hosts = Set.copyOf(hosts);
    }

    /// @param authority the subject, for a certificate of an authority; empty for all else
    /// @param identities whose it is, by any numbers that tell them apart
    public record User(
            CredentialId id, CredentialType type, String authority, Set<Long> identities) {
        public User {
            identities = Set.copyOf(identities);
        }

        /// A key file next to its certificate, an SSH key and the certificate over it, and the
        /// certificates that cross-certify one authority are one use of a key, not several.
        boolean sharesWith(User other) {
            if (id.equals(other.id) || other.bare() || bare()) {
                return false;
            }
            boolean sameAuthority = !authority.isEmpty() && authority.equals(other.authority);
            return !sameAuthority && !(ssh() && other.ssh() && type != other.type);
        }

        private boolean bare() {
            return type == CredentialType.PUBLIC_KEY || type == CredentialType.MANAGED_KEY;
        }

        private boolean ssh() {
            return type == CredentialType.SSH_KEY || type == CredentialType.SSH_CERTIFICATE;
        }
    }
}
