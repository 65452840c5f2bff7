package io.muster.roll.anchor;

import io.muster.model.Anchor;
import io.muster.model.Identity;
import io.muster.model.Name;
import io.muster.model.X509Certificate;
import java.util.List;
import java.util.Locale;

/// The SPIFFE ID of an X.509 SVID: realm is the trust domain, name is the path.
///
/// An SVID has exactly one URI name (X509-SVID, 2); with more of them the certificate is none.
record SpiffeId() implements AnchorRule {
    private static final String SCHEME = "spiffe://";

    @Override
    public String name() {
        return "spiffe-id";
    }

    @Override
    public List<Identity> identities(Seen seen) {
        List<Identity> stated = seen.statedAs(name(), Anchor.Kind.WORKLOAD);
        if (!stated.isEmpty() || !(seen.credential() instanceof X509Certificate certificate)) {
            return stated;
        }
        List<String> uris =
                certificate.subjectAltNames().stream()
                        .filter(Name.Uri.class::isInstance)
                        .map(Name::text)
                        .toList();
        if (uris.size() != 1
                || !uris.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return List.of();
        }
        String rest = uris.getFirst().substring(SCHEME.length());
        int slash = rest.indexOf('/');
        String domain = (slash < 0 ? rest : rest.substring(0, slash)).toLowerCase(Locale.ROOT);
        String path = slash < 0 ? "" : rest.substring(slash);
        if (domain.isEmpty() || path.equals("/")) {
            return List.of();
        }
        Anchor anchor =
                path.isEmpty()
                        ? new Anchor(Anchor.Kind.CERTIFICATE_AUTHORITY, domain, SCHEME + domain)
                        : new Anchor(Anchor.Kind.WORKLOAD, domain, path);
        return List.of(
                new Identity(anchor, name(), List.of("subjectAltName uri:" + uris.getFirst())));
    }
}
