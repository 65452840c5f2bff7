package io.muster.roll.anchor;

import io.muster.model.Anchor;
import io.muster.model.Identity;
import io.muster.model.ManagedKey;
import java.util.List;

/// A key that a provider holds: its resource name is who it is, its versions are the credentials.
/// Where a certificate over the same key says more, that counts.
record ManagedKeySlot() implements AnchorRule {

    @Override
    public String name() {
        return "managed-key";
    }

    @Override
    public List<Identity> identities(Seen seen) {
        if (!(seen.credential() instanceof ManagedKey key) || !seen.kin().isEmpty()) {
            return List.of();
        }
        return List.of(
                new Identity(
                        new Anchor(Anchor.Kind.KEY, key.provider(), Texts.cut(key.resource())),
                        name(),
                        List.of(key.provider() + " resource " + key.resource())));
    }
}
