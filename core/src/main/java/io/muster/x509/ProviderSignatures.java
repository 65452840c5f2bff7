package io.muster.x509;

import io.muster.model.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/// The signature algorithms and curves that the platform lacks, through Bouncy Castle: SLH-DSA,
/// composites, HSS/LMS, MD2, and ECDSA on other curves than the NIST ones. The only class of this
/// package that uses it; the provider is asked directly and never registered.
final class ProviderSignatures {
    private static final class Holder {
        static final Provider PROVIDER = new BouncyCastleProvider();
    }

    private ProviderSignatures() {}

    static SignatureCheck.Answer verify(
            SignatureScheme scheme, PublicKeyInfo key, Bytes content, Bytes signature) {
        Provider provider = Holder.PROVIDER;
        try {
            Signature verifier = Signature.getInstance(name(scheme), provider);
            KeyFactory factory =
                    KeyFactory.getInstance(key.algorithm().algorithm().dotted(), provider);
            PublicKey publicKey =
                    factory.generatePublic(new X509EncodedKeySpec(key.encoded().toArray()));
            verifier.initVerify(publicKey);
            verifier.update(content.toArray());
            return valid(verifier, signature);
        } catch (NoSuchAlgorithmException e) {
            return SignatureCheck.Answer.UNSUPPORTED;
        } catch (GeneralSecurityException | RuntimeException e) {
            return SignatureCheck.Answer.UNUSABLE_KEY;
        }
    }

    private static SignatureCheck.Answer valid(Signature verifier, Bytes signature) {
        try {
            return verifier.verify(signature.toArray())
                    ? SignatureCheck.Answer.VALID
                    : SignatureCheck.Answer.WRONG;
        } catch (SignatureException e) {
            return SignatureCheck.Answer.WRONG;
        }
    }

    private static String name(SignatureScheme scheme) {
        return scheme.onPlatform() ? scheme.name() : scheme.algorithm().dotted();
    }
}
