package io.muster.roll;

import io.muster.model.Credential;
import io.muster.model.Sighting;
import io.muster.model.X509Certificate;
import java.util.List;

/// What is not ours: seen only as something that somebody relies on (a root store, a known host),
/// as a third party's signer, as an authority in somebody's chain, or as revoked. Whoever holds the
/// private half owns it.
final class Foreign {
    private Foreign() {}

    static boolean is(Credential credential, List<Sighting> sightings, Keys keys) {
        if (keys.held(credential) || sightings.isEmpty()) {
            return false;
        }
        boolean authority =
                credential instanceof X509Certificate certificate
                        && certificate.usage().certificateAuthority();
        return sightings.stream().allMatch(it -> ofOthers(it, authority));
    }

    private static boolean ofOthers(Sighting sighting, boolean authority) {
        return switch (sighting.role()) {
            case TRUSTED, SIGNED, REVOKED -> true;
            case SERVED ->
                    authority
                            && sighting.facts().number("position").filter(it -> it > 0).isPresent();
            case STORED -> authority;
            case PRIVATE_KEY, AUTHORIZED, REQUESTED, REGISTERED, DECLARED -> false;
        };
    }
}
