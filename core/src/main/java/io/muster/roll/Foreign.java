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
        return sightings.stream().allMatch(it -> ofOthers(it, credential));
    }

    private static boolean ofOthers(Sighting sighting, Credential credential) {
        return switch (sighting.role()) {
            case TRUSTED, SIGNED, REVOKED -> true;
            case SERVED ->
                    authority(credential)
                            && sighting.facts().number("position").filter(it -> it > 0).isPresent();
            case STORED -> intermediate(credential);
            case PRIVATE_KEY, AUTHORIZED, REQUESTED, REGISTERED, DECLARED -> false;
        };
    }

    private static boolean authority(Credential credential) {
        return credential instanceof X509Certificate certificate
                && certificate.usage().certificateAuthority();
    }

    /// Lies there for the sake of the certificates below it. A self-signed one lies there for its
    /// own sake: many a server's certificate is one, because tools make it so.
    private static boolean intermediate(Credential credential) {
        return authority(credential)
                && credential instanceof X509Certificate certificate
                && !certificate.usage().selfIssued();
    }
}
