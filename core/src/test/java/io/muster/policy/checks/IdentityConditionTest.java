package io.muster.policy.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityConditionTest {
    private static final IdentityCondition.Known PAY =
            new IdentityCondition.Known(
                    "service",
                    "example.com",
                    "pay",
                    List.of("pay", "pay.example.com"),
                    List.of("x509-certificate"),
                    List.of("stored", "served"),
                    List.of("file://web-3/etc/Pay/one.pem"),
                    IdentityCondition.Known.NETWORK,
                    List.of("internal"),
                    List.of("nginx"),
                    List.of(),
                    "prod",
                    List.of("pci"),
                    Map.of("env", "prod"));

    @Test
    void everyFieldCanBeAsked() {
        for (String when :
                List.of(
                        "kind == 'service' && realm == 'example.com' && name == 'pay'",
                        "'pay.example.com' in names && 'x509-certificate' in types",
                        "'served' in roles && places.exists(it, it.contains('/Pay/'))",
                        "exposure == 'network' && 'internal' in issuerKinds",
                        "'nginx' in services && size(detectors) == 0",
                        "environment == 'prod' && 'pci' in tags",
                        "labels.env == 'prod' && !has(labels.team)")) {
            assertThat(new IdentityCondition(when).holds(PAY)).as(when).isTrue();
        }
    }

    @Test
    void whatAsksForAnUnknownLabelDoesNotHold() {
        assertThat(new IdentityCondition("labels.team == 'pay'").holds(PAY)).isFalse();
        assertThat(new IdentityCondition("labels.team != 'pay'").holds(PAY)).isFalse();
    }

    @Test
    void whatIsNoConditionIsRefusedWhenItIsRead() {
        for (String when : List.of("", "name", "nam == 'pay'", "size(name) + 1", "'a' in name")) {
            assertThatIllegalArgumentException()
                    .as(when)
                    .isThrownBy(() -> new IdentityCondition(when))
                    .withMessageContaining("does not compile");
        }
    }

    @Test
    void whatIsWrittenAlikeIsAlike() {
        assertThat(new IdentityCondition("true")).isEqualTo(new IdentityCondition("true"));
        assertThat(new IdentityCondition("true")).isNotEqualTo(new IdentityCondition("false"));
    }
}
