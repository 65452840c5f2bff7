package io.muster.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategy;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/// JSON as the API speaks it (RFC 8259), to records and back.
///
/// Reading is strict: unknown, missing and repeated members are refused by name; depth 32, texts of
/// a million characters, numbers of 100 digits at most. Members without a value are left out,
/// instants are ISO 8601 in UTC, constants are written `not-yet-valid`.
public final class Json {
    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(1_000_000)
                    .maxNameLength(256)
                    .maxNumberLength(100)
                    .build();

    private static final JsonMapper MAPPER =
            JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
                    .annotationIntrospector(new Names())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .changeDefaultPropertyInclusion(
                            it -> it.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                    .withConfigOverride(List.class, it -> it.setNullHandling(absentIsEmpty()))
                    .withConfigOverride(Set.class, it -> it.setNullHandling(absentIsEmpty()))
                    .withConfigOverride(Map.class, it -> it.setNullHandling(absentIsEmpty()))
                    .build();

    private Json() {}

    /// Reads a `type`.
    ///
    /// @throws Refused saying what does not fit and where
    public static <T> T read(InputStream content, Class<T> type) {
        try {
            return MAPPER.readValue(content, type);
        } catch (JacksonException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof Refused refused) {
                    throw refused;
                }
            }
            throw Problem.BAD_REQUEST.because(reason(e));
        }
    }

    /// Writes `value` and leaves `out` open.
    public static void write(OutputStream out, Object value) {
        MAPPER.writeValue(out, value);
    }

    /// `value` as one line.
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// `value` for people: indented, a line each.
    public static String pretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    }

    /// Says where and what in our words: Jackson's would name our classes.
    private static String reason(JacksonException e) {
        var location = e.getLocation();
        String where =
                location == null || location.getLineNr() < 1
                        ? ""
                        : " (line %d, column %d)"
                                .formatted(location.getLineNr(), location.getColumnNr());
        return switch (e) {
            case StreamConstraintsException _ ->
                    "The JSON is nested too deeply or has too long a text or number" + where + ".";
            case StreamReadException _ -> "The content is not JSON" + where + ".";
            case UnrecognizedPropertyException it ->
                    "There is no member '%s'; there are %s."
                            .formatted(
                                    path(it),
                                    it.getKnownPropertyIds() == null
                                            ? "none"
                                            : it.getKnownPropertyIds().stream()
                                                    .map(String::valueOf)
                                                    .sorted()
                                                    .toList());
            case InvalidFormatException it when it.getTargetType().isEnum() ->
                    "The member '%s' must be one of %s."
                            .formatted(
                                    path(it),
                                    Stream.of((Enum<?>[]) it.getTargetType().getEnumConstants())
                                            .map(Words::kebab)
                                            .toList());
            case DatabindException it
                    when it.getCause() instanceof IllegalArgumentException cause ->
                    it.getPath().isEmpty()
                            ? "It does not fit: %s.".formatted(cause.getMessage())
                            : "The member '%s' does not fit: %s."
                                    .formatted(path(it), cause.getMessage());
            case DatabindException it when !it.getPath().isEmpty() ->
                    "The member '%s' is missing or of the wrong kind.".formatted(path(it));
            default -> "The JSON does not have the expected form" + where + ".";
        };
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference it : e.getPath()) {
            if (it.getPropertyName() == null) {
                path.append('[').append(it.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(it.getPropertyName());
            }
        }
        return path.toString();
    }

    private static JsonSetter.Value absentIsEmpty() {
        return JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
    }

    /// Writes and reads constants in lower case with hyphens.
    private static final class Names extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Object findEnumNamingStrategy(MapperConfig<?> config, AnnotatedClass type) {
            return Kebab.class;
        }
    }

    private static final class Kebab implements EnumNamingStrategy {
        @Override
        public String convertEnumToExternalName(
                MapperConfig<?> config, AnnotatedClass type, String name) {
            return Words.kebab(name);
        }
    }
}
