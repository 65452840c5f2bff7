package io.muster.policy.checks;

import static io.muster.policy.checks.EntryDraft.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Account;
import io.muster.model.Anchor;
import io.muster.model.CredentialId;
import io.muster.model.CredentialType;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is asked about accounts, which may have no credential at all.
class AccountsTest {
    private static final OlderThan QUARTERLY =
            new OlderThan(Set.of(CredentialType.MANAGED_KEY), 90);
    private static final CredentialId KEY =
            CredentialId.of(CredentialType.MANAGED_KEY, EntryDraft.bytes("a key"));

    private static String ago(long days, long seconds) {
        return NOW.minus(Duration.ofDays(days)).minusSeconds(seconds).toString();
    }

    private static Account account(List<CredentialId> credentials, Facts... listed) {
        Anchor anchor = new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "aws:123456789012", "user/ci");
        List<Sighting> sightings =
                Arrays.stream(listed)
                        .map(it ->
                                new Sighting(
                                        anchor,
                                        new Place("aws://123456789012/user/ci"),
                                        Role.REGISTERED,
                                        "exports",
                                        Instant.EPOCH,
                                        it))
                        .toList();
        return new Account(new Identity(anchor, "registered", List.of()), credentials, sightings);
    }

    private static Account account(Facts... listed) {
        return account(List.of(), listed);
    }

    private static Facts facts(String one, Object its, String other, Object also) {
        return Facts.of(Map.of(one, its, other, also));
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true"})
    void anAccountIsUnusedAfterItsLastAllowedSecond(long seconds, boolean broken) {
        var account = account(facts("created", "2020-01-01", "lastUsed", ago(90, seconds)));

        assertThat(new Unused(90).check(account, NOW).anyMatch(Verdict.Broken.class::isInstance))
                .isEqualTo(broken);
    }

    @Test
    void theLatestUseThatAnyListTellsCounts() {
        var account = account(Facts.of("lastUsed", ago(400, 0)), Facts.of("lastUsed", ago(10, 0)));

        assertThat(new Unused(90).check(account, NOW)).isEmpty();
    }

    @Test
    void whatNoListTellsNobodyCanJudge() {
        var account = account(Facts.of("created", "2020-01-01"));

        assertThat(new Unused(90).check(account, NOW))
                .containsExactly(new Verdict.CannotJudge("lastUsed"));
        assertThat(new NotReviewed(365).check(account, NOW))
                .containsExactly(new Verdict.CannotJudge("lastReviewed"));
        assertThat(QUARTERLY.check(account, NOW)).containsExactly(new Verdict.CannotJudge("keys"));
    }

    @Test
    void aYoungAccountIsToldNothing() {
        var account = account(Facts.of("created", ago(90, 0)));

        assertThat(new Unused(90).check(account, NOW)).isEmpty();
        assertThat(new NotReviewed(365).check(account, NOW)).isEmpty();
    }

    @Test
    void aReviewIsGoodForAYear() {
        var check = new NotReviewed(365);

        assertThat(check.check(account(Facts.of("lastReviewed", ago(365, 0))), NOW)).isEmpty();
        assertThat(check.check(account(Facts.of("lastReviewed", "2025-01-31")), NOW))
                .containsExactly(new Verdict.Broken("was last reviewed on 2025-01-31"));
    }

    @Test
    void aDayThatIsNoDayIsNotKnown() {
        assertThat(new NotReviewed(365).check(account(Facts.of("lastReviewed", "soon")), NOW))
                .containsExactly(new Verdict.CannotJudge("lastReviewed"));
    }

    @Test
    void keysOfAnAccountAreJudgedWhereTheyAreSeenAndNotAskedForWhereThereAreNone() {
        assertThat(QUARTERLY.check(account(List.of(KEY), Facts.NONE), NOW)).isEmpty();
        assertThat(QUARTERLY.check(account(Facts.of("keys", 0L)), NOW)).isEmpty();
        assertThat(QUARTERLY.check(account(Facts.of("keys", 2L)), NOW)).isNotEmpty();
        assertThat(new OlderThan(Set.of(CredentialType.SSH_KEY), 90).check(account(), NOW))
                .isEmpty();
    }
}
