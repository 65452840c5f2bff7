package io.muster.stewardship;

import java.time.Duration;

/// Who takes charge of what nobody owns. Each is the id of a team, which need not be there yet.
///
/// @param platform of TLS certificates
/// @param cloud of service accounts
/// @param security of orphans, until their owner is found
/// @param clock how long that may take
public record Charge(String platform, String cloud, String security, Duration clock) {}
