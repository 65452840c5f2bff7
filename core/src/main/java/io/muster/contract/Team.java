package io.muster.contract;

import java.util.Optional;

/// Who answers for identities.
///
/// @param id a short name: letters, digits and dashes
public record Team(
        String id,
        String name,
        Optional<String> contact,
        Optional<String> escalation,
        Optional<String> parent) {}
