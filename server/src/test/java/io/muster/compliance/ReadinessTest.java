package io.muster.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.compliance.Readiness.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static Readiness of(String type, String algorithm, long size) {
        return Readiness.of(type, algorithm, size, "quantum-vulnerable");
    }

    /// NIST IR 8547, tables 2 and 4.
    @Test
    void onlyWhatHasLessThan128BitsIsDeprecatedAfter2030() {
        assertThat(of("x509-certificate", "RSA", 2048).deprecated())
                .contains(LocalDate.of(2030, 12, 31));
        assertThat(of("x509-certificate", "RSA", 3072).deprecated()).isEmpty();
        assertThat(of("x509-certificate", "EC", 256).deprecated()).isEmpty();
        assertThat(of("x509-certificate", "EC", 224).deprecated()).isPresent();
        assertThat(of("ssh-key", "Ed25519", 256).disallowed()).contains(LocalDate.of(2035, 12, 31));
    }

    @Test
    void cnsaEndsNetworkingBeforeTheWeb() {
        assertThat(of("ssh-key", "RSA", 3072).exclusive()).contains(LocalDate.of(2030, 12, 31));
        assertThat(of("x509-certificate", "RSA", 3072).exclusive())
                .contains(LocalDate.of(2033, 12, 31));
    }

    @Test
    void whatIsSafeHasNoDayAndCnsaAsksForTheLargeOnes() {
        Readiness large = Readiness.of("x509-certificate", "ML-DSA-87", 0, "quantum-safe");
        Readiness small = Readiness.of("x509-certificate", "ML-DSA-44", 0, "quantum-safe");

        assertThat(large.standing()).isEqualTo(Standing.READY);
        assertThat(small.standing()).isEqualTo(Standing.SAFE);
        assertThat(large.earliest()).isEmpty();
        assertThat(large.outlivedBy(Optional.empty())).isFalse();
    }

    @Test
    void whatNeverEndsOutlivesItsDay() {
        Readiness it = of("x509-certificate", "RSA", 2048);

        assertThat(it.earliest()).contains(LocalDate.of(2030, 12, 31));
        assertThat(it.outlivedBy(Optional.empty())).isTrue();
        assertThat(it.outlivedBy(Optional.of(Instant.parse("2031-01-01T00:00:00Z")))).isTrue();
        assertThat(it.outlivedBy(Optional.of(Instant.parse("2030-12-31T23:00:00Z")))).isFalse();
    }
}
