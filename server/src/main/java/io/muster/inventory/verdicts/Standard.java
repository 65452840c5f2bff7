package io.muster.inventory.verdicts;

import io.muster.policy.Policy;

/// What everything is held against now.
///
/// @param edition tells its text from every other
/// @param activation the number of the activation that put it in force; 0 before the first
public record Standard(Policy policy, String edition, long activation) {

    /// Tells it from what was in force before, also when that was written alike: in between others
    /// may have been judged by.
    public String mark() {
        return activation == 0 ? edition : edition + "#" + activation;
    }
}
