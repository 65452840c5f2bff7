package io.muster.roll;

import io.muster.model.CredentialId;
import io.muster.model.Role;
import io.muster.model.Sighting;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What kind of authority stands behind a certificate, by the top of its path: `public` when the
/// root came with the system, `ours` when the key of one of them is here, `internal` when somebody
/// here made or added it, `ad-hoc` when the certificate stands for itself. Nothing when the top was
/// not seen, or is only trusted by some program, because then nobody knows.
final class IssuerKind {
    private static final Pattern BY_SYSTEM =
            Pattern.compile(
                    "/etc/ssl/certs/|/etc/pki/(tls/certs|ca-trust/extracted)/|/etc/ca-certificates/"
                            + "|/usr/share/(ca-certificates|pki)/|/lib/security/(jsse)?cacerts");
    private static final Pattern BY_HAND =
            Pattern.compile("/usr/local/share/ca-certificates/|/ca-trust/source/anchors/");

    private final Set<CredentialId> trusted = new HashSet<>();
    private final Set<CredentialId> withSystem = new HashSet<>();
    private final Set<CredentialId> byHand = new HashSet<>();

    void add(CredentialId id, List<Sighting> sightings) {
        for (Sighting sighting : sightings) {
            String place = sighting.place().text();
            if (BY_HAND.matcher(place).find()) {
                byHand.add(id);
            }
            if (sighting.role() == Role.TRUSTED) {
                trusted.add(id);
                if (BY_SYSTEM.matcher(place).find()) {
                    withSystem.add(id);
                }
            }
        }
    }

    boolean trusted(CredentialId id) {
        return trusted.contains(id);
    }

    /// @param path the certificate, then its issuers as far up as they were seen
    /// @param complete whether the last of them signed itself
    /// @param ours what else is known of authorities
    Optional<String> of(List<CredentialId> path, boolean complete, Authority ours) {
        CredentialId top = path.getLast();
        if (path.size() == 1 && complete && !trusted.contains(top)) {
            boolean authority = ours.issued().test(top);
            return Optional.of(authority ? ours.held().test(top) ? "ours" : "internal" : "ad-hoc");
        }
        List<CredentialId> issuers = path.subList(Math.min(1, path.size() - 1), path.size());
        if (issuers.stream().anyMatch(ours.held())) {
            return Optional.of("ours");
        }
        if (issuers.stream().anyMatch(byHand::contains)) {
            return Optional.of("internal");
        }
        if (withSystem.contains(top)) {
            return Optional.of("public");
        }
        return complete && !trusted.contains(top) ? Optional.of("internal") : Optional.empty();
    }

    /// @param held whether somebody here holds the key of one
    /// @param issued whether something seen names one as its issuer
    record Authority(Predicate<CredentialId> held, Predicate<CredentialId> issued) {}
}
