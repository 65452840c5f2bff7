package io.muster.config;

import io.muster.model.Malformed;
import java.time.Duration;

/// Who takes charge of what nobody owns. Each is the id of a team, which need not be there yet.
///
/// @param platform of TLS certificates
/// @param cloud of service accounts
/// @param security of orphans, until their owner is found
/// @param clock how long that may take
public record ChargeSettings(String platform, String cloud, String security, Duration clock) {
    private static final long HOURS_MAX = 10_000;

    /// What nobody has set.
    public static final ChargeSettings USUAL =
            new ChargeSettings(
                    "platform-engineering", "cloud-platform", "security", Duration.ofDays(3));

    static ChargeSettings of(Configuration configuration) throws Malformed {
        long hours = Long.parseLong(text(configuration, "charge.orphan-hours", "72"));
        if (hours < 1 || hours > HOURS_MAX) {
            throw new Malformed("'charge.orphan-hours' must be a number from 1 to 10000");
        }
        return new ChargeSettings(
                text(configuration, "charge.platform", USUAL.platform()),
                text(configuration, "charge.cloud", USUAL.cloud()),
                text(configuration, "teams.security", USUAL.security()),
                Duration.ofHours(hours));
    }

    private static String text(Configuration configuration, String name, String otherwise) {
        return configuration.text(name).orElse(otherwise);
    }
}
