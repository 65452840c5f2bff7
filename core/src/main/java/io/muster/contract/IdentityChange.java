package io.muster.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a person changes about an identity; what is missing stays as it is. An empty text takes a
/// value away.
///
/// @param owner a team's id
public record IdentityChange(
        Optional<String> name,
        Optional<String> owner,
        Optional<String> criticality,
        Optional<String> environment,
        Optional<List<String>> tags,
        Optional<Map<String, String>> attributes) {}
