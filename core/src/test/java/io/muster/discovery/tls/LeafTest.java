package io.muster.discovery.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Bytes;
import io.muster.testing.ServerCertificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeafTest {

    /// RFC 9525, 6.3, as far as one certificate and a host say it.
    @ParameterizedTest
    @CsvSource({
        "shop.example, shop.example, true",
        "Shop.EXAMPLE, shop.example, true",
        "shop.example, www.shop.example, false",
        "*.example, shop.example, true",
        "*.example, www.shop.example, false",
        "*.example, example, false",
        "s*.example, shop.example, false",
        "192.0.2.1, 192.0.2.1, false"
    })
    void aNameIsOneOfTheServersWhateverItsCase(String name, String host, boolean expected)
            throws Exception {
        var certificate = ServerCertificate.of("EC", name).certificate();
        assertThat(Leaf.names(Leaf.read(Bytes.of(certificate.getEncoded())), host))
                .isEqualTo(expected);
    }
}
