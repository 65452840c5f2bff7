package io.muster.policy.checks;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
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
    private static final int CHARACTERS_MAX = 4096;
    private static final CelOptions OPTIONS =
            CelOptions.current()
                    .maxExpressionCodePointSize(CHARACTERS_MAX)
                    .comprehensionMaxIterations(100_000)
                    .build();

    /// What CEL says of a key that a map lacks: the bare key, or words around it.
    private static final Pattern MISSING =
            Pattern.compile("(?:<input>:\\d+: |key ')([\\w.-]{1,64})(?:$|' is not present)");

    private final Settings settings;
    private final CelRuntime.Program program;

    /// @param when true for what breaks the rule
    /// @param message what is wrong then
    public record Settings(String when, String message) {}

    /// @throws IllegalArgumentException when `when` does not compile to a yes or no
    public Condition(Settings settings) {
        this.settings = settings;
        this.program = compiled(settings.when());
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

    private static CelRuntime.Program compiled(String when) {
        var facts = MapType.create(SimpleType.STRING, SimpleType.DYN);
        var texts = ListType.create(SimpleType.STRING);
        var compiler =
                CelCompilerFactory.standardCelCompilerBuilder()
                        .setOptions(OPTIONS)
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                        .setResultType(SimpleType.BOOL)
                        .addVar("type", SimpleType.STRING)
                        .addVar("foreign", SimpleType.BOOL)
                        .addVar("names", texts)
                        .addVar("issuer", SimpleType.STRING)
                        .addVar("subject", SimpleType.STRING)
                        .addVar("kind", SimpleType.STRING)
                        .addVar("certificateAuthority", SimpleType.BOOL)
                        .addVar("keyUsage", texts)
                        .addVar("extendedKeyUsage", texts)
                        .addVar("notBefore", SimpleType.STRING)
                        .addVar("notAfter", SimpleType.STRING)
                        .addVar("algorithm", facts)
                        .addVar("identities", ListType.create(facts))
                        .addVar("places", texts)
                        .addVar("roles", texts)
                        .addVar("sightings", ListType.create(facts))
                        .addVar("facts", facts)
                        .addVar("daysLeft", SimpleType.INT)
                        .addVar("lifetimeDays", SimpleType.INT)
                        .build();
        try {
            return CelRuntimeFactory.legacyCelRuntimeBuilder()
                    .setOptions(OPTIONS)
                    .build()
                    .createProgram(compiler.compile(when).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException(
                    "the condition does not compile: " + e.getMessage(), e);
        }
    }

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        try {
            return Boolean.TRUE.equals(program.eval(fields(entry, now)))
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
