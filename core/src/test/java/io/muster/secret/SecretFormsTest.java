package io.muster.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is kept of a secret, and what is allowed.
class SecretFormsTest {
    private static SecretValue value(String text) {
        return SecretValue.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static FingerprintKey key(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return FingerprintKey.of(bytes);
    }

    @Test
    void aShortValueIsMaskedWhole() {
        assertThat(value("hunter2").toString()).isEqualTo("**** (under 16 characters)");
    }

    @Test
    void aLongValueShowsFourCharactersAndAboutItsLength() {
        assertThat(value("ghp_" + "x".repeat(36)).toString())
                .isEqualTo("ghp_**** (32 to 63 characters)");
    }

    @Test
    void theSameValueHasTheSameFingerprintUnderOneKeyOnly() {
        assertThat(key(1).fingerprint(value(" abc\n")))
                .isEqualTo(key(1).fingerprint(value("abc")))
                .matches("hmac:1:[0-9a-f]{64}");
        assertThat(key(2).fingerprint(value("abc"))).isNotEqualTo(key(1).fingerprint(value("abc")));
        assertThat(key(2).id()).isNotEqualTo(key(1).id());
    }

    @Test
    void aShortFingerprintKeyIsRefused() {
        assertThatThrownBy(() -> FingerprintKey.of(new byte[16])).hasMessageContaining("32 bytes");
    }

    @Test
    void anAllowListFitsWhatItSays() {
        var list =
                AllowList.parse(
                        List.of(
                                "# known",
                                "detector:password path:test/**",
                                "fingerprint:hmac:1:aa # old",
                                "path:*.md"));

        assertThat(list.allows("password", "test/a/b.py", "x")).isTrue();
        assertThat(list.allows("token", "test/a/b.py", "x")).isFalse();
        assertThat(list.allows("token", "src/b.py", "hmac:1:aa")).isTrue();
        assertThat(list.allows("token", "README.md", "x")).isTrue();
        assertThat(list.allows("token", "docs/README.md", "x")).isFalse();
    }

    @Test
    void aPatternOfPathsIsTriedInTimeThatNobodyCanBlowUp() {
        var list = AllowList.parse(List.of("path:" + "**a".repeat(1300), "path:a?c/**/*.env"));

        assertThat(list.allows("x", "a".repeat(8000) + "b", "")).isFalse();
        assertThat(list.allows("x", "a".repeat(1300), "")).isTrue();
        assertThat(list.allows("x", "abc/d/e/f.env", "")).isTrue();
        assertThat(list.allows("x", "a/c/d/e/f.env", "")).isFalse();
        assertThatThrownBy(
                        () -> AllowList.parse(Collections.nCopies(100, "path:" + "a".repeat(1000))))
                .hasMessageContaining("65536");
    }

    @Test
    void aLineOfAnAllowListThatSaysNothingIsNamed() {
        assertThatThrownBy(() -> AllowList.parse(List.of("", "everything")))
                .hasMessageContaining("line 2");
    }

    @Test
    void aBaselineIsReadFromAnEarlierResult() {
        String fingerprint = key(1).fingerprint(value("abc"));
        var baseline =
                Baseline.read("{\"credentials\":[{\"fingerprint\":\"" + fingerprint + "\"}]}");

        assertThat(baseline.knows(fingerprint)).isTrue();
        assertThat(baseline.knows("hmac:1:00")).isFalse();
    }
}
