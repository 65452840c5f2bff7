package io.muster.interop;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.muster.testing.ChildServer;
import io.muster.testing.OpenIdProvider;
import io.muster.testing.OtherSide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whoever has never seen Muster governs with it, from the documentation alone: every command of
/// `docs/govern/first-day.md`, in its order, against servers that others wrote.
@Timeout(600)
class FirstDayTest {
    private static final Path PAGE = Run.repository().resolve("docs/govern/first-day.md");

    @TempDir private Path folder;

    private final int port = ChildServer.freePort();
    private Sandbox sandbox;
    private FirstDay day;
    private Deque<FirstDay.Block> coming;

    @Test
    void everyCommandOfThePageDoesWhatItSays() throws Exception {
        Sandbox plain = Sandbox.in(folder);
        sandbox = plain.with("-Duser.home=" + plain.home());
        day = FirstDay.of(PAGE, sandbox);
        coming = new ArrayDeque<>(day.blocks());
        Path box = Files.createDirectory(sandbox.root().resolve("box"));
        Path hooked = Files.createDirectory(sandbox.root().resolve("hooked"));
        try (OtherSide mail =
                        OtherSide.python(
                                sandbox.temporary(), "mail.py", box.toString(), "none", "", "");
                OtherSide hook =
                        OtherSide.python(sandbox.temporary(), "hook.py", hooked.toString());
                OpenIdProvider provider =
                        OpenIdProvider.start(
                                address() + "/api/v1/sign-in/oidc/callback", "token")) {
            type();
            configure(mail, hook, provider);
            type();
            try (Served _ = serve()) {
                govern(box, hooked);
            }
            verifyElsewhere();
        }
        assertThat(coming).isEmpty();
    }

    private void govern(Path box, Path hooked) throws Exception {
        assertThat(type()).contains("channel mail took it", "channel hook took it");
        Eventually.holds("the source was looked at", () -> muster("inventory").contains("pay"));
        type();
        Eventually.holds(
                "the fallback owns", () -> muster("inventory", "owner:security").contains("pay"));
        Eventually.holds(
                "owners are inferred", () -> muster("owners", "suggest").contains("Web Shop"));
        type();
        assertThat(type()).contains("have an owner now", "Payments", "Web Shop");

        write("strict.yaml");
        assertThat(type()).contains("2 tests, 0 failed", "2 newly broken");
        assertThat(type()).contains("strict 1 is in force: 2 newly broken");
        Eventually.holds(
                "what was judged again is found",
                () -> muster("findings", "rule:rsa-3072").contains("shop.example.com"));
        assertThat(type()).contains("pay.example.com", "shop.example.com");

        type();
        assertThat(type()).contains("requested", "rsa-3072");
        approve();
        Eventually.holds(
                "the exception covers the shop's",
                () -> muster("findings", "excepted:yes").contains("shop.example.com"));
        assertThat(type()).contains("in-force", "shop.example.com").doesNotContain("pay.example");

        type();
        Eventually.holds("the review is open", () -> muster("review", "list").contains(" open "));
        assertThat(type()).contains("shop.example.com", "pay.example.com");

        Eventually.holds(
                "the mail about the host", () -> all(box).contains("(ssh-certificate) ends 20"));
        Eventually.holds(
                "the mail to the owner",
                () -> all(box).contains("shop.example.com belongs to web now"));
        assertThat(all(box)).contains("To-Envelope: web@example.com");
        Eventually.holds("the webhook", () -> all(hooked).contains("\"kind\":\"expiry\""));
        assertThat(all(hooked)).contains("Muster-Signature");
        assertThat(type()).contains("inventory-coverage");
        assertThat(Files.readString(sandbox.root().resolve("dora.json")))
                .contains("\"register\"", "CN=pay.example.com");
    }

    /// Another machine: the files, and nothing of a server.
    private void verifyElsewhere() throws Exception {
        assertThat(type()).contains("whole: dora", "whole: review", ": whole\n");
    }

    /// Types the next block of the page, as it stands there.
    private String type() throws Exception {
        FirstDay.Block block = coming.remove();
        assertThat(block.kind()).as(block.text()).isEqualTo("sh");
        return day.type(block);
    }

    private FirstDay.Block file() {
        FirstDay.Block block = coming.remove();
        assertThat(block.kind()).as(block.text()).isEqualTo("yaml");
        return block;
    }

    private void write(String name) throws IOException {
        Files.writeString(sandbox.root().resolve(name), file().text());
    }

    /// The file of the page, with the addresses of this machine.
    private void configure(OtherSide mail, OtherSide hook, OpenIdProvider provider)
            throws IOException {
        secret("oidc-secret", OpenIdProvider.SECRET);
        secret("hook-secret", "a secret that both ends know");
        String text =
                file().text()
                        .replace("https://127.0.0.1:8443", address())
                        .replace("https://id.example.com", provider.issuer())
                        .replace("smtp.example.com:587", "127.0.0.1:" + mail.port)
                        .replace(
                                "https://tickets.example.com/muster",
                                "http://127.0.0.1:" + hook.port + "/200/muster");
        Path config =
                Files.createDirectories(
                        Path.of(sandbox.environment().get("XDG_CONFIG_HOME")).resolve("muster"));
        Files.createSymbolicLink(sandbox.home().resolve(".config"), config.getParent());
        Files.writeString(
                config.resolve("muster.yaml"),
                text
                        + "serve: {listen: \"127.0.0.1:%d\", http-listen: \"127.0.0.1:%d\"}\n"
                                .formatted(port, ChildServer.freePort()));
    }

    private void secret(String name, String text) throws IOException {
        Path file = Files.writeString(sandbox.root().resolve(name), text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private Served serve() throws Exception {
        return Served.of(sandbox, Sandbox.product("serve", "--no-first-scan"), Map.of(), 0);
    }

    private String address() {
        return "https://127.0.0.1:" + port;
    }

    private String muster(String... words) throws Exception {
        return sandbox.muster(words).output();
    }

    /// Somebody of the provider's group, in a browser.
    private void approve() {
        try (Browser browser = new Browser(address())) {
            Page page = browser.page();
            page.navigate(address() + "/sign-in?to=/exceptions");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with"))
                    .click();
            page.locator("input[name=login]").fill("security@bea");
            page.locator("input[name=password]").fill("x");
            page.locator("button[type=submit]").click();
            page.locator("button[type=submit]").click();
            page.waitForURL(address() + "/**");
            browser.open("/exceptions");
            button(page, "Approve the exception from rsa-3072").click();
            button(page, "Approve").last().click();
            assertThat(page.getByText("in force until")).isVisible();
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static String all(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                text.append(Files.readString(file)).append('\n');
            }
        }
        return text.toString();
    }
}
