package io.muster.policy.checks;

import static io.muster.policy.checks.CertificateDraft.certificate;
import static io.muster.policy.checks.EntryDraft.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Facts;
import io.muster.model.Role;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The checks that look at where a private key or a secret lies, and who may use it.
class ExposureTest {

    private static List<Verdict> verdicts(Check check, EntryDraft draft) {
        return check.check(draft.build(), NOW).toList();
    }

    private static boolean breaks(Check check, EntryDraft draft) {
        return verdicts(check, draft).stream().anyMatch(Verdict.Broken.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource({"0600, false", "0640, false", "0644, true", "644, true", "0004, true", "x, false"})
    void aPrivateKeyMayNotBeReadByOthers(String mode, boolean broken) {
        Facts known = Facts.of("mode", mode);

        assertThat(
                        breaks(
                                new ReadableByOthers(),
                                EntryDraft.ofSshKey().privateKeyAt("file://a/k", known)))
                .isEqualTo(broken);
        assertThat(
                        breaks(
                                new ReadableByOthers(),
                                EntryDraft.ofSshKey().seen(Role.STORED, "file://a/k.pub", known)))
                .as("the public half")
                .isFalse();
    }

    @Test
    void aPersonsKeyNeedsAPassphraseAndAHostsKeyCannotHaveOne() {
        var check = new WithoutPassphrase();
        Facts open = Facts.of("encrypted", false);

        assertThat(breaks(check, EntryDraft.ofSshKey().privateKeyAt("file://a/id_rsa", open)))
                .isTrue();
        assertThat(
                        breaks(
                                check,
                                EntryDraft.ofSshKey()
                                        .privateKeyAt("file://a/etc/ssh/ssh_host_rsa_key", open)))
                .isFalse();
        assertThat(
                        breaks(
                                check,
                                EntryDraft.ofSshKey()
                                        .privateKeyAt("file://a/id", Facts.of("encrypted", true))))
                .isFalse();
        assertThat(breaks(check, EntryDraft.ofSshKey().privateKeyAt("file://a/id", Facts.NONE)))
                .as("not known")
                .isFalse();
    }

    @Test
    void aSecretInARepositoryIsToldWithWhoBroughtIt() {
        Facts gone = Facts.of("inHead", false).with("author", "A. U. Thor").with("date", "2024");

        assertThat(
                        verdicts(
                                new InRepository(),
                                EntryDraft.ofSecret().seen(Role.STORED, "git://r@0:.env#L1", gone)))
                .containsExactly(
                        new Verdict.Broken(
                                "is gone from the files but still in the history: git://r@0:.env#L1,"
                                        + " brought in by A. U. Thor on 2024"));
        assertThat(
                        breaks(
                                new InRepository(),
                                EntryDraft.ofSshKey().seen(Role.STORED, "git://r@0:k.pub", gone)))
                .as("a public key may be there")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "file://a/.env, certain, true",
        "file://a/.env, low, false",
        "aws://1, certain, false"
    })
    void aSecretInAFileCountsWhenItsDetectorIsSure(String place, String proof, boolean broken) {
        var draft = EntryDraft.ofSecret().seen(Role.STORED, place, Facts.of("proof", proof));

        assertThat(breaks(new SecretInFile(Set.of("certain", "high")), draft)).isEqualTo(broken);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true"})
    void howManyPlacesOrHostsAreTooManyIsASetting(long count, boolean broken) {
        assertThat(
                        breaks(
                                new SecretInPlaces(2),
                                EntryDraft.ofSecret().fact("secret.places", count)))
                .isEqualTo(broken);
        assertThat(breaks(new KeyOnManyHosts(2), EntryDraft.ofSshKey().fact("key.hosts", count)))
                .isEqualTo(broken);
    }

    @Test
    void oneKeyInSeveralCredentialsIsSharedWithinOrAcrossTypes() {
        EntryDraft across = EntryDraft.ofSshKey().fact("key.sharedTypes", "x509-certificate");
        EntryDraft within = EntryDraft.ofSshKey().fact("key.sharedSameType", 1L);

        assertThat(breaks(new KeyShared(KeyShared.Reach.OTHER_TYPE), across)).isTrue();
        assertThat(breaks(new KeyShared(KeyShared.Reach.OTHER_TYPE), within)).isFalse();
        assertThat(verdicts(new KeyShared(KeyShared.Reach.SAME_TYPE), within))
                .containsExactly(new Verdict.Broken("its key also stands in 1 other of its type"));
        assertThat(breaks(new KeyShared(KeyShared.Reach.SAME_TYPE), across)).isFalse();
    }

    @Test
    void oneCredentialInTwoEnvironmentsIsAWayFromOneIntoTheOther() {
        Facts dev = Facts.of("label.env", "dev");
        Facts prod = Facts.of("label.env", "prod");

        assertThat(
                        breaks(
                                new InTwoEnvironments(),
                                EntryDraft.ofSshKey()
                                        .privateKeyAt("file://laptop/id", dev)
                                        .seen(Role.AUTHORIZED, "file://db/authorized_keys", prod)))
                .isTrue();
        assertThat(
                        breaks(
                                new InTwoEnvironments(),
                                EntryDraft.ofSecret()
                                        .seen(Role.STORED, "file://a/.env", dev)
                                        .seen(Role.STORED, "file://b/.env", prod)))
                .isTrue();
        assertThat(
                        breaks(
                                new InTwoEnvironments(),
                                EntryDraft.of(certificate())
                                        .seen(Role.STORED, "file://a/ca.pem", dev)
                                        .seen(Role.STORED, "file://b/ca.pem", prod)))
                .as("a certificate without its key is public")
                .isFalse();
        assertThat(
                        breaks(
                                new InTwoEnvironments(),
                                EntryDraft.ofSecret()
                                        .seen(Role.STORED, "file://a/.env", dev)
                                        .seen(Role.STORED, "file://b/.env", dev)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "no-pty, true",
        "'command=\"backup\"', false",
        "'FROM=\"10.0.0.0/8\"', false",
        "restrict, false",
        "'environment=\"A=restrict\"', true",
    })
    void rootMayBeReachedWithARestriction(String option, boolean broken) {
        List<String> options =
                Arrays.stream(option.split("\n")).filter(it -> !it.isEmpty()).toList();
        Facts line = Facts.of("root", true).with("options", options);

        assertThat(breaks(new RootAuthorized(), authorized(line))).isEqualTo(broken);
        assertThat(breaks(new RootAuthorized(), authorized(line.with("root", false)))).isFalse();
    }

    private static EntryDraft authorized(Facts line) {
        return EntryDraft.ofSshKey()
                .seen(Role.AUTHORIZED, "file://a/root/.ssh/authorized_keys", line);
    }
}
