package io.muster.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Bytes;
import io.muster.testing.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizedKeysTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFOG6kY7Rf4UtCFvPwKgo/BztXck2xC4a2WyA34XtIwZ";

    @Test
    void aPlainKeyMayEverything() {
        var entry = entry(KEY + " me@here and there");
        assertThat(entry.options()).isEqualTo(LoginOptions.NONE);
        assertThat(entry.comment()).isEqualTo("me@here and there");
        assertThat(entry.facts().has("options")).isFalse();
    }

    @Test
    void optionsKeepTheirQuotesAndTheirCaseDoesNotMatter() {
        var entry =
                entry(
                        "FROM=\"10.0.0.0/8,!10.1.*\",No-PTY,command=\"say \\\"hi, you\\\"\" \t"
                                + KEY);
        assertThat(entry.options().list("from")).containsExactly("10.0.0.0/8", "!10.1.*");
        assertThat(entry.options().value("command")).contains("say \"hi, you\"");
        assertThat(entry.options().has("no-pty")).isTrue();
        assertThat(entry.facts().list("options")).contains("no-pty", "command=\"say …\"");
    }

    @Test
    void anAuthorityNamesItsPrincipals() {
        var entry =
                entry("cert-authority,principals=\"alice,bob\",expiry-time=\"20300101Z\" " + KEY);
        assertThat(entry.options().certAuthority()).isTrue();
        assertThat(entry.facts().list("principals")).containsExactly("alice", "bob");
        assertThat(entry.facts().text("expiryTime")).contains("20300101Z");
    }

    /// sshd takes more than its manual lists; a line it takes is a key that opens something.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "touch-required",
                "no-verify-required",
                "expiry-time=\"20300101z\"",
                "expiry-time=\"203001012359UTC\"",
                "expiry-time=\"20300101235959\""
            })
    void whatSshdTakesIsTaken(String options) {
        assertThat(entry(options + " " + KEY).options().options()).hasSize(1);
    }

    @Test
    void whatAnEnvironmentVariableHoldsIsNotShown() {
        var entry = entry("environment=\"TOKEN=canary\",command=\"mysql -pcanary\" " + KEY);
        assertThat(entry.facts().values().toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-such-option KEY",
                "command=unquoted KEY",
                "command=\"never closed KEY",
                "pty,,user-rc KEY",
                "expiry-time=\"tomorrow\" KEY",
                "ssh-ed25519 AAAA",
                "ssh-ed25519",
                "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIFOG6kY7Rf4UtCFvPwKgo/BztXck2xC4a2WyA34XtIwZ",
                "1024 65537 1234567890"
            })
    void aBadLineIsRefusedAndTheNextIsRead(String line) {
        var lines =
                AuthorizedKeys.parse(
                        bytes("# a comment\n\n" + line.replace("KEY", KEY) + "\r\n" + KEY));
        assertThat(lines.get(0)).isInstanceOf(AuthorizedKeys.Refused.class);
        assertThat(lines.get(0).number()).isEqualTo(3);
        assertThat(lines.get(1)).isInstanceOf(AuthorizedKeys.Entry.class);
    }

    @Test
    void aHugeLineIsRefusedWithoutBeingRead() {
        String line = "x".repeat(1_000_000);
        assertThat(AuthorizedKeys.parse(bytes(line + "\n" + KEY)))
                .hasSize(2)
                .first()
                .isInstanceOf(AuthorizedKeys.Refused.class);
    }

    @Test
    void patternsOfHostsTakeWildcardsNegationAndPorts() throws Exception {
        HostNames hosts = HostNames.parse("*.example.com,!bad.example.com,[git.example.org]:2222");
        assertThat(hosts.matches(HostNames.nameOf("WWW.example.com", 22))).isTrue();
        assertThat(hosts.matches("bad.example.com")).isFalse();
        assertThat(hosts.matches(HostNames.nameOf("git.example.org", 2222))).isTrue();
        assertThat(hosts.matches("git.example.org")).isFalse();
        assertThat(Glob.matches("*a".repeat(2_000) + "b", "a".repeat(5_000))).isFalse();
    }

    @Test
    void anyOneByteChangedIsReadOrRefusedWithAReason() {
        Mutations.each(
                "restrict,command=\"a \\\"b\\\"\" " + KEY + " c\n" + KEY,
                3000,
                51,
                it -> AuthorizedKeys.parse(bytes(it)));
        Mutations.each("@revoked *.a,!b " + KEY, 3000, 52, it -> KnownHosts.parse(bytes(it)));
    }

    private static AuthorizedKeys.Entry entry(String line) {
        List<AuthorizedKeys.Line> lines = AuthorizedKeys.parse(bytes(line));
        assertThat(lines).singleElement().isInstanceOf(AuthorizedKeys.Entry.class);
        return (AuthorizedKeys.Entry) lines.getFirst();
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
