package io.muster.inventory.owners;

import java.util.Optional;

/// The team that answers for an identity.
///
/// @param by who said so
/// @param why the rule, or the evidence; absent when a person said so
public record Owner(String id, String name, SaidBy by, Optional<String> why) {

    /// Without a reason.
    public Owner(String id, String name, SaidBy by) {
        this(id, name, by, Optional.empty());
    }
}
