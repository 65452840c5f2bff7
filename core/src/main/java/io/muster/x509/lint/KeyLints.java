package io.muster.x509.lint;

import static io.muster.model.Severity.CRITICAL;
import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.LOW;
import static io.muster.model.Severity.MEDIUM;

import io.muster.model.Algorithm;
import io.muster.model.Severity;
import io.muster.x509.Algorithms;
import io.muster.x509.Certificate;
import io.muster.x509.Fault;
import io.muster.x509.KeyUse;
import io.muster.x509.Oids;
import io.muster.x509.PublicKeyInfo;
import io.muster.x509.keys.RsaModulus;
import io.muster.x509.keys.WeakKey;
import io.muster.x509.lint.Lint.Scope;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The key and what keyUsage lets it do: RFC 3279, 5480, 8410, 8813, 9881, 9909, 9935.
final class KeyLints {
    /// Larger numbers are not tested, they would only cost.
    private static final int MAX_RSA_BITS = 16_384;

    private static final Set<KeyUse> SIGNING =
            EnumSet.of(
                    KeyUse.DIGITAL_SIGNATURE,
                    KeyUse.NON_REPUDIATION,
                    KeyUse.KEY_CERT_SIGN,
                    KeyUse.CRL_SIGN);

    private static final Set<KeyUse> NOT_SIGNING = EnumSet.complementOf(EnumSet.copyOf(SIGNING));

    static final List<Lint> ALL =
            List.of(
                    lint(
                            "key-unreadable",
                            HIGH,
                            "RFC 5280 4.1.2.7",
                            "has a key that cannot be read",
                            FieldLints.has(Fault.Kind.UNREADABLE_KEY)),
                    lint(
                            "key-too-small",
                            HIGH,
                            "SP 800-57 part 1",
                            "has a key that is too small",
                            KeyLints::isTooSmall),
                    lint(
                            "rsa-exponent",
                            CRITICAL,
                            "RFC 8017 3.1",
                            "has an RSA exponent that is 1 or even",
                            rsa(key ->
                                    !key.publicExponent().testBit(0)
                                            || key.publicExponent().equals(BigInteger.ONE))),
                    lint(
                            "rsa-exponent-small",
                            MEDIUM,
                            "BR 6.1.6",
                            "has an RSA exponent below 65537",
                            rsa(key ->
                                    key.publicExponent().compareTo(BigInteger.valueOf(65_537))
                                            < 0)),
                    lint(
                            "rsa-small-factor",
                            CRITICAL,
                            "BR 6.1.6",
                            "has an RSA modulus with a small factor",
                            modulus(RsaModulus::hasSmallFactor)),
                    lint(
                            "rsa-close-primes",
                            CRITICAL,
                            "BR 6.1.1.3",
                            "has an RSA key whose primes are close together",
                            modulus(number ->
                                    !RsaModulus.hasSmallFactor(number)
                                            && RsaModulus.fermat(number, 100).isPresent())),
                    lint(
                            "rsa-roca",
                            CRITICAL,
                            "CVE-2017-15361",
                            "has a key made by a broken generator",
                            modulus(RsaModulus::hasRocaFingerprint)),
                    lint(
                            "rsa-parameters",
                            LOW,
                            "RFC 3279 2.3.1",
                            "has an RSA key whose parameters are not NULL",
                            certificate ->
                                    certificate.publicKey().algorithm().algorithm().equals(Oids.RSA)
                                            && !certificate
                                                    .publicKey()
                                                    .algorithm()
                                                    .parameters()
                                                    .toHex()
                                                    .equals("0500")),
                    lint(
                            "rsa-signature-parameters",
                            LOW,
                            "RFC 4055 5",
                            "has an RSA signature whose parameters are not NULL",
                            KeyLints::hasOddSignatureParameters),
                    lint(
                            "dsa-key",
                            HIGH,
                            "FIPS 186-5",
                            "has a DSA key, which nobody should use any more",
                            certificate ->
                                    certificate
                                            .publicKey()
                                            .algorithm()
                                            .algorithm()
                                            .equals(Oids.DSA)),
                    lint(
                            "ec-explicit-parameters",
                            HIGH,
                            "RFC 5480 2.1.1",
                            "writes out the parameters of its curve",
                            certificate ->
                                    certificate
                                                    .publicKey()
                                                    .algorithm()
                                                    .algorithm()
                                                    .equals(Oids.EC_PUBLIC_KEY)
                                            && certificate.publicKey().curve().isEmpty()),
                    lint(
                            "key-pre-standard",
                            HIGH,
                            "FIPS 203 to 205",
                            "has a key of an algorithm made before the standard",
                            certificate ->
                                    Algorithms.of(certificate.publicKey()).strength()
                                            == Algorithm.Strength.PRE_STANDARD),
                    usage(
                            "ec-key-usage",
                            "RFC 8813 3",
                            "has an EC key that may encipher",
                            certificate ->
                                    certificate
                                            .publicKey()
                                            .algorithm()
                                            .algorithm()
                                            .equals(Oids.EC_PUBLIC_KEY),
                            EnumSet.of(KeyUse.KEY_ENCIPHERMENT, KeyUse.DATA_ENCIPHERMENT)),
                    usage(
                            "edwards-key-usage",
                            "RFC 8410 5",
                            "has an Edwards key that may do more than sign",
                            named("Ed25519", "Ed448"),
                            NOT_SIGNING),
                    usage(
                            "rsa-key-usage",
                            "RFC 3279 2.3.1",
                            "has an RSA key that may agree on keys",
                            certificate ->
                                    certificate
                                            .publicKey()
                                            .algorithm()
                                            .algorithm()
                                            .equals(Oids.RSA),
                            EnumSet.of(
                                    KeyUse.KEY_AGREEMENT,
                                    KeyUse.ENCIPHER_ONLY,
                                    KeyUse.DECIPHER_ONLY)),
                    usage(
                            "rsa-ca-key-usage",
                            "RFC 3279 2.3.1",
                            "is a CA whose RSA key may encipher",
                            certificate ->
                                    certificate.isCa()
                                            && certificate
                                                    .publicKey()
                                                    .algorithm()
                                                    .algorithm()
                                                    .equals(Oids.RSA)
                                            && ExtensionLints.allows(
                                                    certificate, KeyUse.KEY_CERT_SIGN),
                            EnumSet.of(KeyUse.KEY_ENCIPHERMENT, KeyUse.DATA_ENCIPHERMENT)),
                    usage(
                            "ml-dsa-key-usage",
                            "RFC 9881 5",
                            "has an ML-DSA key that may do more than sign",
                            named("ML-DSA", "MLDSA"),
                            NOT_SIGNING),
                    usage(
                            "slh-dsa-key-usage",
                            "RFC 9909 6",
                            "has an SLH-DSA key that may do more than sign",
                            named("SLH-DSA", "HashSLH-DSA"),
                            NOT_SIGNING),
                    lint(
                            "post-quantum-signing-key-usage",
                            MEDIUM,
                            "RFC 9881 5, RFC 9909 6",
                            "has a signing key that may not sign",
                            certificate ->
                                    named("ML-DSA", "SLH-DSA").test(certificate)
                                            && certificate
                                                    .extensions()
                                                    .keyUsage()
                                                    .map(keyUsage ->
                                                            SIGNING.stream()
                                                                    .noneMatch(keyUsage::allows))
                                                    .orElse(false)),
                    lint(
                            "ml-kem-key-usage",
                            MEDIUM,
                            "RFC 9935 5",
                            "has an ML-KEM key with a keyUsage other than keyEncipherment alone",
                            certificate ->
                                    certificate.publicKey().isKem()
                                            && certificate
                                                    .extensions()
                                                    .keyUsage()
                                                    .map(keyUsage ->
                                                            !keyUsage.uses()
                                                                    .equals(
                                                                            Set.of(
                                                                                    KeyUse
                                                                                            .KEY_ENCIPHERMENT)))
                                                    .orElse(false)),
                    lint(
                            "post-quantum-parameters",
                            MEDIUM,
                            "RFC 9881 2, RFC 9935 3",
                            "has parameters where a post-quantum algorithm has none",
                            certificate ->
                                    named("ML-DSA", "ML-KEM", "SLH-DSA").test(certificate)
                                            && !certificate
                                                    .publicKey()
                                                    .algorithm()
                                                    .parameters()
                                                    .isEmpty()));

    private KeyLints() {}

    private static Lint lint(
            String id,
            Severity severity,
            String clause,
            String complaint,
            Predicate<Certificate> violatedBy) {
        return new Lint(
                id, severity, Scope.ALL, clause, "the certificate " + complaint, violatedBy);
    }

    private static Lint usage(
            String id,
            String clause,
            String complaint,
            Predicate<Certificate> applies,
            Set<KeyUse> forbidden) {
        return lint(
                id,
                MEDIUM,
                clause,
                complaint,
                applies.and(certificate ->
                        forbidden.stream()
                                .anyMatch(use -> ExtensionLints.allows(certificate, use))));
    }

    private static Predicate<Certificate> named(String... prefixes) {
        return certificate -> {
            PublicKeyInfo key = certificate.publicKey();
            String name = Algorithms.of(key).name();
            for (String prefix : prefixes) {
                if (name.startsWith(prefix)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Predicate<Certificate> rsa(Predicate<PublicKeyInfo.Rsa> bad) {
        return certificate -> certificate.publicKey().rsa().map(bad::test).orElse(false);
    }

    private static Predicate<Certificate> modulus(Predicate<BigInteger> bad) {
        return rsa(key -> key.modulus().bitLength() <= MAX_RSA_BITS && bad.test(key.modulus()));
    }

    private static boolean isTooSmall(Certificate certificate) {
        return WeakKey.isTooSmall(certificate.publicKey());
    }

    private static boolean hasOddSignatureParameters(Certificate certificate) {
        String oid = certificate.signatureAlgorithm().algorithm().dotted();
        boolean plainRsa =
                oid.startsWith("1.2.840.113549.1.1.") && !oid.equals(Oids.RSASSA_PSS.dotted());
        return plainRsa && !certificate.signatureAlgorithm().parameters().toHex().equals("0500");
    }
}
