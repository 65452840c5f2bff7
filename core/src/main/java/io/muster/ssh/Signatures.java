package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.spki.RawKey;
import io.muster.spki.SubjectPublicKeyInfo;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;

/// Checks SSH signatures (RFC 4253, 6.6; RFC 5656, 3.1.2; RFC 8332; RFC 8709; OpenSSH's
/// PROTOCOL.u2f; composite ML-DSA).
public final class Signatures {
    private static final int ML_DSA_44_KEY = 1312;
    private static final int ML_DSA_44_SIGNATURE = 2420;
    private static final String COMPOSITE_PREFIX = "CompositeAlgorithmSignatures2025";
    private static final String COMPOSITE_LABEL = "COMPSIG-MLDSA44-Ed25519-SHA512";

    private Signatures() {}

    /// Whether `signer` made `signature`, a blob with its algorithm's name, over `signed`.
    public static SignatureCheck check(SshPublicKey signer, Bytes signed, Bytes signature)
            throws Malformed {
        Wire wire = new Wire(signature);
        String algorithm = wire.text();
        byte[] message = signed.toArray();
        try {
            boolean valid =
                    switch (signer.format()) {
                        case RSA -> {
                            String name = rsa(algorithm);
                            yield !name.isEmpty() && plain(signer, name, message, rest(wire));
                        }
                        case DSA ->
                                named(signer, algorithm)
                                        && plain(
                                                signer,
                                                "SHA1withDSAinP1363Format",
                                                message,
                                                rest(wire));
                        case ECDSA_P256 ->
                                named(signer, algorithm)
                                        && ecdsa(signer, "SHA256", message, rest(wire));
                        case ECDSA_P384 ->
                                named(signer, algorithm)
                                        && ecdsa(signer, "SHA384", message, rest(wire));
                        case ECDSA_P521 ->
                                named(signer, algorithm)
                                        && ecdsa(signer, "SHA512", message, rest(wire));
                        case ED25519, ED448 ->
                                named(signer, algorithm)
                                        && plain(signer, "EdDSA", message, rest(wire));
                        case SK_ECDSA, SK_ED25519, WEBAUTHN_ECDSA ->
                                hardware(signer, algorithm, message, wire);
                        case ML_DSA_44_ED25519 ->
                                named(signer, algorithm) && composite(signer, message, rest(wire));
                    };
            return valid ? SignatureCheck.VALID : SignatureCheck.INVALID;
        } catch (GeneralSecurityException e) {
            // The platform refuses the key (too short an RSA key) or the shape of the signature.
            return e instanceof SignatureException
                    ? SignatureCheck.INVALID
                    : SignatureCheck.UNKNOWN;
        }
    }

    private static boolean named(SshPublicKey signer, String algorithm) {
        return signer.credential().keyType().equals(algorithm);
    }

    private static String rsa(String algorithm) {
        return switch (algorithm) {
            case "ssh-rsa" -> "SHA1withRSA";
            case "rsa-sha2-256" -> "SHA256withRSA";
            case "rsa-sha2-512" -> "SHA512withRSA";
            default -> "";
        };
    }

    private static Bytes rest(Wire wire) throws Malformed {
        Bytes signature = wire.string();
        wire.end();
        return signature;
    }

    private static boolean plain(SshPublicKey signer, String name, byte[] message, Bytes signature)
            throws GeneralSecurityException {
        byte[] value = signature.toArray();
        if (name.endsWith("withRSA")) {
            value = padded(value, modulusBytes(signer));
        }
        return verify(signer.spki().toArray(), name, message, value);
    }

    /// OpenSSH drops zeros at the start of an RSA signature.
    private static byte[] padded(byte[] signature, int length) {
        if (signature.length >= length) {
            return signature;
        }
        byte[] whole = new byte[length];
        System.arraycopy(signature, 0, whole, length - signature.length, signature.length);
        return whole;
    }

    private static int modulusBytes(SshPublicKey key) {
        return (Integer.parseInt(key.publicKey().publicKey().parameter()) + 7) / 8;
    }

    private static boolean verify(byte[] spki, String name, byte[] message, byte[] signature)
            throws GeneralSecurityException {
        String family = name.contains("RSA") ? "RSA" : name.contains("ECDSA") ? "EC" : name;
        if (name.contains("withDSA")) {
            family = "DSA";
        }
        var key = KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(spki));
        Signature verifier = Signature.getInstance(name);
        verifier.initVerify(key);
        verifier.update(message);
        return verifier.verify(signature);
    }

    private static boolean ecdsa(
            SshPublicKey signer, String digest, byte[] message, Bytes signature)
            throws GeneralSecurityException, Malformed {
        int width = digest.equals("SHA512") ? 66 : digest.equals("SHA384") ? 48 : 32;
        Wire wire = new Wire(signature);
        byte[] both = new byte[2 * width];
        BigInteger r = wire.mpint();
        BigInteger s = wire.mpint();
        wire.end();
        boolean fits = place(r, both, width) && place(s, both, 2 * width);
        return fits
                && verify(
                        signer.spki().toArray(), digest + "withECDSAinP1363Format", message, both);
    }

    /// Writes `number` so that it ends at `end`; false when it is too large.
    private static boolean place(BigInteger number, byte[] target, int end) {
        byte[] bytes = number.toByteArray();
        int zeros = bytes[0] == 0 ? 1 : 0;
        int length = bytes.length - zeros;
        if (length > target.length / 2) {
            return false;
        }
        System.arraycopy(bytes, zeros, target, end - length, length);
        return true;
    }

    /// A security key signs over its application, its flags and counter and the digest of the
    /// message.
    private static boolean hardware(
            SshPublicKey signer, String algorithm, byte[] message, Wire wire)
            throws GeneralSecurityException, Malformed {
        boolean webauthn = algorithm.equals(KeyFormat.WEBAUTHN_ECDSA.keyType());
        if (!webauthn && !named(signer, algorithm)) {
            return false;
        }
        Bytes signature = wire.string();
        Bytes flagsAndCounter = wire.take(5);
        byte[] digest = sha256(message);
        Bytes extensions = Bytes.EMPTY;
        if (webauthn) {
            wire.string(); // the origin, which is in clientData too
            Bytes clientData = wire.string();
            if (!names(clientData, message)) {
                return false;
            }
            digest = clientData.sha256().toArray();
            extensions = wire.string();
        }
        wire.end();
        byte[] application =
                sha256(signer.application().orElse("").getBytes(StandardCharsets.UTF_8));
        byte[] signed =
                new WireWriter()
                        .raw(Bytes.of(application))
                        .raw(flagsAndCounter)
                        .raw(extensions)
                        .raw(Bytes.of(digest))
                        .toArray();
        return signer.format() == KeyFormat.SK_ED25519
                ? plain(signer, "EdDSA", signed, signature)
                : ecdsa(signer, "SHA256", signed, signature);
    }

    /// The browser puts the message, in base64url, into its clientData as the challenge.
    private static boolean names(Bytes clientData, byte[] message) {
        String text = new String(clientData.toArray(), StandardCharsets.UTF_8);
        String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(message);
        return text.startsWith("{\"type\":\"webauthn.get\",\"challenge\":\"" + challenge + "\"");
    }

    /// Both halves must be valid (draft-ietf-lamps-pq-composite-sigs, 3.2).
    private static boolean composite(SshPublicKey signer, byte[] message, Bytes signature)
            throws GeneralSecurityException {
        Bytes spki = signer.spki();
        Bytes key = spki.slice(spki.size() - ML_DSA_44_KEY - 32, spki.size());
        if (signature.size() != ML_DSA_44_SIGNATURE + 64) {
            return false;
        }
        byte[] label = COMPOSITE_LABEL.getBytes(StandardCharsets.US_ASCII);
        byte[] signed =
                new WireWriter()
                        .raw(Bytes.of(COMPOSITE_PREFIX.getBytes(StandardCharsets.US_ASCII)))
                        .raw(Bytes.of(label))
                        .raw(Bytes.of(new byte[] {0})) // the length of the context, which is empty
                        .raw(Bytes.of(MessageDigest.getInstance("SHA-512").digest(message)))
                        .toArray();
        var mlDsa = new MLDSASigner();
        var parameters =
                new MLDSAPublicKeyParameters(
                        MLDSAParameters.ml_dsa_44, key.slice(0, ML_DSA_44_KEY).toArray());
        mlDsa.init(false, new ParametersWithContext(parameters, label));
        mlDsa.update(signed, 0, signed.length);
        byte[] ed25519 = ed25519Spki(key.slice(ML_DSA_44_KEY, key.size()));
        return mlDsa.verifySignature(signature.slice(0, ML_DSA_44_SIGNATURE).toArray())
                && verify(
                        ed25519,
                        "EdDSA",
                        signed,
                        signature.slice(ML_DSA_44_SIGNATURE, signature.size()).toArray());
    }

    private static byte[] ed25519Spki(Bytes key) throws GeneralSecurityException {
        try {
            return SubjectPublicKeyInfo.raw(RawKey.ED25519, key).spki().toArray();
        } catch (Malformed e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static byte[] sha256(byte[] content) {
        return Bytes.of(content).sha256().toArray();
    }
}
