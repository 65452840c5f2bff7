package io.muster.roll.anchor;

import io.muster.model.Anchor;
import io.muster.model.Identity;
import io.muster.model.Name;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.model.X509Certificate;
import java.util.List;

/// A certificate authority is a name with a key (RFC 5280, 6.1.1 d): cross-certificates of one
/// authority are one identity, two clusters that both call theirs `CN=kubernetes` are two.
///
/// A self-signed server only says that it is one: `openssl req -x509` and most appliances write cA
/// into every certificate that they make.
record CertificateAuthority() implements AnchorRule {

    @Override
    public String name() {
        return "authority-key";
    }

    @Override
    public List<Identity> identities(Seen seen) {
        if (!(seen.credential() instanceof X509Certificate certificate)
                || !certificate.usage().certificateAuthority()
                || servesItself(seen, certificate)) {
            return List.of();
        }
        return List.of(
                new Identity(
                        new Anchor(
                                Anchor.Kind.CERTIFICATE_AUTHORITY,
                                "key:" + certificate.keys().subjectKey().spki().digest().toHex(),
                                certificate.subject().isEmpty()
                                        ? "(no name)"
                                        : Texts.cut(certificate.subject())),
                        name(),
                        List.of("subject " + certificate.subject(), "basicConstraints cA")));
    }

    /// Bears a host's name, is a server's own certificate, and has issued nothing that was seen.
    private static boolean servesItself(Seen seen, X509Certificate certificate) {
        return IssuerRealm.selfSigned(certificate)
                && !seen.issued()
                && ClaimedNames.inOrder(certificate).stream()
                        .anyMatch(it -> it instanceof Name.Dns || it instanceof Name.Ip)
                && seen.sightings().stream().anyMatch(it -> servedAsLeaf(it) || used(seen, it));
    }

    private static boolean servedAsLeaf(Sighting sighting) {
        return sighting.role() == Role.SERVED
                && sighting.facts().number("position").orElse(0L) == 0L;
    }

    private static boolean used(Seen seen, Sighting sighting) {
        return seen.references().getOrDefault(sighting.place(), List.of()).stream()
                .anyMatch(it -> it.text("purpose").filter("certificate"::equals).isPresent());
    }
}
