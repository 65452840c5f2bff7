package io.muster.app;

import io.muster.config.PrivateFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// The certificate that a server makes for itself, so that it speaks HTTPS from the first second:
/// P-256, self-signed, a year, kept in the data folder with its key.
///
/// Lost, another is made and browsers ask again; stolen, somebody can pose as this server to those
/// who trusted it.
record OwnCertificate(Path folder) {
    private static final String FILE = "https.pem";
    private static final Duration LIFE = Duration.ofDays(365);
    private static final Duration RENEWAL = Duration.ofDays(30);

    /// The one that is kept, or a new one when there is none, it ends within 30 days or lacks a
    /// name.
    KeyPairPem get(Collection<String> names, Instant now, SecureRandom random) throws IOException {
        PrivateFile file = new PrivateFile(folder.resolve(FILE));
        if (Files.exists(file.path())) {
            String text = file.read();
            KeyPairPem kept = KeyPairPem.read(text, text);
            if (isGood(kept.chain().getFirst(), names, now)) {
                return kept;
            }
        }
        try {
            KeyPairPem made = made(names, now, random);
            file.write(made.text());
            return made;
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK cannot make a P-256 certificate", e);
        }
    }

    private static boolean isGood(X509Certificate kept, Collection<String> names, Instant now)
            throws IOException {
        try {
            var alternatives = kept.getSubjectAlternativeNames();
            List<String> covered =
                    alternatives == null
                            ? List.of()
                            : alternatives.stream().map(it -> String.valueOf(it.get(1))).toList();
            return kept.getNotAfter().toInstant().isAfter(now.plus(RENEWAL))
                    && covered.containsAll(names.stream().map(OwnCertificate::canonical).toList());
        } catch (GeneralSecurityException e) {
            throw new IOException("the kept certificate of HTTPS cannot be read", e);
        }
    }

    private static KeyPairPem made(Collection<String> names, Instant now, SecureRandom random)
            throws GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        KeyPair pair = generator.generateKeyPair();
        X500Name subject = new X500Name("CN=Muster " + names.iterator().next());
        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        V3TBSCertificateGenerator plan = new V3TBSCertificateGenerator();
        // RFC 5280, 4.1.2.2: positive, at most 20 octets.
        plan.setSerialNumber(new ASN1Integer(new BigInteger(127, random).setBit(126)));
        plan.setSignature(algorithm);
        plan.setIssuer(subject);
        plan.setSubject(subject);
        // An hour early: clocks of browsers differ.
        plan.setStartDate(new Time(Date.from(now.minus(Duration.ofHours(1)))));
        plan.setEndDate(new Time(Date.from(now.plus(LIFE))));
        plan.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        plan.setExtensions(extensions(names));
        TBSCertificate content = plan.generateTBSCertificate();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate(), random);
        signature.update(content.getEncoded("DER"));
        ASN1EncodableVector certificate = new ASN1EncodableVector();
        certificate.add(content);
        certificate.add(algorithm);
        certificate.add(new DERBitString(signature.sign()));
        byte[] der = new DERSequence(certificate).getEncoded("DER");
        X509Certificate read =
                (X509Certificate)
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(der));
        return new KeyPairPem(List.of(read), pair.getPrivate());
    }

    private static Extensions extensions(Collection<String> names) throws IOException {
        GeneralName[] alternatives =
                names.stream().map(OwnCertificate::general).toArray(GeneralName[]::new);
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        extensions.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        return extensions.generate();
    }

    private static GeneralName general(String name) {
        return isAddress(name)
                ? new GeneralName(GeneralName.iPAddress, name)
                : new GeneralName(GeneralName.dNSName, name);
    }

    /// As the JDK writes a name that it has read back.
    private static String canonical(String name) {
        return isAddress(name) ? InetAddress.ofLiteral(name).getHostAddress() : name;
    }

    private static boolean isAddress(String name) {
        return name.contains(":")
                || name.chars().allMatch(it -> it == '.' || Character.isDigit(it));
    }
}
