package io.muster.roll.anchor;

import io.muster.model.Identity;
import java.util.List;

/// One way to tell whose a credential is. Pure: the same sightings give the same identities, in any
/// order.
public interface AnchorRule {

    /// The rule's stable name, as documents carry it: `spiffe-id`.
    String name();

    /// Whose the credential is by this rule; empty when the rule does not apply. Several when
    /// several things prove themselves with it.
    List<Identity> identities(Seen seen);
}
