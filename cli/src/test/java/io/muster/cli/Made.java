package io.muster.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Certificates, keys and a secret, made for one test in one folder.
///
/// @param keys of every certificate in it
record Made(Path folder, KeyPair keys) {
    /// Not one that opens anything.
    static final String SECRET = "sk_" + "live_" + "4eC39HqLyjWDarjtT1zdp7dcQx2vB8mN";

    Made(Path folder) {
        this(folder, newKeys());
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A certificate with nothing wrong but that it signed itself.
    byte[] sound() {
        return certificate("sound", Duration.ofDays(30));
    }

    /// Ends before it begins.
    byte[] reversed() {
        return certificate("reversed", Duration.ofDays(-30));
    }

    byte[] certificate(String commonName, Duration life) {
        try {
            Instant start = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
            X500Name name = new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
            var extensions = new JcaX509ExtensionUtils();
            return new JcaX509v3CertificateBuilder(
                            name,
                            BigInteger.valueOf(0x1234_5678_9abc_def0L),
                            Date.from(start),
                            Date.from(start.plus(life)),
                            name,
                            keys.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage,
                            false,
                            new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(
                                    new GeneralName(GeneralName.dNSName, "pay.example.com")))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            extensions.createSubjectKeyIdentifier(keys.getPublic()))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            extensions.createAuthorityKeyIdentifier(keys.getPublic()))
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String pem(byte[] certificate) {
        return block("CERTIFICATE", certificate);
    }

    private static String block(String label, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        label,
                        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content),
                        label);
    }

    Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8);
    }

    /// A small machine: a certificate beside its key, which everybody can read, an SSH key without
    /// a passphrase and a secret.
    Path estate() throws IOException {
        Path estate = Files.createDirectories(folder.resolve("estate"));
        Made there = new Made(estate, keys);
        there.file("pay.pem", pem(sound()));
        Path key = there.file("pay.key", block("PRIVATE KEY", keys.getPrivate().getEncoded()));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        Path ssh =
                there.file(
                        "id_ed25519",
                        block(
                                "OPENSSH PRIVATE KEY",
                                OpenSSHPrivateKeyUtil.encodePrivateKey(
                                        new Ed25519PrivateKeyParameters(new SecureRandom()))));
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rw-------"));
        there.file(".env", "STRIPE_SECRET_KEY=" + SECRET + "\n");
        return estate;
    }
}
