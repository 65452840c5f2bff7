package io.muster.stewardship;

import io.muster.inventory.owners.SaidBy;
import io.muster.policy.checks.IdentityCondition;
import java.util.List;
import java.util.Optional;

/// What comes with Muster about how much things matter. The first that fits counts; what none fits
/// has no criticality. A rule of the configuration, or a person, says otherwise.
final class UsualCriticality {
    private static final String TEST =
            "environment.matches('(?i)(dev|develop|development|test|testing|qa|sandbox|local|ci)')";
    private static final String STAGING =
            "environment.matches('(?i)(stage|staging|preprod|pre-production|uat|integration)')";

    /// @param name what people read
    private record Usual(String name, Criticality.Level level, IdentityCondition when) {
        static Usual of(String name, Criticality.Level level, String when) {
            return new Usual(name, level, new IdentityCondition(when));
        }
    }

    private static final List<Usual> ALL =
            List.of(
                    Usual.of("development and test", Criticality.Level.LOW, TEST),
                    Usual.of("staging", Criticality.Level.MEDIUM, STAGING),
                    Usual.of(
                            "serves customers: public TLS",
                            Criticality.Level.CRITICAL,
                            "exposure == 'public'"),
                    Usual.of(
                            "moves money: a key of a payment provider",
                            Criticality.Level.CRITICAL,
                            "detectors.exists(it, it.matches('^(stripe-key|square-|braintree-"
                                    + "|paypal-|adyen-|razorpay-|mercadopago-|paystack-|plaid-"
                                    + "|flutterwave-|gocardless-).*'))"),
                    Usual.of(
                            "core infrastructure: an authority or a signer",
                            Criticality.Level.HIGH,
                            "kind in ['certificate-authority', 'signer']"),
                    Usual.of(
                            "core infrastructure: mutual TLS",
                            Criticality.Level.HIGH,
                            "'mutual-tls' in services"),
                    Usual.of(
                            "core infrastructure: a database",
                            Criticality.Level.HIGH,
                            "(services + detectors).exists(it, it.matches('.*(postgres|mysql|mariadb"
                                    + "|mongo|redis|database|planetscale|clickhouse).*'))"),
                    Usual.of(
                            "supports others: monitoring",
                            Criticality.Level.MEDIUM,
                            "detectors.exists(it, it.matches('^(datadog|newrelic|grafana|sentry"
                                    + "|dynatrace|honeycomb|sumologic).*'))"),
                    Usual.of(
                            "supports others: it is served",
                            Criticality.Level.MEDIUM,
                            "exposure == 'network'"));

    private UsualCriticality() {}

    static Optional<Criticality> of(Ward ward) {
        return ALL.stream()
                .filter(it -> it.when().holds(ward.known()))
                .findFirst()
                .map(it -> new Criticality(it.level().toString(), SaidBy.DEFAULT, it.name()));
    }
}
