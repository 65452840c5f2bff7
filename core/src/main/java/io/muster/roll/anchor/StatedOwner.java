package io.muster.roll.anchor;

import io.muster.model.Anchor;
import io.muster.model.Identity;
import java.util.List;

/// A source that knows says whose it is, whatever the kind.
record StatedOwner() implements AnchorRule {

    @Override
    public String name() {
        return "stated-owner";
    }

    @Override
    public List<Identity> identities(Seen seen) {
        return seen.statedAs(name(), Anchor.Kind.values());
    }
}
