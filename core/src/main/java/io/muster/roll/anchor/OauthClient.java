package io.muster.roll.anchor;

import io.muster.model.Anchor;
import io.muster.model.Identity;
import java.util.List;

/// An OAuth client in its tenant (RFC 6749, 2.2): realm is the authorization server's tenant, name
/// the client identifier.
record OauthClient() implements AnchorRule {

    @Override
    public String name() {
        return "oauth-client";
    }

    @Override
    public List<Identity> identities(Seen seen) {
        return seen.statedAs(name(), Anchor.Kind.APPLICATION);
    }
}
