package io.muster.jose;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.model.PublicKey;
import io.muster.spki.Curve;
import io.muster.spki.RawKey;
import io.muster.spki.SubjectPublicKeyInfo;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The public half of an asymmetric key and its thumbprint.
///
/// @param canonical the members that the thumbprint is over, in order of name and without blanks
///   (RFC 7638, 3)
record JwkMaterial(PublicKey publicKey, String canonical) {

    static JwkMaterial read(String kty, JsonNode key) throws Malformed {
        return switch (kty) {
            case "RSA" -> rsa(key);
            case "EC" -> ec(key);
            case "OKP" -> octets(key);
            case "AKP" -> algorithm(key);
            default -> throw new Malformed("a key type that is not known");
        };
    }

    /// RFC 7638 with SHA-256.
    Bytes thumbprint() {
        return Bytes.of(canonical.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    private static JwkMaterial rsa(JsonNode key) throws Malformed {
        BigInteger modulus = new BigInteger(1, Json.bytes(key, "n").toArray());
        BigInteger exponent = new BigInteger(1, Json.bytes(key, "e").toArray());
        String canonical =
                "{\"e\":\""
                        + value(key, "e")
                        + "\",\"kty\":\"RSA\",\"n\":\""
                        + value(key, "n")
                        + "\"}";
        return new JwkMaterial(SubjectPublicKeyInfo.rsa(modulus, exponent), canonical);
    }

    private static JwkMaterial ec(JsonNode key) throws Malformed {
        String name = Json.requiredText(key, "crv");
        Curve curve =
                Curve.named(name).orElseThrow(() -> new Malformed("a curve that is not known"));
        byte[] x = Json.bytes(key, "x").toArray();
        byte[] y = Json.bytes(key, "y").toArray();
        int width = curve.coordinateBytes();
        if (x.length != width || y.length != width) {
            throw new Malformed("coordinates of " + curve + " have " + width + " bytes each");
        }
        byte[] point = new byte[1 + 2 * width];
        point[0] = 4;
        System.arraycopy(x, 0, point, 1, width);
        System.arraycopy(y, 0, point, 1 + width, width);
        String canonical =
                "{\"crv\":\""
                        + curve
                        + "\",\"kty\":\"EC\",\"x\":\""
                        + value(key, "x")
                        + "\",\"y\":\""
                        + value(key, "y")
                        + "\"}";
        return new JwkMaterial(SubjectPublicKeyInfo.ec(curve, Bytes.of(point)), canonical);
    }

    /// RFC 8037.
    private static JwkMaterial octets(JsonNode key) throws Malformed {
        RawKey kind =
                switch (Json.requiredText(key, "crv")) {
                    case "Ed25519" -> RawKey.ED25519;
                    case "Ed448" -> RawKey.ED448;
                    case "X25519" -> RawKey.X25519;
                    case "X448" -> RawKey.X448;
                    default -> throw new Malformed("a curve that is not known");
                };
        String canonical =
                "{\"crv\":\"" + kind + "\",\"kty\":\"OKP\",\"x\":\"" + value(key, "x") + "\"}";
        return new JwkMaterial(SubjectPublicKeyInfo.raw(kind, Json.bytes(key, "x")), canonical);
    }

    /// RFC 9964: the algorithm is part of the key.
    private static JwkMaterial algorithm(JsonNode key) throws Malformed {
        String name = Json.requiredText(key, "alg");
        Optional<RawKey> kind = RawKey.named(name).filter(it -> name.startsWith("ML-DSA-"));
        if (kind.isEmpty()) {
            throw new Malformed("an algorithm that is not known");
        }
        String canonical =
                "{\"alg\":\"" + name + "\",\"kty\":\"AKP\",\"pub\":\"" + value(key, "pub") + "\"}";
        return new JwkMaterial(
                SubjectPublicKeyInfo.raw(kind.get(), Json.bytes(key, "pub")), canonical);
    }

    /// As written, which base64url's alphabet makes safe to put between quotes.
    private static String value(JsonNode key, String member) throws Malformed {
        Json.bytes(key, member);
        return Json.requiredText(key, member);
    }
}
