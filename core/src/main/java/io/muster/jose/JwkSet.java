package io.muster.jose;

import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.JsonWebKey;
import io.muster.model.Malformed;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A JWK set (RFC 7517, 5), a single JWK as a set of one, or a SPIFFE bundle, which is a set with
/// two members more.
///
/// A key that cannot be read is refused by itself and the others count.
///
/// @param spiffeSequence rises with every change of a SPIFFE bundle; empty elsewhere
/// @param spiffeRefreshHint seconds after which to ask again; empty when not given
public record JwkSet(
        List<Item> items, Optional<Long> spiffeSequence, Optional<Long> spiffeRefreshHint) {
    /// The most keys that are read.
    public static final int MOST_KEYS = 100_000;

    private static final int MOST_CERTIFICATES = 100;
    private static final Set<String> PRIVATE_MEMBERS =
            Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "priv");

    private static final Set<String> SVID_USES = Set.of("x509-svid", "jwt-svid", "wit-svid");

    public JwkSet {
        items = List.copyOf(items);
    }

    /// One element of `keys`.
    public sealed interface Item {
        /// 1-based.
        long number();
    }

    /// An asymmetric key.
    ///
    /// @param spki the same key as a SubjectPublicKeyInfo, for weak-key checks
    /// @param privateHalf the private half is there too, in the clear
    /// @param certificates `x5c` in DER, leaf first
    /// @param facts `alg`, `kty`, `duplicateKid`
    public record Found(
            long number,
            JsonWebKey key,
            Bytes spki,
            boolean privateHalf,
            List<Bytes> certificates,
            Facts facts)
            implements Item {
        public Found {
            certificates = List.copyOf(certificates);
        }
    }

    /// A symmetric key: a secret, to be kept as a keyed fingerprint and forgotten.
    ///
    /// @param value the secret itself
    public record Symmetric(long number, String kid, String alg, Bytes value) implements Item {
        @Override
        public String toString() {
            return "Symmetric[" + number + ", " + value.size() + " bytes]";
        }
    }

    /// A key that cannot be read.
    ///
    /// @param reason never quotes the key
    public record Refused(long number, String reason) implements Item {}

    /// Whether it is a SPIFFE bundle: it says so, or a key's use does. In a bundle, keys of another
    /// use, or of none, mean nothing.
    public boolean isSpiffeBundle() {
        return spiffeSequence.isPresent()
                || spiffeRefreshHint.isPresent()
                || items.stream().anyMatch(it -> it instanceof Found found && isSvid(found.key()));
    }

    private static boolean isSvid(JsonWebKey key) {
        return SVID_USES.contains(key.use());
    }

    /// Reads a set, a single key or a bundle.
    public static JwkSet parse(Bytes content) throws Malformed {
        JsonNode document = Json.object(content);
        try {
            return read(document);
        } catch (RuntimeException e) {
            throw new Malformed("these keys cannot be read", e);
        }
    }

    private static JwkSet read(JsonNode document) throws Malformed {
        JsonNode keys = document.path("keys");
        List<Item> items = new ArrayList<>();
        if (keys.isArray()) {
            if (keys.size() > MOST_KEYS) {
                throw new Malformed("it has more than " + MOST_KEYS + " keys");
            }
            for (JsonNode key : keys) {
                items.add(item(items.size() + 1L, key));
            }
        } else if (document.path("kty").isString()) {
            items.add(item(1, document));
        } else {
            throw new Malformed("it is neither a key nor a set of keys");
        }
        return new JwkSet(
                withDuplicatesMarked(items),
                whole(document, "spiffe_sequence"),
                whole(document, "spiffe_refresh_hint"));
    }

    private static Optional<Long> whole(JsonNode document, String member) {
        JsonNode value = document.path(member);
        return value.isIntegralNumber() && value.canConvertToLong()
                ? Optional.of(value.longValue())
                : Optional.empty();
    }

    private static Item item(long number, JsonNode key) {
        try {
            String kty = Json.requiredText(key, "kty");
            return kty.equals("oct") ? symmetric(number, key) : found(number, kty, key);
        } catch (Malformed e) {
            return new Refused(number, e.reason());
        }
    }

    private static Symmetric symmetric(long number, JsonNode key) throws Malformed {
        Bytes value = Json.bytes(key, "k");
        if (value.isEmpty()) {
            throw new Malformed("a symmetric key without content");
        }
        String kid = Json.text(key, "kid").orElse("");
        return new Symmetric(number, kid, Json.text(key, "alg").orElse(""), value);
    }

    private static Found found(long number, String kty, JsonNode key) throws Malformed {
        JwkMaterial material = JwkMaterial.read(kty, key);
        JsonWebKey webKey =
                new JsonWebKey(
                        material.thumbprint(),
                        kty,
                        Json.text(key, "kid").orElse(""),
                        Json.text(key, "use").orElse(""),
                        material.publicKey().publicKey(),
                        material.publicKey().keyId());
        Facts facts = Facts.of("kty", kty);
        Optional<String> alg = Json.text(key, "alg");
        if (alg.isPresent()) {
            facts = facts.with("alg", alg.get());
        }
        return new Found(
                number,
                webKey,
                material.publicKey().spki(),
                PRIVATE_MEMBERS.stream().anyMatch(key::has),
                certificates(key),
                facts);
    }

    /// RFC 7517, 4.7: base64, not base64url.
    private static List<Bytes> certificates(JsonNode key) throws Malformed {
        List<String> texts = Json.texts(key, "x5c");
        if (texts.size() > MOST_CERTIFICATES) {
            throw new Malformed("x5c has more than " + MOST_CERTIFICATES + " certificates");
        }
        List<Bytes> certificates = new ArrayList<>();
        for (String text : texts) {
            try {
                certificates.add(Bytes.of(Base64.getMimeDecoder().decode(text)));
            } catch (IllegalArgumentException e) {
                throw new Malformed("x5c is not base64", e);
            }
        }
        return certificates;
    }

    /// Different keys of one id leave it to chance which one a verifier takes.
    private static List<Item> withDuplicatesMarked(List<Item> items) {
        Map<String, Set<Bytes>> byKid = new HashMap<>();
        for (Item item : items) {
            if (item instanceof Found found && !found.key().kid().isEmpty()) {
                byKid.computeIfAbsent(found.key().kid(), it -> new HashSet<>())
                        .add(found.key().thumbprint());
            }
        }
        return items.stream().map(item -> marked(item, byKid)).toList();
    }

    private static Item marked(Item item, Map<String, Set<Bytes>> byKid) {
        return switch (item) {
            case Found found when byKid.getOrDefault(found.key().kid(), Set.of()).size() > 1 ->
                    new Found(
                            found.number(),
                            found.key(),
                            found.spki(),
                            found.privateHalf(),
                            found.certificates(),
                            found.facts().with("duplicateKid", true));
            case Found found -> found;
            case Symmetric symmetric -> symmetric;
            case Refused refused -> refused;
        };
    }
}
