package io.muster.discovery.exports;

import io.muster.discovery.Content;
import io.muster.model.Declaration;
import io.muster.model.Malformed;
import io.muster.model.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A cryptography bill of materials of somebody else (CycloneDX 1.4 to 1.7, JSON): what of it can
/// be a credential, as declarations. The value of a key is never read.
///
/// @param declarations certificates, keys and secrets by which something can be found, each once
/// @param unusable assets that say nothing by which a credential could be found
/// @param algorithms assets that are no credential: algorithms and protocols
/// @param others components without cryptographic properties
public record CycloneDxBill(
        List<Declaration> declarations, long unusable, long algorithms, long others) {
    private static final int ASSETS_MAX = 1_000_000;
    private static final Pattern COMMON_NAME =
            Pattern.compile("(?:^|[,/+])\\s*CN\\s*=\\s*\"?([^,/+\"]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9*]([a-z0-9-]*[a-z0-9])?([.][a-z0-9-]+)+");

    public CycloneDxBill {
        declarations = List.copyOf(declarations);
    }

    /// @throws Malformed when this is no CycloneDX bill in JSON
    public static CycloneDxBill read(Content content) throws Malformed {
        Reading reading = new Reading(content.place());
        try (JsonParser parser = Json.parser(content)) {
            reading.bill(parser);
        } catch (JacksonException e) {
            throw new Malformed("the bill is not well-formed JSON", e);
        }
        return reading.done();
    }

    private static final class Reading {
        private final Place place;
        private final Map<String, Declaration> declarations = new LinkedHashMap<>();
        private final Set<String> seen = new HashSet<>();
        private long assets;
        private long unusable;
        private long algorithms;
        private long others;

        Reading(Place place) {
            this.place = place;
        }

        CycloneDxBill done() {
            return new CycloneDxBill(
                    new ArrayList<>(declarations.values()), unusable, algorithms, others);
        }

        void bill(JsonParser parser) throws Malformed {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed("this is no CycloneDX bill: it does not begin with an object");
            }
            boolean named = false;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("bomFormat")) {
                    named = "CycloneDX".equals(parser.getString());
                } else if (name.equals("components") && value == JsonToken.START_ARRAY) {
                    components(parser);
                } else {
                    parser.skipChildren();
                }
            }
            if (!named) {
                throw new Malformed("this is no CycloneDX bill: bomFormat does not say so");
            }
        }

        private void components(JsonParser parser) throws Malformed {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                if (++assets > ASSETS_MAX) {
                    throw new Malformed("the bill has more than " + ASSETS_MAX + " components");
                }
                component(Json.read(parser));
            }
        }

        private void component(Json it) {
            if (!it.text("bom-ref").map(seen::add).orElse(true)) {
                return;
            }
            switch (it.text("cryptoProperties", "assetType").orElse("")) {
                case "certificate" -> keep(certificate(it));
                case "related-crypto-material" -> keep(material(it));
                case "algorithm", "protocol" -> algorithms++;
                default -> others++;
            }
        }

        private void keep(Declaration it) {
            if (it.fingerprint().isEmpty()
                    && it.serialNumber().isEmpty()
                    && it.place().isEmpty()
                    && it.names().isEmpty()) {
                unusable++;
                return;
            }
            String key =
                    it.fingerprint()
                            .or(() ->
                                    it.serialNumber()
                                            .map(serial -> serial + "\n" + it.issuer().orElse("")))
                            .orElseGet(() -> it.names() + "\n" + it.place() + it.expires());
            declarations.putIfAbsent(it.type().orElse("") + "\n" + key, it);
        }

        private Declaration certificate(Json it) {
            Json properties = it.at("cryptoProperties", "certificateProperties");
            List<String> names = new ArrayList<>();
            properties.text("subjectName").flatMap(Reading::commonName).ifPresent(names::add);
            it.text("name")
                    .map(name -> name.toLowerCase(Locale.ROOT).strip())
                    .filter(name -> HOST.matcher(name).matches())
                    .ifPresent(names::add);
            return new Declaration(
                    place.atLine(assets),
                    digest(properties.at("fingerprint")).or(() -> hash(it)),
                    properties.text("serialNumber").map(Reading::serial),
                    properties.text("issuerName"),
                    names.stream().distinct().toList(),
                    location(it),
                    Optional.empty(),
                    Optional.of("certificate"),
                    properties.text("notValidAfter"));
        }

        private Declaration material(Json it) {
            Json properties = it.at("cryptoProperties", "relatedCryptoMaterialProperties");
            return new Declaration(
                    place.atLine(assets),
                    properties
                            .text("id")
                            .flatMap(Reading::hex)
                            .or(() -> digest(properties.at("fingerprint")))
                            .or(() -> hash(it)),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    location(it),
                    Optional.empty(),
                    properties.text("type").or(() -> Optional.of("key")),
                    properties.text("expirationDate"));
        }

        private static Optional<String> location(Json it) {
            return it.elements("evidence", "occurrences")
                    .flatMap(one -> one.text("location").stream())
                    .findFirst();
        }

        private static Optional<String> hash(Json it) {
            return it.elements("hashes").flatMap(one -> digest(one).stream()).findFirst();
        }

        private static Optional<String> digest(Json it) {
            return it.text("alg")
                    .filter(alg -> alg.equals("SHA-256") || alg.equals("SHA-1"))
                    .flatMap(_ -> it.text("content"))
                    .flatMap(Reading::hex);
        }

        private static Optional<String> hex(String written) {
            String hex =
                    written.toLowerCase(Locale.ROOT)
                            .replaceFirst("^sha-?(?:256|1)[:= ]", "")
                            .replaceAll("[: -]", "");
            return Optional.of(hex).filter(it -> it.matches("[0-9a-f]{64}|[0-9a-f]{40}"));
        }

        private static String serial(String written) {
            return written.toLowerCase(Locale.ROOT).replaceFirst("^0x", "").replaceAll("[: -]", "");
        }

        private static Optional<String> commonName(String subject) {
            Matcher name = COMMON_NAME.matcher(subject);
            return name.find()
                    ? Optional.of(name.group(1).strip().toLowerCase(Locale.ROOT))
                    : Optional.empty();
        }
    }
}
