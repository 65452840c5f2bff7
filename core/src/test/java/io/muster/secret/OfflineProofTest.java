package io.muster.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Checks against values that their issuers or the standards publish.
class OfflineProofTest {
    private static Proof.Level level(Check check, String value) {
        return check.judge(value) instanceof Check.Verdict.Found found
                ? found.proof().level()
                : Proof.Level.LOW;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// The example of GitHub's announcement, in two pieces so that nobody takes it for ours.
    @Test
    void theChecksumOfGitHubIsRight() {
        assertThat(level(Checks.CRC32_BASE62, "ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"))
                .isEqualTo(Proof.Level.CERTAIN);
    }

    @Test
    void theChecksumOfGitLabIsRight() {
        assertThat(level(Checks.CRC32_BASE36, "glpat-" + "bzox79Of-KE9FD2LjoXXF4CvyxA.0r03gxo7s"))
                .isEqualTo(Proof.Level.CERTAIN);
    }

    /// The identity of the age specification, C2SP age.
    @Test
    void theChecksumOfAnAgeIdentityIsRight() {
        assertThat(
                        level(
                                FormatChecks.AGE,
                                "AGE-SECRET-KEY-1"
                                        + "GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPY"
                                        + "YSJZGFPQ4EGAEX"))
                .isEqualTo(Proof.Level.CERTAIN);
        assertThat(
                        level(
                                FormatChecks.AGE,
                                "AGE-SECRET-KEY-1"
                                        + "GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPY"
                                        + "YSJZGFPQ4EGAEQ"))
                .isEqualTo(Proof.Level.LOW);
    }

    @Test
    void aJsonWebTokenNamesItsAlgorithmAndCarriesClaims() {
        String claims = base64("{\"iss\":\"kubernetes/serviceaccount\"}");
        String token = base64("{\"alg\":\"RS256\"}") + "." + claims + "." + base64("signature");

        assertThat(FormatChecks.JWT.judge(token).toString())
                .contains("Kubernetes")
                .contains("never expires");
        assertThat(FormatChecks.JWT.judge(base64("{\"typ\":\"x\"}") + "." + claims + ".abc"))
                .isInstanceOf(Check.Verdict.Refused.class);
    }

    @Test
    void basicAuthenticationDecodesToUserAndPassword() {
        assertThat(level(FormatChecks.BASIC, base64("app:kx7QpLw2z"))).isEqualTo(Proof.Level.HIGH);
        assertThat(FormatChecks.BASIC.judge(base64("no colon")))
                .isInstanceOf(Check.Verdict.Refused.class);
    }

    @Test
    void aPasswordMayHaveACharacterThatIsNoAscii() {
        assertThat(level(FormatChecks.BASIC, base64("app:kx7Qp\u00e9Lw2z3")))
                .isEqualTo(Proof.Level.HIGH);
        assertThat(FormatChecks.BASIC.judge(base64("\u00e9pp:kx7QpLw2z3")))
                .isInstanceOf(Check.Verdict.Refused.class);
        assertThat(FormatChecks.BASIC.judge(base64("app:\u00e9\u00fc\u00df\u00f8\u00e5")))
                .isInstanceOf(Check.Verdict.Refused.class);
    }

    @Test
    void aUuidThatCountsIsUnlikelyWhereItsNameSaysThatItIsAKey() {
        assertThat(level(Checks.NAMED_UUID, "12345678-abcd-abcd-abcd-1234567890ab"))
                .isEqualTo(Proof.Level.LOW);
        assertThat(level(Checks.NAMED_UUID, "7d1e9c40-55ab-4f02-9c3e-b18a6f20d7e4"))
                .isEqualTo(Proof.Level.MEDIUM);
        for (String example :
                List.of(
                        "00000000-0000-0000-0000-000000000000",
                        "11111111-2222-1111-2222-111111112222")) {
            assertThat(Checks.NAMED_UUID.judge(example)).isInstanceOf(Check.Verdict.Refused.class);
        }
    }

    /// A seed of the NATS documentation.
    @Test
    void theChecksumOfANatsSeedIsRight() {
        assertThat(
                        level(
                                FormatChecks.NKEY,
                                "SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY"))
                .isEqualTo(Proof.Level.CERTAIN);
    }
}
