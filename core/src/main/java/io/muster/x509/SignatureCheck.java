package io.muster.x509;

import io.muster.model.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;

/// Checks signatures over certificates, requests and revocation lists. The platform does what it
/// can; [ProviderSignatures] does the rest. Every failure, of whatever kind, is an answer, never an
/// exception, and only [Answer#VALID] means that the signature was made with this key.
public final class SignatureCheck {
    /// RSA keys above this cost too much to verify with for whoever asks us to.
    private static final int MAX_RSA_BITS = 16_384;

    /// Large public exponents make one check cost like hundreds.
    private static final int MAX_EXPONENT_BITS = 64;

    public enum Answer {
        VALID,
        /// Not made with this key over this content.
        WRONG,
        /// The algorithm or its parameters are not known here; nothing was checked.
        UNSUPPORTED,
        /// The key cannot be used: malformed, of another algorithm, or too costly.
        UNUSABLE_KEY
    }

    private SignatureCheck() {}

    /// @param content the signed bytes, exactly as found
    public static Answer verify(
            AlgorithmIdentifier algorithm, PublicKeyInfo key, Bytes content, Bytes signature) {
        SignatureScheme scheme = SignatureScheme.of(algorithm);
        if (scheme.name().isEmpty()) {
            return Answer.UNSUPPORTED;
        }
        if (!scheme.fits(key) || tooCostly(key)) {
            return Answer.UNUSABLE_KEY;
        }
        if (!scheme.onPlatform() || !curveOnPlatform(key)) {
            return ProviderSignatures.verify(scheme, key, content, signature);
        }
        try {
            return platform(scheme, key, content, signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Providers throw unchecked exceptions on hostile keys; all mean "not verified".
            return Answer.UNUSABLE_KEY;
        }
    }

    private static Answer platform(
            SignatureScheme scheme, PublicKeyInfo key, Bytes content, Bytes signature)
            throws GeneralSecurityException {
        PublicKey publicKey =
                KeyFactory.getInstance(scheme.keyFactory())
                        .generatePublic(new X509EncodedKeySpec(scheme.keyEncoding(key).toArray()));
        Signature verifier = Signature.getInstance(scheme.name());
        if (scheme.parameters().isPresent()) {
            verifier.setParameter(scheme.parameters().get());
        }
        verifier.initVerify(publicKey);
        verifier.update(content.toArray());
        try {
            return verifier.verify(signature.toArray()) ? Answer.VALID : Answer.WRONG;
        } catch (SignatureException e) {
            return Answer.WRONG;
        }
    }

    private static boolean tooCostly(PublicKeyInfo key) {
        return key.rsa()
                .map(rsa ->
                        rsa.modulus().bitLength() > MAX_RSA_BITS
                                || rsa.publicExponent().bitLength() > MAX_EXPONENT_BITS)
                .orElse(false);
    }

    private static boolean curveOnPlatform(PublicKeyInfo key) {
        if (!key.algorithm().algorithm().equals(Oids.EC_PUBLIC_KEY)) {
            return true;
        }
        return key.curve()
                .map(curve ->
                        switch (curve.dotted()) {
                            case "1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35" ->
                                    key.key().at(0) == 4;
                            default -> false;
                        })
                .orElse(false);
    }
}
