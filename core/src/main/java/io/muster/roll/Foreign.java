package io.muster.roll;

import io.muster.model.Credential;
import io.muster.model.CredentialId;
import io.muster.model.Facts;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.model.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// What is not ours: seen only as something that somebody relies on (a root store, a known host),
/// as a third party's signer, as an authority in somebody's chain, or as revoked. Whoever holds the
/// private half owns it.
final class Foreign {
    private static final Set<String> RELIED_ON = Set.of("client-ca", "trust");
    private static final Set<String> OWN = Set.of("certificate");

    /// How many issuers above one another are asked.
    private static final int DEPTH_MAX = 8;

    private final Keys keys;
    private final Issuers issuers;
    private final Map<Place, List<Facts>> references;
    private final Function<Credential, List<Sighting>> sightings;

    /// Each authority is asked about once, however many name it as their issuer.
    private final Map<CredentialId, Boolean> authorities = new HashMap<>();

    /// @param references what configurations say of files, by place
    /// @param sightings where something was seen
    Foreign(
            Keys keys,
            Issuers issuers,
            Map<Place, List<Facts>> references,
            Function<Credential, List<Sighting>> sightings) {
        this.keys = keys;
        this.issuers = issuers;
        this.references = references;
        this.sightings = sightings;
    }

    /// @param seen where `credential` was seen
    boolean is(Credential credential, List<Sighting> seen) {
        if (credential instanceof X509Certificate certificate && authority(certificate)) {
            return issuer(certificate, () -> seen, 0);
        }
        return of(credential, seen, 0);
    }

    private boolean issuer(X509Certificate certificate, Supplier<List<Sighting>> seen, int depth) {
        Boolean known = authorities.get(certificate.id());
        if (known != null) {
            return known;
        }
        // Two that issued each other are no reason to call either ours.
        authorities.put(certificate.id(), true);
        boolean foreign = of(certificate, seen.get(), depth);
        authorities.put(certificate.id(), foreign);
        return foreign;
    }

    private boolean of(Credential credential, List<Sighting> seen, int depth) {
        if (keys.held(credential) || seen.isEmpty()) {
            return false;
        }
        boolean trusted = seen.stream().anyMatch(it -> it.role() == Role.TRUSTED);
        return seen.stream()
                .allMatch(it ->
                        switch (it.role()) {
                            case TRUSTED, SIGNED, REVOKED -> true;
                            case SERVED ->
                                    authority(credential)
                                            && it.facts().number("position").orElse(0L) > 0;
                            case STORED ->
                                    credential instanceof X509Certificate certificate
                                            && authority(certificate)
                                            && (named(it.place(), RELIED_ON)
                                                    || signer(certificate, trusted, it, depth));
                            case PRIVATE_KEY, AUTHORIZED, REQUESTED, REGISTERED, DECLARED -> false;
                        });
    }

    private static boolean authority(Credential credential) {
        return credential instanceof X509Certificate certificate
                && certificate.usage().certificateAuthority();
    }

    /// Lies there for the sake of others: a copy of a root that is trusted here, or an
    /// intermediate, unless its issuer is ours. A self-signed one that nobody trusts lies there for
    /// its own sake, be it a root of our own or a server's, because tools say cA in both.
    private boolean signer(
            X509Certificate certificate, boolean trusted, Sighting sighting, int depth) {
        if (certificate.usage().selfIssued()) {
            return trusted && !named(sighting.place(), OWN);
        }
        return depth == DEPTH_MAX
                || issuers.of(certificate).stream()
                        .allMatch(it -> issuer(it, () -> sightings.apply(it), depth + 1));
    }

    /// Whether configurations name the file, and only for one of `purposes`.
    private boolean named(Place place, Set<String> purposes) {
        List<Facts> named = references.getOrDefault(place, List.of());
        return !named.isEmpty()
                && named.stream()
                        .allMatch(it -> it.text("purpose").filter(purposes::contains).isPresent());
    }
}
