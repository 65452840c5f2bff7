package io.muster.jose;

import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a token in compact form says (RFC 7515, 7.1; RFC 7519). Whether it is true is not known: no
/// signature is verified.
///
/// @param alg `none` means that anybody could have written it
/// @param form signed, or encrypted and then without claims
/// @param subject `sub`, and the other claims by their names of RFC 7519, 4.1
public record JsonWebToken(
        Form form,
        String alg,
        Optional<String> typ,
        Optional<String> kid,
        Optional<String> issuer,
        Optional<String> subject,
        List<String> audience,
        Optional<Instant> issuedAt,
        Optional<Instant> notBefore,
        Optional<Instant> expiration) {
    /// The longest token that is read.
    public static final int LONGEST = 1024 * 1024;

    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);

    public JsonWebToken {
        audience = List.copyOf(audience);
    }

    /// Which of the two compact forms.
    public enum Form {
        /// Three parts (RFC 7515).
        SIGNED,
        /// Five parts (RFC 7516); only the header can be read.
        ENCRYPTED
    }

    /// Nobody signed it.
    public boolean isUnsecured() {
        return alg.equalsIgnoreCase("none");
    }

    /// As `docs/reference/facts.md` names them.
    public Facts facts() {
        Facts facts = Facts.of("alg", alg).with("audience", audience);
        facts = with(facts, "kid", kid);
        facts = with(facts, "issuer", issuer);
        facts = with(facts, "subject", subject);
        facts = with(facts, "issuedAt", issuedAt);
        return with(facts, "expires", expiration);
    }

    /// Reads a token.
    public static JsonWebToken parse(String text) throws Malformed {
        if (text.length() > LONGEST) {
            throw new Malformed("a token of more than " + LONGEST + " characters is not read");
        }
        String[] parts = text.strip().split("\\.", 6);
        try {
            return switch (parts.length) {
                case 3 -> signed(parts);
                case 5 -> encrypted(parts);
                default -> throw new Malformed("a token has three or five parts");
            };
        } catch (RuntimeException e) {
            throw new Malformed("this token cannot be read", e);
        }
    }

    private static JsonWebToken signed(String[] parts) throws Malformed {
        JsonNode header = part(parts[0], "its header");
        JsonNode claims = part(parts[1], "its payload");
        Json.base64Url(parts[2], "its signature");
        String alg = Json.requiredText(header, "alg");
        if (!alg.equalsIgnoreCase("none") && parts[2].isEmpty()) {
            throw new Malformed("it says to be signed and has no signature");
        }
        return new JsonWebToken(
                Form.SIGNED,
                alg,
                Json.text(header, "typ"),
                Json.text(header, "kid"),
                Json.text(claims, "iss"),
                Json.text(claims, "sub"),
                Json.texts(claims, "aud"),
                time(claims, "iat"),
                time(claims, "nbf"),
                time(claims, "exp"));
    }

    private static JsonWebToken encrypted(String[] parts) throws Malformed {
        JsonNode header = part(parts[0], "its header");
        Json.requiredText(header, "enc");
        return new JsonWebToken(
                Form.ENCRYPTED,
                Json.requiredText(header, "alg"),
                Json.text(header, "typ"),
                Json.text(header, "kid"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static JsonNode part(String base64Url, String what) throws Malformed {
        Bytes content = Json.base64Url(base64Url, what);
        return Json.object(content);
    }

    /// A NumericDate (RFC 7519, 2), fractions dropped.
    private static Optional<Instant> time(JsonNode claims, String name) throws Malformed {
        JsonNode value = claims.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isNumber()) {
            throw new Malformed(name + " is not a number of seconds");
        }
        BigDecimal seconds = value.decimalValue();
        if (seconds.signum() < 0 || seconds.compareTo(LAST_SECOND) > 0) {
            throw new Malformed(name + " is not a time between 1970 and 9999");
        }
        return Optional.of(Instant.ofEpochSecond(seconds.longValue()));
    }

    private static Facts with(Facts facts, String name, Optional<?> value) {
        return value.isPresent() ? facts.with(name, value.get().toString()) : facts;
    }
}
