package io.muster.discovery.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.Observation.Unreadable;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What only talks about credentials is no fault; what was one is.
class MentionTest {
    private static final String CUT = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvY1Gm3kPzQ8\n";

    private static String block(String body) {
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "...",
                "MIIB...",
                "MIIDdzCCAl+gAwIBAgIE\u2026",
                "${CERTIFICATE}",
                "{{ .tls.cert }}",
                "XXXX\nXXXX"
            })
    void anExampleIsNoFaultWhereverItStands(String body) {
        assertThat(Recognised.text("/etc/ssl/pay.pem", block(body)).unreadable()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/src/Tls.java", "/src/tls_test.go", "/docs/tls.md", "/docs/tls.rst"})
    void whatCodeAndManualsSayIsNoFault(String file) {
        assertThat(Recognised.text(file, block(CUT)).unreadable()).isEmpty();
        assertThat(Recognised.text(file, block("\" + body + \"")).unreadable()).isEmpty();
        assertThat(
                        Recognised.text(file, "-----BEGIN [A-Z ]*PRIVATE KEY-----.*-----END ")
                                .unreadable())
                .isEmpty();
    }

    @Test
    void aProgramThatLooksForKeysIsNoFault() {
        byte[] program =
                ("\u007fELF\u0000\u0000" + block("%s")).getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Recognised.bytes("/usr/bin/tool", program).unreadable()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/ssl/pay.pem",
        "/etc/ssl/pay.crt",
        "/srv/values.yaml",
        "/srv/.env",
        "/srv/pay"
    })
    void aCertificateThatWasCutIsOne(String file) {
        assertThat(Recognised.text(file, block(CUT)).unreadable()).hasSize(1);
        assertThat(
                        Recognised.text(
                                        file,
                                        "# ours\n\n"
                                                + block("").lines().findFirst().orElseThrow()
                                                + "\n"
                                                + CUT
                                                + CUT)
                                .unreadable())
                .singleElement()
                .satisfies(it -> assertThat(it.place().text()).endsWith("#L3"))
                .extracting(Unreadable::reason)
                .isEqualTo("a PEM block \"CERTIFICATE\" without its end");
    }
}
