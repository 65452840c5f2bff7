package io.muster.access.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/// RFC 5280, section 6, where the platform is asked to keep to it.
class ClientCertificatesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration LONG = Duration.ofDays(30);

    private final Signer root = new Signer("Root");
    private final Signer issuing = new Signer("Issuing");

    @Test
    void aChainAsItShouldBeIsBelieved() throws Exception {
        X509Certificate leaf = leaf(issuing);

        assertThat(believed(root.signs(root), leaf, root.signs(issuing))).isEqualTo(leaf);
    }

    /// 6.1.3 (g) and (h).
    @Test
    void theNamesStayWithinTheConstraintsOfWhatIsAbove() throws Exception {
        X509Certificate narrow = root.signs(issuing, within("example.org"));

        assertRefused(root.signs(root), leaf(issuing), narrow);
        X509Certificate wide = root.signs(issuing, within("example.com"));
        assertThat(believed(root.signs(root), leaf(issuing), wide)).isNotNull();
    }

    /// 6.2 leaves it open; who writes constraints into a root means them.
    @Test
    void theConstraintsOfAnAnchorCountToo() throws Exception {
        assertRefused(root.signs(root, within("example.org")), leaf(issuing), root.signs(issuing));
        assertRefused(root.signs(root, constraints(0)), leaf(issuing), root.signs(issuing));
    }

    @Test
    void anAnchorThatIsOverSignsNobodyIn() throws Exception {
        root.until = NOW.minusSeconds(1);

        assertRefused(root.signs(root), leaf(issuing), root.signs(issuing));
    }

    /// 6.1.4 (k) to (n).
    @Test
    void whatIsBetweenMustBeAnAuthority() throws Exception {
        assertRefused(root.signs(root), leaf(issuing), root.signs(issuing, endEntity()));
        assertRefused(root.signs(root), leaf(issuing), root.signs(issuing, noSigning()));
        Signer inner = new Signer("Inner");
        assertRefused(
                root.signs(root),
                leaf(inner),
                issuing.signs(inner),
                root.signs(issuing, constraints(0)));
    }

    /// 6.1.4 (o) and 6.1.5 (f).
    @Test
    void aCriticalExtensionThatNobodyKnowsIsNotPassedOver() throws Exception {
        Added unknown =
                new Added(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), DERNull.INSTANCE);

        assertRefused(root.signs(root), leaf(issuing, unknown), root.signs(issuing));
        assertRefused(root.signs(root), leaf(issuing), root.signs(issuing, unknown));
    }

    @Test
    void oneNameCanHaveTwoKeysAndOneOfThemIsTheRightOne() throws Exception {
        Signer other = new Signer("Issuing");

        assertThat(
                        believed(
                                root.signs(root),
                                leaf(issuing),
                                root.signs(other),
                                root.signs(issuing)))
                .isNotNull();
        assertRefused(root.signs(root), leaf(issuing), root.signs(other));
    }

    private static X509Certificate believed(X509Certificate anchor, X509Certificate... chain)
            throws Unbelieved {
        return new ClientCertificates(List.of(anchor), List::of, InstantSource.fixed(NOW))
                .believed(List.of(chain));
    }

    private static void assertRefused(X509Certificate anchor, X509Certificate... chain) {
        assertThatThrownBy(() -> believed(anchor, chain)).isInstanceOf(Unbelieved.class);
    }

    /// A critical extension, in place of another of its kind.
    private record Added(ASN1ObjectIdentifier id, ASN1Encodable value) {}

    private static Added within(String name) {
        GeneralSubtree tree = new GeneralSubtree(new GeneralName(GeneralName.dNSName, name));
        return new Added(
                Extension.nameConstraints, new NameConstraints(new GeneralSubtree[] {tree}, null));
    }

    private static Added constraints(int authoritiesBelow) {
        return new Added(Extension.basicConstraints, new BasicConstraints(authoritiesBelow));
    }

    private static Added endEntity() {
        return new Added(Extension.basicConstraints, new BasicConstraints(false));
    }

    private static Added noSigning() {
        return new Added(Extension.keyUsage, new KeyUsage(KeyUsage.cRLSign));
    }

    private static X509Certificate leaf(Signer by, Added... more) throws Exception {
        List<Added> all =
                new ArrayList<>(
                        List.of(
                                new Added(Extension.basicConstraints, new BasicConstraints(false)),
                                new Added(
                                        Extension.keyUsage,
                                        new KeyUsage(KeyUsage.digitalSignature)),
                                new Added(
                                        Extension.extendedKeyUsage,
                                        new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth)),
                                new Added(
                                        Extension.subjectAlternativeName,
                                        new GeneralNames(
                                                new GeneralName(
                                                        GeneralName.dNSName, "a.example.com")))));
        all.addAll(List.of(more));
        return by.signs(new Signer("machine"), all.toArray(Added[]::new));
    }

    /// A name with a key.
    private static final class Signer {
        private static long serial;

        private final String name;
        private final KeyPair key;
        private Instant until = NOW.plus(LONG);

        Signer(String name) {
            this.name = name;
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(256);
                this.key = generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        X509Certificate signs(Signer subject, Added... more) throws Exception {
            var builder =
                    new JcaX509v3CertificateBuilder(
                            new X500Principal("CN=" + name),
                            BigInteger.valueOf(++serial),
                            Date.from(NOW.minus(LONG)),
                            Date.from(subject.until),
                            new X500Principal("CN=" + subject.name),
                            subject.key.getPublic());
            List<Added> all = new ArrayList<>(List.of(more));
            for (Added usual :
                    List.of(
                            new Added(Extension.basicConstraints, new BasicConstraints(true)),
                            new Added(
                                    Extension.keyUsage,
                                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)))) {
                if (Arrays.stream(more).noneMatch(it -> it.id().equals(usual.id()))) {
                    all.add(usual);
                }
            }
            for (Added one : all) {
                builder.addExtension(one.id(), true, one.value());
            }
            var by = new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(by));
        }
    }
}
