package io.muster.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Targets that somebody may point at, and those that only look so.
class BoundsTest {

    @TempDir Path folder;

    private Path allowed;
    private Path secret;

    @BeforeEach
    void lay() throws IOException {
        allowed = Files.createDirectories(folder.resolve("allowed"));
        Files.createDirectories(allowed.resolve("in/deeper"));
        secret = Files.createDirectories(folder.resolve("secret"));
        Files.createDirectories(secret.resolve("inner"));
        Files.createDirectories(folder.resolve("allowed-not"));
        Files.createSymbolicLink(allowed.resolve("link"), secret);
        Files.createSymbolicLink(allowed.resolve("inner"), secret.resolve("inner"));
        Files.createSymbolicLink(folder.resolve("alias"), allowed);
    }

    @Test
    void withoutLimitsEverythingIsAllowed() throws Malformed {
        Bounds open = bounds(List.of(), List.of(), List.of(), List.of());

        for (String target : List.of("/", "10.0.0.0/8", "a.example.com", "git@h.example:x.git")) {
            assertThat(open.against(target)).isEmpty();
        }
    }

    @Test
    void aPathIsWhereItReallyLies() throws Malformed {
        Bounds bounds = bounds(List.of(allowed.toString()), List.of(), List.of(), List.of());

        for (String inside : List.of("", "/", "/in", "/in/deeper/..", "/not/there/yet", "/./in")) {
            assertThat(bounds.against(allowed + inside)).as(inside).isEmpty();
            assertThat(bounds.against("file://" + allowed + inside)).as(inside).isEmpty();
            assertThat(bounds.against("git:" + allowed + inside)).as(inside).isEmpty();
        }
        assertThat(bounds.against(folder.resolve("alias/in").toString())).isEmpty();
        for (String outside :
                List.of(
                        "/..",
                        "/../secret",
                        "-not",
                        "/link",
                        "/link/more",
                        "/inner/..",
                        "/in/../../secret",
                        "/not/there/../../../secret")) {
            assertThat(bounds.against(allowed + outside)).as(outside).isPresent();
            assertThat(bounds.against("file:" + allowed + outside)).as(outside).isPresent();
            assertThat(bounds.against("git:" + allowed + outside)).as(outside).isPresent();
        }
        // The file: form of git is read as a URL.
        assertThat(bounds.against("git:file://" + allowed + "/%2e%2e/secret")).isPresent();
        assertThat(bounds.against(secret.toString()).orElseThrow())
                .contains("scope.paths", allowed.toString(), secret.toString());
        assertThat(bounds.against("10.0.0.1").orElseThrow()).contains("scope.hosts");
        assertThat(bounds.against("https://h.example/x.git").orElseThrow()).contains("scope.git");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "10.1.0.0/16",
                "10.1.0.0/24:443,8443",
                "10.1.0.5-20",
                "tls://10.1.2.3:443",
                "ssh://10.1.2.3",
                "::ffff:10.1.2.3",
                "Pay.Example.COM.",
                "smtp://pay.example.com",
                "a.b.example.org",
                "[2001:db8::5]:443",
                "2001:0DB8:0::5",
            })
    void aHostIsAllowedInEverySpelling(String target) throws Malformed {
        assertThat(hosts().against(target)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.2.0.0",
                "10.0.0.0/8",
                "10.1.255.0-10.2.0.5",
                "0x0a010203",
                "0x0a.1.2.3",
                "64:ff9b::10.1.2.3",
                "2002:0a01:0203::1",
                "example.org",
                "badexample.org",
                "pay.example.com.evil.example",
                "localhost",
                "127.0.0.1",
                "2001:db8:1::/120",
                "10.1.9.9",
                "10.1.9.0/25",
                "ssh://old.example.org.",
            })
    void aHostOutsideIsRefusedInEverySpelling(String target) throws Malformed {
        assertThat(hosts().against(target).orElseThrow()).contains("scope.");
    }

    /// What Java or the system's resolver could read as 10.1.2.3 is no target at all.
    @ParameterizedTest
    @ValueSource(strings = {"167838211", "10.66051", "012.1.2.3.", "10.1.2.03.4"})
    void otherSpellingsOfAnAddressAreNone(String target) {
        assertThatThrownBy(() -> hosts().against(target)).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example.com/pay/web.git",
                "https://GIT.example.com.:443/pay/web.git",
                "https://user:pw@git.example.com/pay/web.git",
                "git+https://git.example.com/pay//web.git",
                "git@ssh.example.com:acme/web",
            })
    void aRepositoryBelowTheBeginningIsAllowed(String target) throws Malformed {
        assertThat(repositories().against(target)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example.com/payroll/web.git",
                "https://git.example.com/pay/../other/web.git",
                "https://git.example.com/pay/%2E%2e/other/web.git",
                "https://git.example.com:8443/pay/web.git",
                "https://git.example.com.evil.example/pay/web.git",
                "https://git.example.com@evil.example/pay/web.git",
                "git:ssh://git.example.com/pay/web.git",
                "git@ssh.example.com:other/web",
                "git:ssh://git@ssh.example.com/acme/web",
                "git:http://git.example.com/pay/web",
                "git:ext::sh",
                "git:/srv/pay",
            })
    void aRepositoryElsewhereIsRefused(String target) throws Malformed {
        assertThat(repositories().against(target).orElseThrow()).contains("scope.");
    }

    @Test
    void whatIsExcludedIsRefusedWhateverElseIsAllowed() throws Malformed {
        Bounds open =
                bounds(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(secret.toString(), "10.9.0.0/16", "git.example.com", "*.key"));

        assertThat(open.against(allowed.toString())).isEmpty();
        assertThat(open.against("10.0.0.0/8")).isEmpty();
        for (String target :
                List.of(
                        secret.resolve("inner").toString(),
                        allowed.resolve("link/inner").toString(),
                        allowed.resolve("a.key").toString(),
                        "10.9.1.0/24",
                        "GIT.example.com.",
                        "https://git.example.com:8443/x.git")) {
            assertThat(open.against(target).orElseThrow()).contains("scope.exclude");
        }
    }

    @Test
    void aLimitThatMeansNothingIsNamed() {
        assertThatThrownBy(() -> bounds(List.of("srv"), List.of(), List.of(), List.of()))
                .hasMessageContaining("scope.paths: 'srv'");
        assertThatThrownBy(() -> bounds(List.of(), List.of("10.0.0.0/33"), List.of(), List.of()))
                .hasMessageContaining("scope.hosts");
        assertThatThrownBy(() -> bounds(List.of(), List.of(), List.of("/srv/git"), List.of()))
                .hasMessageContaining("scope.git: '/srv/git'");
        assertThatThrownBy(() -> bounds(List.of(), List.of(), List.of(), List.of("2001:db8::/32")))
                .hasMessageContaining("scope.exclude");
    }

    private static Bounds hosts() throws Malformed {
        return bounds(
                List.of(),
                List.of("10.1.0.0/16", "PAY.example.com.", "*.example.org", "2001:db8::/48"),
                List.of(),
                List.of("10.1.9.0/24", "old.example.org"));
    }

    private static Bounds repositories() throws Malformed {
        return bounds(
                List.of(),
                List.of(),
                List.of("https://git.example.com/pay", "git@ssh.example.com:acme/"),
                List.of());
    }

    private static Bounds bounds(
            List<String> paths, List<String> hosts, List<String> git, List<String> exclude)
            throws Malformed {
        return Bounds.of(new Bounds.Limits(paths, hosts, git, exclude));
    }
}
