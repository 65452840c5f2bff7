package io.muster.roll.anchor;

import io.muster.model.Credential;
import io.muster.model.Identity;
import io.muster.model.ManagedKey;
import io.muster.model.PublicKey;
import java.util.List;

/// A bare key, or one that a provider holds, belongs to whoever has a certificate over it.
record SameKey() implements AnchorRule {

    @Override
    public String name() {
        return "same-key";
    }

    @Override
    public List<Identity> identities(Seen seen) {
        return switch (seen.credential()) {
            case PublicKey _, ManagedKey _ -> seen.kin();
            case Credential _ -> List.of();
        };
    }
}
