package io.muster.policy.checks;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import java.util.List;
import java.util.Map;

/// A condition in CEL on an identity, as owner rules ask it. The fields that it may use are listed
/// in `docs/govern/owners.md`.
///
/// What asks for a label that is not known does not hold; `has(labels.team)` asks first.
public final class IdentityCondition {
    private static final Map<String, CelType> FIELDS =
            Map.ofEntries(
                    Map.entry("kind", SimpleType.STRING),
                    Map.entry("realm", SimpleType.STRING),
                    Map.entry("name", SimpleType.STRING),
                    Map.entry("names", Expression.TEXTS),
                    Map.entry("types", Expression.TEXTS),
                    Map.entry("roles", Expression.TEXTS),
                    Map.entry("places", Expression.TEXTS),
                    Map.entry("exposure", SimpleType.STRING),
                    Map.entry("issuerKinds", Expression.TEXTS),
                    Map.entry("services", Expression.TEXTS),
                    Map.entry("detectors", Expression.TEXTS),
                    Map.entry("environment", SimpleType.STRING),
                    Map.entry("tags", Expression.TEXTS),
                    Map.entry("labels", Expression.FACTS));

    private final String text;
    private final Expression expression;

    /// What is known of an identity.
    ///
    /// @param names its own and its aliases
    /// @param types of its credentials
    /// @param roles in which it or they were seen
    /// @param places where, as many as were read
    /// @param exposure [#PUBLIC], [#NETWORK] or [#NONE]
    /// @param issuerKinds of its certificates: `public`, `ours`, `internal`, `ad-hoc`
    /// @param services that use it, and `mutual-tls` where a server asks for certificates of
    ///   clients
    /// @param detectors that found its secrets
    /// @param environment empty when nobody said
    /// @param labels what sources and people noted, by name
    public record Known(
            String kind,
            String realm,
            String name,
            List<String> names,
            List<String> types,
            List<String> roles,
            List<String> places,
            String exposure,
            List<String> issuerKinds,
            List<String> services,
            List<String> detectors,
            String environment,
            List<String> tags,
            Map<String, String> labels) {
        /// A server presents what a public authority issued.
        public static final String PUBLIC = "public";

        /// A server presents it.
        public static final String NETWORK = "network";

        /// It was seen in files or lists alone.
        public static final String NONE = "none";

        public Known {
            names = List.copyOf(names);
            types = List.copyOf(types);
            roles = List.copyOf(roles);
            places = List.copyOf(places);
            issuerKinds = List.copyOf(issuerKinds);
            services = List.copyOf(services);
            detectors = List.copyOf(detectors);
            tags = List.copyOf(tags);
            labels = Map.copyOf(labels);
        }

        /// The same, when somebody has said more of it.
        public Known said(String environment, List<String> tags) {
            return new Known(
                    kind,
                    realm,
                    name,
                    names,
                    types,
                    roles,
                    places,
                    exposure,
                    issuerKinds,
                    services,
                    detectors,
                    environment,
                    tags,
                    labels);
        }
    }

    /// @throws IllegalArgumentException when `text` does not compile to a yes or no
    public IdentityCondition(String text) {
        this.text = text;
        this.expression = new Expression(text, FIELDS);
    }

    public String text() {
        return text;
    }

    public boolean holds(Known it) {
        try {
            return expression.holds(
                    Map.ofEntries(
                            Map.entry("kind", it.kind()),
                            Map.entry("realm", it.realm()),
                            Map.entry("name", it.name()),
                            Map.entry("names", it.names()),
                            Map.entry("types", it.types()),
                            Map.entry("roles", it.roles()),
                            Map.entry("places", it.places()),
                            Map.entry("exposure", it.exposure()),
                            Map.entry("issuerKinds", it.issuerKinds()),
                            Map.entry("services", it.services()),
                            Map.entry("detectors", it.detectors()),
                            Map.entry("environment", it.environment()),
                            Map.entry("tags", it.tags()),
                            Map.entry("labels", it.labels())));
        } catch (CelEvaluationException _) {
            return false;
        }
    }

    /// What is written alike asks alike.
    @Override
    public boolean equals(Object other) {
        return other instanceof IdentityCondition condition && text.equals(condition.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
