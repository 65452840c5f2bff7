package io.muster.policy.checks;

import static io.muster.policy.checks.CertificateDraft.certificate;
import static io.muster.policy.checks.EntryDraft.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Algorithm;
import io.muster.model.Algorithm.Strength;
import io.muster.model.CredentialType;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Role;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The checks that compare instants, at the last second on which nothing is wrong and at the first
/// on which something is.
class DatesTest {
    private static final LifetimeOver LIFETIME =
            new LifetimeOver(
                    List.of(
                            new LifetimeOver.Step(LocalDate.parse("2020-09-01"), 398),
                            new LifetimeOver.Step(LocalDate.parse("2026-03-15"), 200),
                            new LifetimeOver.Step(LocalDate.parse("2027-03-15"), 100)));

    private static boolean breaks(Check check, EntryDraft draft) {
        return breaks(check, draft.build(), NOW);
    }

    private static boolean breaks(Check check, Entry entry, Instant now) {
        return check.check(entry, now).anyMatch(Verdict.Broken.class::isInstance);
    }

    private static EntryDraft ending(Duration fromNow) {
        return EntryDraft.of(
                certificate().valid(NOW.minus(Duration.ofDays(300)), NOW.plus(fromNow)));
    }

    /// Both ends count (RFC 5280, 4.1.2.5): a certificate of 200 days ends a second earlier.
    @ParameterizedTest
    @CsvSource({
        "2020-08-31T23:59:59Z, 9999, 0, false",
        "2020-09-01T00:00:00Z, 398, -1, false",
        "2020-09-01T00:00:00Z, 398, 0, true",
        "2026-03-14T23:59:59Z, 398, -1, false",
        "2026-03-15T00:00:00Z, 200, -1, false",
        "2026-03-15T00:00:00Z, 200, 0, true",
        "2026-03-15T00:00:00Z, 200, 1, true",
        "2027-03-14T23:59:59Z, 200, -1, false",
        "2027-03-15T00:00:00Z, 100, 0, true",
        "2026-03-15T00:00:00Z, -10, 0, false",
    })
    void aLifetimeIsHeldAgainstTheRuleOfItsDayOfIssue(
            Instant issued, int days, int seconds, boolean broken) {
        Instant end = issued.plus(Duration.ofDays(days)).plusSeconds(seconds);

        assertThat(breaks(LIFETIME, EntryDraft.of(certificate().valid(issued, end))))
                .isEqualTo(broken);
    }

    @Test
    void aFractionOfADayCountsAsADay() {
        Instant issued = Instant.parse("2026-03-15T00:00:00Z");
        var over = certificate().valid(issued, issued.plus(Duration.ofDays(200)));

        assertThat(LIFETIME.check(EntryDraft.of(over).build(), NOW))
                .containsExactly(
                        new Verdict.Broken(
                                "was issued on 2026-03-15 for 201 days; 200 are allowed for that day"));
    }

    @Test
    void onlyServersHaveALimitedLifetime() {
        var old = certificate().valid(NOW, NOW.plus(Duration.ofDays(3650)));

        assertThat(breaks(LIFETIME, EntryDraft.of(old.usable("clientAuth")))).isFalse();
        assertThat(breaks(LIFETIME, EntryDraft.of(old.selfSigned()))).isFalse();
        assertThat(breaks(LIFETIME, EntryDraft.of(old.selfSigned()).served(Facts.NONE))).isTrue();
        assertThat(breaks(LIFETIME, EntryDraft.of(old).foreign())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, false", "1, false"})
    void theLastSecondIsStillValid(long secondsLeft, boolean broken) {
        assertThat(breaks(new Expired(), ending(Duration.ofSeconds(secondsLeft))))
                .isEqualTo(broken);
        assertThat(breaks(new Expired(), ending(Duration.ofSeconds(secondsLeft)).foreign()))
                .isFalse();
    }

    /// Every instant of the last 30 days belongs to exactly one of the two rules.
    @ParameterizedTest
    @CsvSource({
        "-1, false, false",
        "0, true, false",
        "604800, true, false",
        "604801, false, true",
        "2592000, false, true",
        "2592001, false, false",
    })
    void whatEndsSoonIsInOneOfTheSteps(long secondsLeft, boolean in7, boolean in30) {
        EntryDraft draft = ending(Duration.ofSeconds(secondsLeft));

        assertThat(breaks(new ExpiresWithin(0, 7), draft)).isEqualTo(in7);
        assertThat(breaks(new ExpiresWithin(7, 30), draft)).isEqualTo(in30);
    }

    @ParameterizedTest
    @CsvSource({"2, true", "3, false"})
    void whatLivesShortlyIsSoonInItsLastThird(int daysLeft, boolean broken) {
        Instant end = NOW.plus(Duration.ofDays(daysLeft));
        var sixDays = certificate().valid(end.minus(Duration.ofDays(6)), end);

        assertThat(breaks(new ExpiresWithin(0, 7), EntryDraft.of(sixDays))).isEqualTo(broken);
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, false", "1, true"})
    void aServerMayNotPresentWhatIsNotValidYet(long startsIn, boolean broken) {
        Instant start = NOW.plusSeconds(startsIn);
        var early = certificate().valid(start, start.plusSeconds(60));

        assertThat(breaks(new NotYetValid(), EntryDraft.of(early).served(Facts.NONE)))
                .isEqualTo(broken);
        assertThat(breaks(new NotYetValid(), EntryDraft.of(early))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"7776000, false", "7776001, true"})
    void aKeyIsOldAfterItsLastAllowedSecond(long age, boolean broken) {
        String made = NOW.minusSeconds(age).toString();
        var check = new OlderThan(Set.of(CredentialType.SSH_KEY), 90);

        assertThat(
                        breaks(
                                check,
                                EntryDraft.ofSshKey()
                                        .privateKeyAt("file://a/k", Facts.of("modified", made))))
                .isEqualTo(broken);
        assertThat(
                        breaks(
                                check,
                                EntryDraft.ofSshKey()
                                        .seen(
                                                Role.AUTHORIZED,
                                                "file://a/authorized_keys",
                                                Facts.of("modified", made))))
                .as("the file of a public half tells nothing of the key's age")
                .isFalse();
    }

    @Test
    void theProviderKnowsAgeBetterThanTheFile() {
        Facts renewedFile =
                Facts.of("created", "2026-01-01T00:00:00+00:00").with("modified", NOW.toString());
        var check = new OlderThan(Set.of(CredentialType.SECRET), 90);

        assertThat(
                        breaks(
                                check,
                                EntryDraft.ofSecret()
                                        .seen(Role.REGISTERED, "aws://1/key", renewedFile)))
                .isTrue();
        assertThat(
                        breaks(
                                check,
                                EntryDraft.ofSecret()
                                        .seen(
                                                Role.REGISTERED,
                                                "aws://1/key",
                                                Facts.of("created", "long ago"))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2026-08-24T12:00:00Z, false", "2026-08-24T11:59:59Z, true", "2026-08-24, true"})
    void unusedIsWhatNobodyHasUsedForLonger(String lastUsed, boolean broken) {
        EntryDraft draft =
                EntryDraft.ofSecret()
                        .seen(Role.REGISTERED, "aws://1/key", Facts.of("lastUsed", lastUsed));

        assertThat(breaks(new Unused(90), draft)).isEqualTo(broken);
        assertThat(
                        breaks(
                                new Unused(90),
                                draft.seen(
                                        Role.REGISTERED,
                                        "aws://2/key",
                                        Facts.of("lastUsed", NOW.toString()))))
                .as("used lately somewhere else")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2035-12-31T23:59:59Z, 128, true, false",
        "2036-01-01T00:00:00Z, 128, true, true",
        "2036-01-01T00:00:00Z, 192, true, false",
        "2036-01-01T00:00:00Z, 0, true, false",
        "2036-01-01T00:00:00Z, 128, false, false",
    })
    void aQuantumVulnerableKeyMayBeReliedOnUntilItsLastDay(
            Instant end, int bits, boolean vulnerable, boolean broken) {
        Strength strength = vulnerable ? Strength.QUANTUM_VULNERABLE : Strength.QUANTUM_SAFE;
        Algorithm key = new Algorithm("X", "", "", strength, bits);
        var check = new QuantumVulnerableUntil(128, LocalDate.parse("2035-12-31"));

        assertThat(breaks(check, EntryDraft.of(certificate().valid(NOW, end).with(key, key))))
                .isEqualTo(broken);
    }

    @Test
    void anSshCertificateMustEnd() {
        var check = new NeverExpires(Set.of(CredentialType.SSH_CERTIFICATE));
        List<String> root = List.of("root");

        assertThat(breaks(check, EntryDraft.ofSshCertificate(root, Optional.empty()))).isTrue();
        assertThat(breaks(check, EntryDraft.ofSshCertificate(root, Optional.of(NOW)))).isFalse();
        assertThat(breaks(check, EntryDraft.ofSshKey())).as("cannot say when it ends").isFalse();
    }
}
