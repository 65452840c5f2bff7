package io.muster.testing;

import io.muster.model.Algorithm;
import io.muster.model.Bytes;
import io.muster.model.Fingerprint;
import io.muster.model.Malformed;
import io.muster.model.PublicKey;
import io.muster.model.Secret;
import io.muster.model.SshKey;
import io.muster.model.X509Certificate;
import io.muster.ssh.SshPublicKey;
import io.muster.x509.Certificate;
import io.muster.x509.Credentials;
import io.muster.x509.Der;
import io.muster.x509.DerBuilder;
import io.muster.x509.Oid;
import io.muster.x509.Oids;
import io.muster.x509.PublicKeyInfo;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// Credentials that any parser of ours reads, made in microseconds: their keys and signatures are
/// digests of the name, of no use to anybody.
public final class Samples {
    private static final Oid ECDSA_WITH_SHA256 = new Oid("1.2.840.10045.4.3.2");
    private static final Oid EC_PUBLIC_KEY = new Oid("1.2.840.10045.2.1");
    private static final Oid P256 = new Oid("1.2.840.10045.3.1.7");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Samples() {}

    /// A server certificate for `name` with a key of its own.
    public static X509Certificate certificate(
            String name, String issuer, Instant notBefore, Instant notAfter) {
        return certificate(name, issuer, notBefore, notAfter, name);
    }

    /// A server certificate for `name` over the key that is known as `key`.
    public static X509Certificate certificate(
            String name, String issuer, Instant notBefore, Instant notAfter, String key) {
        return certificate(List.of(name), issuer, notBefore, notAfter, key);
    }

    /// A server certificate for several names, or for one that is a URI.
    public static X509Certificate certificate(
            List<String> names, String issuer, Instant notBefore, Instant notAfter, String key) {
        return certificate(names, issuer, notBefore, notAfter, key, List.of());
    }

    /// A certificate with which `name` authenticates itself to servers.
    public static X509Certificate clientCertificate(
            String name, String issuer, Instant notBefore, Instant notAfter) {
        return certificate(
                List.of(name), issuer, notBefore, notAfter, name, List.of(Oids.CLIENT_AUTH));
    }

    private static X509Certificate certificate(
            List<String> names,
            String issuer,
            Instant notBefore,
            Instant notAfter,
            String key,
            List<Oid> extendedKeyUsage) {
        String name = String.join(",", names);
        Bytes serial = digest("serial " + name + notBefore).slice(0, 16);
        DerBuilder signed =
                new DerBuilder()
                        .sequence(it ->
                                it.constructed(
                                                Der.explicit(0),
                                                version -> version.integer(BigInteger.TWO))
                                        .integer(new BigInteger(1, serial.toArray()))
                                        .sequence(algorithm -> algorithm.oid(ECDSA_WITH_SHA256))
                                        .raw(name(issuer))
                                        .sequence(validity -> {
                                            time(validity, notBefore);
                                            time(validity, notAfter);
                                        })
                                        .raw(name(names.getFirst()))
                                        .raw(spki(key))
                                        .constructed(
                                                Der.explicit(3),
                                                wrapped ->
                                                        wrapped.sequence(all -> {
                                                            subjectAltName(all, names);
                                                            extendedKeyUsage(all, extendedKeyUsage);
                                                        })));
        Bytes der =
                new DerBuilder()
                        .sequence(it ->
                                it.raw(signed.toBytes())
                                        .sequence(algorithm -> algorithm.oid(ECDSA_WITH_SHA256))
                                        .bits(digest("signature " + name)))
                        .toBytes();
        try {
            return Credentials.of(Certificate.parse(der));
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    public static PublicKey publicKey(String key) {
        try {
            return Credentials.of(PublicKeyInfo.parse(spki(key)));
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    /// A key of any modulus, so that it may be a bad one.
    public static PublicKey rsaKey(BigInteger modulus, BigInteger publicExponent) {
        try {
            byte[] spki =
                    KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(modulus, publicExponent))
                            .getEncoded();
            return Credentials.of(PublicKeyInfo.parse(Bytes.of(spki)));
        } catch (GeneralSecurityException | Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    public static SshKey sshKey(String key) {
        byte[] type = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer blob = ByteBuffer.allocate(4 + type.length + 4 + 32);
        blob.putInt(type.length).put(type).putInt(32).put(digest(key).toArray());
        try {
            return SshPublicKey.parse(Bytes.of(blob.array())).credential();
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    public static Secret secret(String value) {
        return new Secret(
                new Fingerprint.HmacSha256("test", digest(value)),
                "github-token",
                Optional.empty(),
                "ghp_" + "*".repeat(8),
                Optional.empty());
    }

    /// An algorithm that no parser worked out.
    public static Algorithm algorithm() {
        return new Algorithm("EC", "", "P-256", Algorithm.Strength.QUANTUM_VULNERABLE, 128);
    }

    public static Bytes digest(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    private static Bytes spki(String key) {
        byte[] point = new byte[65];
        point[0] = 4;
        System.arraycopy(digest("x " + key).toArray(), 0, point, 1, 32);
        System.arraycopy(digest("y " + key).toArray(), 0, point, 33, 32);
        return new DerBuilder()
                .sequence(it ->
                        it.sequence(algorithm -> algorithm.oid(EC_PUBLIC_KEY).oid(P256))
                                .bits(Bytes.of(point)))
                .toBytes();
    }

    private static Bytes name(String commonName) {
        return new DerBuilder()
                .sequence(names ->
                        names.constructed(
                                Der.SET,
                                set ->
                                        set.sequence(pair ->
                                                pair.oid(Oids.COMMON_NAME)
                                                        .text(Der.UTF8_STRING, commonName))))
                .toBytes();
    }

    private static void extendedKeyUsage(DerBuilder all, List<Oid> purposes) {
        if (!purposes.isEmpty()) {
            Bytes value = new DerBuilder().sequence(it -> purposes.forEach(it::oid)).toBytes();
            all.sequence(it -> it.oid(Oids.EXTENDED_KEY_USAGE).octets(value));
        }
    }

    private static void subjectAltName(DerBuilder extensions, List<String> all) {
        Bytes names =
                new DerBuilder()
                        .sequence(it -> {
                            for (String name : all) {
                                // RFC 5280, 4.2.1.6: [6] is a URI, [2] a dNSName.
                                it.add(
                                        name.contains("://") ? 0x86 : 0x82,
                                        Bytes.of(name.getBytes(StandardCharsets.US_ASCII)));
                            }
                        })
                        .toBytes();
        extensions.sequence(it -> it.oid(Oids.SUBJECT_ALT_NAME).octets(names));
    }

    /// RFC 5280, 4.1.2.5: two digits for the year until 2049.
    private static void time(DerBuilder validity, Instant at) {
        String text = TIME.format(at);
        if (text.compareTo("2050") < 0) {
            validity.text(Der.UTC_TIME, text.substring(2));
        } else {
            validity.text(Der.GENERALIZED_TIME, text);
        }
    }
}
