package io.muster.discovery.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.Declaration;
import io.muster.model.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CycloneDxBillTest {
    private static final String DIGEST =
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static CycloneDxBill read(String components) throws Malformed {
        return CycloneDxBill.read(
                Exported.content(
                        "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"metadata\":{\"x\":[]},"
                                + "\"components\":["
                                + components
                                + "]}"));
    }

    private static String asset(String type, String properties) {
        return "{\"type\":\"cryptographic-asset\",\"name\":\"pay.example.com\",\"cryptoProperties\":"
                + "{\"assetType\":\"%s\",%s}}".formatted(type, properties);
    }

    @Test
    void aCertificateIsDeclaredByFingerprintSerialNumberAndName() throws Exception {
        CycloneDxBill bill =
                read(
                        asset(
                                "certificate",
                                """
                                "certificateProperties":{"subjectName":"CN=Pay.example.com, O=Example",
                                "issuerName":"CN=Example CA","serialNumber":"0A:1B",
                                "notValidAfter":"2027-01-01T00:00:00Z",
                                "fingerprint":{"alg":"SHA-256","content":"%s"}}
                                """
                                        .formatted(DIGEST)));

        Declaration it = bill.declarations().getFirst();
        assertThat(it.fingerprint()).contains(DIGEST);
        assertThat(it.serialNumber()).contains("0a1b");
        assertThat(it.issuer()).contains("CN=Example CA");
        assertThat(it.names()).containsExactly("pay.example.com");
        assertThat(it.expires()).contains("2027-01-01T00:00:00Z");
    }

    @Test
    void aKeyIsDeclaredByItsDigestAndItsValueIsNeverTaken() throws Exception {
        CycloneDxBill bill =
                read(
                        asset(
                                "related-crypto-material",
                                """
                                "relatedCryptoMaterialProperties":{"type":"private-key",
                                "id":"sha256:%s","value":"MIIsecretMII"}
                                """
                                        .formatted(DIGEST)));

        assertThat(bill.declarations()).singleElement().asString().doesNotContain("secret");
        assertThat(bill.declarations().getFirst().fingerprint()).contains(DIGEST);
    }

    @Test
    void whatIsListedTwiceIsDeclaredOnce() throws Exception {
        String one =
                asset(
                        "related-crypto-material",
                        "\"relatedCryptoMaterialProperties\":{\"type\":\"public-key\",\"id\":\"sha256:%s\"}"
                                .formatted(DIGEST));

        assertThat(read(one + "," + one).declarations()).hasSize(1);
    }

    @Test
    void algorithmsAndLibrariesAreCountedAndNotDeclared() throws Exception {
        CycloneDxBill bill =
                read(
                        asset("algorithm", "\"oid\":\"1.2.3\"")
                                + ",{\"type\":\"library\",\"name\":\"openssl\"},"
                                + asset("related-crypto-material", "\"oid\":\"1.2.3\""));

        assertThat(bill.declarations()).isEmpty();
        assertThat(bill.algorithms()).isEqualTo(1);
        assertThat(bill.others()).isEqualTo(1);
        assertThat(bill.unusable()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"components\":[]}",
                "{\"bomFormat\":\"SPDX\"}",
                "{\"bomFormat\":\"CycloneDX\",\"components\":[{\"cryptoProperties\":{",
                "{\"bomFormat\":1}"
            })
    void whatIsNoBillIsRefused(String text) {
        assertThatThrownBy(() -> CycloneDxBill.read(Exported.content(text)))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void aBillThatIsNestedTooDeeplyIsRefused() {
        String deep = "{\"bomFormat\":\"CycloneDX\",\"components\":[{\"a\":" + "[".repeat(10_000);

        assertThatThrownBy(() -> CycloneDxBill.read(Exported.content(deep)))
                .isInstanceOf(Malformed.class);
    }
}
