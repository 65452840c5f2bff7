package io.muster.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.keystore.KeyFixtures;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.junit.jupiter.api.Test;

class SignedDataTest {
    private final KeyPair authority = KeyFixtures.pair("EC", 256);
    private final KeyPair signer = KeyFixtures.pair("EC", 256);
    private final X509Certificate root = KeyFixtures.root("root", authority);
    private final X509Certificate leaf =
            KeyFixtures.leaf("signer", signer, "root", authority.getPrivate());

    @Test
    void theSignerIsTheCertificateThatIsNamedNotTheFirstInTheBag() throws Exception {
        SignedData signed = SignedData.read(Bytes.of(signed(List.of(root, leaf)).getEncoded()));

        assertThat(signed.certificates())
                .containsExactly(Bytes.of(root.getEncoded()), Bytes.of(leaf.getEncoded()));
        assertThat(signed.signers()).hasSize(1);
        assertThat(signed.signers().getFirst().certificate()).hasValue(Bytes.of(leaf.getEncoded()));
        assertThat(signed.signers().getFirst().signingTime()).isPresent();
    }

    @Test
    void aSignerThatTheBagDoesNotHoldIsNobody() throws Exception {
        SignedData signed = SignedData.read(Bytes.of(signed(List.of(root)).getEncoded()));

        assertThat(signed.signers().getFirst().certificate()).isEmpty();
    }

    @Test
    void indefiniteLengthsAreRead() throws Exception {
        byte[] ber = signed(List.of(root, leaf)).toASN1Structure().getEncoded("BER");
        byte[] der = signed(List.of(root, leaf)).toASN1Structure().getEncoded("DER");

        assertThat(ber[1]).isEqualTo((byte) 0x80);
        assertThat(SignedData.read(Bytes.of(ber)).certificates())
                .containsExactlyInAnyOrderElementsOf(SignedData.read(Bytes.of(der)).certificates());
    }

    @Test
    void anythingElseIsRefused() throws Exception {
        Bytes certificate = Bytes.of(root.getEncoded());

        assertThatThrownBy(() -> SignedData.read(certificate)).isInstanceOf(Malformed.class);
    }

    private CMSSignedData signed(List<X509Certificate> bag) throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder()
                        .build("SHA256withECDSA", signer.getPrivate(), leaf));
        generator.addCertificates(new JcaCertStore(bag));
        return generator.generate(new CMSProcessableByteArray(new byte[] {1}), true);
    }
}
