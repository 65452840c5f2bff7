package io.muster.policy.checks;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import io.muster.model.Algorithm;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Name;
import io.muster.model.Secret;
import io.muster.model.Sighting;
import io.muster.model.SshCertificate;
import io.muster.model.X509Certificate;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A condition in CEL, for what no other check asks. The fields it may use are listed in
/// `docs/reference/checks.md`.
///
/// Compiled and type-checked when the policy is read. A field of `facts` that is not known makes
/// the rule say so, unless the condition asks `has(…)` first.
public final class Condition implements Check {
    private static final Map<String, CelType> FIELDS =
            Map.ofEntries(
                    Map.entry("type", SimpleType.STRING),
                    Map.entry("foreign", SimpleType.BOOL),
                    Map.entry("names", Expression.TEXTS),
                    Map.entry("issuer", SimpleType.STRING),
                    Map.entry("subject", SimpleType.STRING),
                    Map.entry("kind", SimpleType.STRING),
                    Map.entry("certificateAuthority", SimpleType.BOOL),
                    Map.entry("keyUsage", Expression.TEXTS),
                    Map.entry("extendedKeyUsage", Expression.TEXTS),
                    Map.entry("notBefore", SimpleType.STRING),
                    Map.entry("notAfter", SimpleType.STRING),
                    Map.entry("algorithm", Expression.FACTS),
                    Map.entry("identities", ListType.create(Expression.FACTS)),
                    Map.entry("places", Expression.TEXTS),
                    Map.entry("roles", Expression.TEXTS),
                    Map.entry("sightings", ListType.create(Expression.FACTS)),
                    Map.entry("facts", Expression.FACTS),
                    Map.entry("daysLeft", SimpleType.INT),
                    Map.entry("lifetimeDays", SimpleType.INT));

    /// What CEL says of a key that a map lacks: the bare key, or words around it.
    private static final Pattern MISSING =
            Pattern.compile("(?:<input>:\\d+: |key ')([\\w.-]{1,64})(?:$|' is not present)");

    private final Settings settings;
    private final Expression expression;

    /// @param when true for what breaks the rule
    /// @param message what is wrong then
    public record Settings(String when, String message) {}

    /// @throws IllegalArgumentException when `when` does not compile to a yes or no
    public Condition(Settings settings) {
        this.settings = settings;
        this.expression = new Expression(settings.when(), FIELDS);
    }

    /// What is written alike asks alike.
    @Override
    public boolean equals(Object other) {
        return other instanceof Condition condition && settings.equals(condition.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        try {
            return expression.holds(fields(entry, now))
                    ? Ask.broken(settings.message())
                    : Stream.empty();
        } catch (CelEvaluationException e) {
            return Stream.of(new Verdict.CannotJudge(missing(String.valueOf(e.getMessage()))));
        }
    }

    /// The fact that CEL's words name, else those words.
    private static String missing(String message) {
        Matcher key = MISSING.matcher(message);
        return key.find() ? key.group(1) : message.replaceAll("\\p{Cc}", " ");
    }

    private static Map<String, Object> fields(Entry entry, Instant now) {
        Credential credential = entry.credential();
        Map<String, Object> fields = new HashMap<>();
        fields.put("type", credential.type().toString());
        fields.put("foreign", entry.foreign());
        fields.put("names", names(credential));
        fields.put("issuer", credential instanceof X509Certificate it ? it.issuer() : "");
        fields.put("subject", credential instanceof X509Certificate it ? it.subject() : "");
        fields.put("kind", kind(credential));
        fields.put(
                "certificateAuthority",
                credential instanceof X509Certificate it && it.usage().certificateAuthority());
        fields.put(
                "keyUsage",
                credential instanceof X509Certificate it
                        ? List.copyOf(it.usage().keyUsage())
                        : List.of());
        fields.put(
                "extendedKeyUsage",
                credential instanceof X509Certificate it
                        ? List.copyOf(it.usage().extendedKeyUsage())
                        : List.of());
        fields.put("notBefore", day(credential.notBefore()));
        fields.put("notAfter", day(credential.notAfter()));
        fields.put("algorithm", credential.algorithm().map(Condition::algorithm).orElse(Map.of()));
        fields.put(
                "identities",
                entry.identities().stream()
                        .map(it ->
                                Map.of(
                                        "kind", it.anchor().kind().toString(),
                                        "realm", it.anchor().realm(),
                                        "name", it.anchor().name()))
                        .toList());
        fields.put("places", entry.sightings().stream().map(it -> it.place().text()).toList());
        fields.put("roles", entry.sightings().stream().map(it -> it.role().toString()).toList());
        fields.put("sightings", entry.sightings().stream().map(Condition::sighting).toList());
        fields.put("facts", entry.facts().values());
        fields.put("daysLeft", daysLeft(credential, now));
        fields.put("lifetimeDays", lifetimeDays(credential));
        return fields;
    }

    private static List<String> names(Credential credential) {
        return credential instanceof X509Certificate it
                ? it.subjectAltNames().stream().map(Name::text).toList()
                : List.of();
    }

    private static String kind(Credential credential) {
        return switch (credential) {
            case Secret it -> it.kind();
            case SshCertificate it -> it.holder().toString().toLowerCase(Locale.ROOT);
            default -> "";
        };
    }

    /// Days are compared as texts; what is not known is before all of them.
    private static String day(Optional<Instant> at) {
        return at.map(it -> Ask.date(it).toString()).orElse("");
    }

    private static Map<String, Object> algorithm(Algorithm it) {
        return Map.of(
                "name", it.name(),
                "parameter", it.parameter(),
                "class", it.strength().toString(),
                "bits", (long) it.bits());
    }

    private static Map<String, Object> sighting(Sighting it) {
        Map<String, Object> fields = new HashMap<>(it.facts().values());
        fields.put("place", it.place().text());
        fields.put("role", it.role().toString());
        fields.put("source", it.source());
        return fields;
    }

    /// What never ends has the most days that there are.
    private static long daysLeft(Credential credential, Instant now) {
        return credential
                .notAfter()
                .map(it -> Duration.between(now, it).toDays())
                .orElse(Long.MAX_VALUE);
    }

    private static long lifetimeDays(Credential credential) {
        return credential
                .notBefore()
                .flatMap(start -> credential.notAfter().map(end -> Duration.between(start, end)))
                .map(Duration::toDays)
                .orElse(Long.MAX_VALUE);
    }
}
