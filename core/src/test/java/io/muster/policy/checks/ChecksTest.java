package io.muster.policy.checks;

import static io.muster.policy.checks.CertificateDraft.certificate;
import static io.muster.policy.checks.EntryDraft.NOW;
import static io.muster.policy.checks.EntryDraft.P256;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Algorithm;
import io.muster.model.Algorithm.Strength;
import io.muster.model.Facts;
import io.muster.model.Name;
import io.muster.model.Role;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The checks that look at what a credential is and how a server presents it: what breaks each, and
/// what nearly does.
class ChecksTest {
    private static final Facts LEAF = Facts.of("position", 0L);

    private static List<Verdict> verdicts(Check check, EntryDraft draft) {
        return check.check(draft.build(), NOW).toList();
    }

    private static boolean breaks(Check check, EntryDraft draft) {
        return verdicts(check, draft).stream().anyMatch(Verdict.Broken.class::isInstance);
    }

    private static Algorithm of(Strength strength) {
        return new Algorithm("X", "", "", strength, 80);
    }

    @ParameterizedTest
    @CsvSource({"BROKEN, true", "WEAK, true", "UNKNOWN, false", "QUANTUM_VULNERABLE, false"})
    void aKeyOfANamedClassBreaksKeyStrength(Strength strength, boolean broken) {
        var check = new KeyStrength(Set.of(Strength.BROKEN, Strength.WEAK));
        var draft = certificate().with(of(strength), P256);

        assertThat(breaks(check, EntryDraft.of(draft))).isEqualTo(broken);
        assertThat(breaks(check, EntryDraft.of(draft).foreign())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"roca, CVE-2017-15361", "debian, CVE-2008-0166", "close-primes, Fermat"})
    void aWeakKeyIsToldInWords(String code, String words) {
        var check = new KeyWeakness(Set.of("roca", "debian", "close-primes"));

        assertThat(verdicts(check, EntryDraft.ofSshKey().fact("key.weak", List.of(code))))
                .singleElement()
                .asString()
                .contains(words);
        assertThat(breaks(check, EntryDraft.ofSshKey().fact("key.weak", List.of("exponent"))))
                .isFalse();
        assertThat(breaks(check, EntryDraft.ofSshKey())).isFalse();
    }

    /// Nobody relies on a root's own signature.
    @Test
    void aShaOneSignatureCountsUnlessItIsOnesOwn() {
        var check = new SignatureStrength(Set.of(Strength.WEAK));
        var weak = certificate().with(P256, of(Strength.WEAK));

        assertThat(breaks(check, EntryDraft.of(weak))).isTrue();
        assertThat(breaks(check, EntryDraft.of(weak.selfSigned()))).isFalse();
        assertThat(breaks(check, EntryDraft.of(certificate()))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"prod, true", "Prod, true", "dev, false", "dev prod, true"})
    void aSelfSignedServerIsWrongInProduction(String environments, boolean broken) {
        var check = new SelfSigned(Set.of("prod"));
        var served =
                EntryDraft.of(certificate().selfSigned())
                        .served(LEAF)
                        .fact("label.env", List.of(environments.split(" ")));

        assertThat(breaks(check, served)).isEqualTo(broken);
    }

    @Test
    void withoutTheLabelNobodyCanJudgeASelfSignedServer() {
        var check = new SelfSigned(Set.of("prod"));
        var selfSigned = certificate().selfSigned();

        assertThat(verdicts(check, EntryDraft.of(selfSigned).served(LEAF)))
                .containsExactly(new Verdict.CannotJudge("label.env"));
        assertThat(verdicts(check, EntryDraft.of(selfSigned))).as("not served").isEmpty();
        assertThat(verdicts(check, EntryDraft.of(certificate()).served(LEAF))).isEmpty();
    }

    @Test
    void aServerCertificateNeedsASubjectAltName() {
        var check = new MissingSubjectAltName();
        var nameless = certificate().named();

        assertThat(breaks(check, EntryDraft.of(nameless))).isTrue();
        assertThat(breaks(check, EntryDraft.of(nameless.usable("clientAuth")))).isFalse();
        assertThat(breaks(check, EntryDraft.of(nameless.usable()).served(LEAF))).isTrue();
        assertThat(
                        breaks(
                                check,
                                EntryDraft.of(nameless.selfSigned())
                                        .served(Facts.of("position", 1L))))
                .as("a CA in somebody's chain")
                .isFalse();
        assertThat(breaks(check, EntryDraft.of(certificate()))).isFalse();
    }

    @Test
    void aWildcardIsANameThatBeginsWithAStar() {
        assertThat(
                        verdicts(
                                new Wildcard(),
                                EntryDraft.of(certificate().named(new Name.Dns("*.example.com")))))
                .containsExactly(new Verdict.Broken("is valid for every host below example.com"));
        assertThat(
                        breaks(
                                new Wildcard(),
                                EntryDraft.of(certificate().named(new Name.Uri("*.example.com")))))
                .isFalse();
    }

    @Test
    void aNameMismatchIsWhatTheSourceSaysItIs() {
        var check = new NameMismatch();

        assertThat(
                        breaks(
                                check,
                                EntryDraft.of(certificate())
                                        .served(Facts.of("nameMatches", false))))
                .isTrue();
        assertThat(
                        breaks(
                                check,
                                EntryDraft.of(certificate()).served(Facts.of("nameMatches", true))))
                .isFalse();
        assertThat(breaks(check, EntryDraft.of(certificate()).served(Facts.NONE)))
                .as("not known")
                .isFalse();
    }

    @Test
    void aChainCountsWhereAServerPresentsIt() {
        var check = new Untrusted(Set.of("untrusted"));
        var draft =
                EntryDraft.of(certificate())
                        .fact("chain", "untrusted")
                        .fact("chain.reason", "the root is unknown");

        assertThat(verdicts(check, draft)).as("only stored").isEmpty();
        assertThat(verdicts(check, draft.served(LEAF)))
                .containsExactly(new Verdict.Broken("its chain is untrusted: the root is unknown"));
        assertThat(breaks(check, draft.fact("chain", "trusted"))).isFalse();
    }

    @Test
    void aRevokedCredentialIsWrongWhereItIsStillInPlace() {
        EntryDraft revoked = EntryDraft.ofSshKey().fact("revoked", true);

        assertThat(breaks(new Revoked(), revoked)).as("nowhere").isFalse();
        revoked.seen(Role.REVOKED, "file://a/known_hosts", Facts.NONE);
        assertThat(breaks(new Revoked(), revoked)).as("only on the list").isFalse();
        revoked.seen(Role.AUTHORIZED, "file://a/authorized_keys", Facts.NONE);
        assertThat(breaks(new Revoked(), revoked)).isTrue();
    }

    @Test
    void faultsAreNamed() {
        assertThat(verdicts(new Faults(), EntryDraft.of(certificate().faulty("ZERO_SERIAL"))))
                .containsExactly(new Verdict.Broken("departs from RFC 5280: ZERO_SERIAL"));
        assertThat(breaks(new Faults(), EntryDraft.of(certificate()))).isFalse();
    }

    @Test
    void anOldProtocolIsToldOnceForAllItsServers() {
        var check = new Served("protocols", Set.of("TLSv1", "TLSv1.1"));
        var draft =
                EntryDraft.of(certificate())
                        .served(Facts.of("protocols", List.of("TLSv1.2", "TLSv1")))
                        .served(Facts.of("protocols", List.of("TLSv1.1")));

        assertThat(verdicts(check, draft))
                .containsExactly(new Verdict.Broken("its server offers TLSv1, TLSv1.1"));
        assertThat(
                        breaks(
                                check,
                                EntryDraft.of(certificate())
                                        .served(Facts.of("protocols", List.of("TLSv1.3")))))
                .isFalse();
        assertThat(
                        breaks(
                                new Served("weakCiphers", Set.of()),
                                EntryDraft.of(certificate())
                                        .served(Facts.of("weakCiphers", List.of("RC4")))))
                .as("nothing may be in it at all")
                .isTrue();
    }

    @Test
    void whatAServerLacksIsToldOnlyWhenItsOfferIsKnown() {
        var check = new NotServed("groups", Set.of("X25519MLKEM768"));

        assertThat(
                        verdicts(
                                check,
                                EntryDraft.of(certificate())
                                        .served(Facts.of("groups", List.of("x25519")))))
                .containsExactly(
                        new Verdict.Broken(
                                "tls://pay.example.com:443 offers none of X25519MLKEM768"));
        assertThat(breaks(check, EntryDraft.of(certificate()).served(LEAF))).isFalse();
        assertThat(
                        breaks(
                                check,
                                EntryDraft.of(certificate())
                                        .served(Facts.of("groups", List.of("X25519MLKEM768")))))
                .isFalse();
    }

    @Test
    void anSshCertificateWithoutPrincipalsIsForEverybody() {
        assertThat(
                        breaks(
                                new WithoutPrincipals(),
                                EntryDraft.ofSshCertificate(List.of(), Optional.of(NOW))))
                .isTrue();
        assertThat(
                        breaks(
                                new WithoutPrincipals(),
                                EntryDraft.ofSshCertificate(List.of("root"), Optional.of(NOW))))
                .isFalse();
    }

    @Test
    void aLockedContainerSaysThatItIsNotJudged() {
        assertThat(breaks(new Sealed(), EntryDraft.ofContainer())).isTrue();
        assertThat(breaks(new Sealed(), EntryDraft.ofContainer().foreign())).isFalse();
    }

    @Test
    void aFactIsTrueOfTheEntryOrOfOneSighting() {
        var check = new FactIsTrue("terrapin", "lacks strict key exchange");
        Facts open = Facts.of("terrapin", true);

        assertThat(breaks(check, EntryDraft.ofSshKey().served(open))).isTrue();
        assertThat(breaks(check, EntryDraft.ofSshKey().fact("terrapin", true))).isTrue();
        assertThat(breaks(check, EntryDraft.ofSshKey().served(Facts.NONE))).isFalse();
        assertThat(breaks(check, EntryDraft.ofSshKey().served(open).foreign())).isFalse();
    }

    @Test
    void aConditionNamesTheFactThatItLacks() {
        var check = new Condition("facts['label.team'] == 'pay'", "belongs to pay");

        assertThat(verdicts(check, EntryDraft.ofSshKey()))
                .containsExactly(new Verdict.CannotJudge("label.team"));
        assertThat(breaks(check, EntryDraft.ofSshKey().fact("label.team", "pay"))).isTrue();
        assertThat(breaks(check, EntryDraft.ofSshKey().fact("label.team", "shop"))).isFalse();
    }
}
