package io.muster.secret;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/// The offline checks that belong to one format.
final class FormatChecks {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    /// One character in so many of a password may be none that a keyboard has.
    private static final int STRANGE_SHARE = 8;

    private static final int[] BECH32_GENERATOR = {
        0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
    };

    /// An AWS access key id is base32 over the account number; the id itself is public (AWS IAM
    /// user guide, "IAM identifiers").
    static final Check AWS_KEY_ID =
            value -> {
                if (value.endsWith("EXAMPLE") || Doubt.isMonotonous(value)) {
                    return Check.refused("it is the example of the AWS documentation");
                }
                return Checks.identified(
                        Proof.high("an access key id of account " + awsAccount(value)), value);
            };

    /// A macaroon of version 2 whose first field is the host of the package index, or of its test
    /// index: both begin with the same bytes, here in the base64 of the token.
    static final Check PYPI =
            value ->
                    value.startsWith("AgEIcHlwaS5vcmc", 5)
                                    || value.startsWith("AgENdGVzdC5weXBpLm9yZ", 5)
                            ? Check.found(Proof.certain("a macaroon that names the package index"))
                            : Checks.SHAPE.judge(value);

    /// An age identity is Bech32 with its own checksum (C2SP age, BIP 173).
    static final Check AGE =
            value ->
                    bech32(value.toLowerCase(Locale.ROOT))
                            ? Check.found(Proof.certain("its checksum (Bech32) is right"))
                            : Check.found(
                                    Proof.low(
                                            "its shape fits, but its checksum is wron"
                                                    + "g: damaged, or an example"));

    /// A JSON Web Token: header and claims are JSON, the header names an algorithm (RFC 7519, 5).
    static final Check JWT = FormatChecks::jsonWebToken;

    /// A JSON Web Token in another coat of base64.
    static final Check JWT_IN_BASE64 =
            value -> {
                Optional<String> token = Checks.base64(value);
                return token.isPresent()
                                && token.get().startsWith("eyJ")
                                && token.get().indexOf('.') > 0
                        ? Check.found(Proof.medium("it decodes to a JSON Web Token"))
                        : Check.refused("it does not decode to a JSON Web Token");
            };

    /// A private key block in base64, as Kubernetes and others keep it.
    static final Check PEM_IN_BASE64 =
            value ->
                    Checks.base64(value).orElse("").contains("PRIVATE KEY-----")
                            ? Check.found(Proof.high("it decodes to a private key block"))
                            : Check.refused("it decodes to no private key");

    /// What follows a prefix is base64 of JSON or of printable text.
    static Check base64Json(String prefix) {
        return value -> {
            if (Doubt.isMonotonous(value)) {
                return Check.refused("it repeats or counts, which a generated value does not");
            }
            Optional<String> json = Checks.base64(value.substring(prefix.length()));
            return json.isPresent() && json.get().startsWith("{\"")
                    ? Check.found(Proof.certain("it decodes to the JSON of its format"))
                    : Checks.SHAPE.judge(value);
        };
    }

    /// `user:password` in base64 (RFC 7617).
    static final Check BASIC =
            value -> {
                Optional<String> pair = Checks.base64(value).filter(FormatChecks::isPair);
                if (pair.isEmpty()) {
                    return Check.refused("it does not decode to user and password");
                }
                String password = pair.get().substring(pair.get().indexOf(':') + 1);
                boolean open =
                        (password.isEmpty() && pair.get().length() < 8)
                                || Doubt.isPlaceholder(pair.get());
                return open
                        ? Check.refused("there is no password in it")
                        : Check.found(Proof.high("it decodes to user and password"));
            };

    /// A printable user, and a password of which nearly all is: RFC 7617, 2 leaves its character
    /// set open, and people cut such values when they write about them.
    private static boolean isPair(String text) {
        int colon = text.indexOf(':');
        long strange = text.chars().filter(it -> it < ' ' || it >= 127).count();
        return colon >= 0
                && text.substring(0, colon).chars().allMatch(it -> it >= ' ' && it < 127)
                && strange * STRANGE_SHARE <= text.length() - colon
                && text.chars().noneMatch(it -> it < ' ');
    }

    /// A NATS key ends in the CRC-16 of what stands before it (NATS, "NKEYS").
    static final Check NKEY =
            value -> {
                byte[] bytes = base32(value);
                int crc = 0;
                for (int index = 0; index < bytes.length - 2; index++) {
                    crc ^= (bytes[index] & 0xff) << 8;
                    for (int bit = 0; bit < 8; bit++) {
                        crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
                    }
                }
                int stated =
                        (bytes[bytes.length - 2] & 0xff) | ((bytes[bytes.length - 1] & 0xff) << 8);
                return (crc & 0xffff) == stated
                        ? Check.found(Proof.certain("its checksum (CRC-16) is right"))
                        : Checks.plausible(
                                        Proof.low(
                                                "its shape fits, but its checksum is "
                                                        + "wrong: damaged, or an example"))
                                .judge(value);
            };

    private FormatChecks() {}

    private static byte[] base32(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        int bits = 0;
        int buffer = 0;
        int length = 0;
        for (int index = 0; index < text.length(); index++) {
            buffer = ((buffer << 5) | BASE32.indexOf(text.charAt(index))) & 0xfff;
            bits += 5;
            if (bits >= 8 && length < bytes.length) {
                bits -= 8;
                bytes[length++] = (byte) (buffer >> bits);
            }
        }
        return bytes;
    }

    /// The account number lies in the first six bytes after the four letters of the prefix.
    static String awsAccount(String keyId) {
        BigInteger bits = BigInteger.ZERO;
        for (int index = 4; index < keyId.length(); index++) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(keyId.charAt(index))));
        }
        long first = bits.shiftRight((keyId.length() - 4) * 5 - 48).longValue();
        return String.format(Locale.ROOT, "%012d", (first & 0x7fffffffff80L) >> 7);
    }

    private static boolean bech32(String text) {
        int split = text.lastIndexOf('1');
        int checksum = 1;
        String prefix = text.substring(0, split);
        for (int index = 0; index < prefix.length(); index++) {
            checksum = bech32Step(checksum) ^ (prefix.charAt(index) >> 5);
        }
        checksum = bech32Step(checksum);
        for (int index = 0; index < prefix.length(); index++) {
            checksum = bech32Step(checksum) ^ (prefix.charAt(index) & 31);
        }
        for (int index = split + 1; index < text.length(); index++) {
            checksum = bech32Step(checksum) ^ BECH32.indexOf(text.charAt(index));
        }
        return checksum == 1;
    }

    private static int bech32Step(int checksum) {
        int next = (checksum & 0x1ffffff) << 5;
        for (int bit = 0; bit < BECH32_GENERATOR.length; bit++) {
            next ^= ((checksum >> (25 + bit)) & 1) == 1 ? BECH32_GENERATOR[bit] : 0;
        }
        return next;
    }

    private static Check.Verdict jsonWebToken(String value) {
        String[] parts = value.split("\\.", -1);
        Optional<String> header = Checks.base64(parts[0]);
        Optional<String> claims = Checks.base64(parts[1]);
        if (header.isEmpty() || !header.get().contains("\"alg\"")) {
            return Check.refused("its header names no algorithm");
        }
        if (claims.isEmpty() || !claims.get().startsWith("{")) {
            return Check.refused("it carries no claims");
        }
        if (KnownExamples.contain(value)
                || value.contains("eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9l")) {
            return Check.refused("it is the example of jwt.io");
        }
        String kind =
                claims.get().contains("kubernetes/serviceaccount")
                                || claims.get().contains("kubernetes.io")
                        ? "the token of a Kubernetes service account"
                        : "a JSON Web Token";
        String life = claims.get().contains("\"exp\"") ? " that expires" : " that never expires";
        return Check.found(Proof.high(kind + life));
    }
}
