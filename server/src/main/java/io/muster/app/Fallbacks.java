package io.muster.app;

import io.muster.config.ChargeSettings;
import io.muster.inventory.owners.OwnerRule;
import io.muster.inventory.owners.SaidBy;
import io.muster.inventory.owners.Teams;
import io.muster.policy.checks.IdentityCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The owner rules that come with Muster. Each holds once its team is there, after all rules of the
/// configuration.
final class Fallbacks {
    private Fallbacks() {}

    /// What is asked when no rule of the configuration says anything.
    static List<OwnerRule> of(ChargeSettings charge, Teams teams) {
        List<OwnerRule> rules = new ArrayList<>();
        String tls =
                "'x509-certificate' in types && ('served' in roles || kind in ['service', 'host'])";
        boolean platform = teams.team(charge.platform()).isPresent();
        if (platform || teams.team(charge.security()).isPresent()) {
            rules.add(
                    rule(
                            "TLS certificates",
                            platform ? charge.platform() : charge.security(),
                            tls));
        }
        if (teams.team(charge.cloud()).isPresent()) {
            rules.add(rule("service accounts", charge.cloud(), "kind == 'service-account'"));
        }
        return rules;
    }

    private static OwnerRule rule(String name, String team, String when) {
        return new OwnerRule(
                name,
                SaidBy.FALLBACK,
                new OwnerRule.Match(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new IdentityCondition(when))),
                Optional.of(team),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
