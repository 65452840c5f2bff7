package io.muster.interop;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The console in a real browser, against the packaged server, as a person uses it. One visit, in
/// this order.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleTest {

    /// Pages that are there whatever was seen.
    private static final List<String> PAGES =
            List.of(
                    "/",
                    "/roll",
                    "/identities",
                    "/findings",
                    "/relationships",
                    "/radius",
                    "/posture",
                    "/posture?view=estimate",
                    "/rehearsal",
                    "/quantum",
                    "/sources",
                    "/declared",
                    "/alerts",
                    "/policy",
                    "/exceptions",
                    "/ownership",
                    "/reviews",
                    "/compliance",
                    "/compliance/dora",
                    "/compliance/dora/art-7-4",
                    "/teams",
                    "/audit",
                    "/health",
                    "/settings");

    @TempDir static Path folder;
    private static Sandbox sandbox;
    private static Serving server;
    private static Browser browser;

    @BeforeAll
    static void aServerThatHasSeenNothing() throws IOException, InterruptedException {
        sandbox = Sandbox.in(folder);
        sandbox.tool(
                ("openssl req -x509 -newkey rsa:1024 -nodes -days 20 -subj /CN=planted-weak.example"
                                + " -addext subjectAltName=DNS:planted-weak.example"
                                + " -keyout planted.key -out planted.pem")
                        .split(" "));
        server = Serving.in(sandbox);
        browser = new Browser(server.address());
    }

    @AfterAll
    static void end() throws InterruptedException {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static Page page() {
        return browser.page();
    }

    private static Locator row(String name) {
        return page().locator(".ledger td.title a", new Page.LocatorOptions().setHasText(name));
    }

    private static Locator button(String name) {
        return page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    @Order(1)
    void theLinkLetsInOnceAndLeavesNoTraceInTheAddressBar() throws IOException {
        String link = server.signInLink();
        page().navigate(link);
        assertThat(page().locator("h1")).hasText("Overview");
        assertThat(page().url()).doesNotContain("#").doesNotContain("muster-sign-in");
        button("Sign out").click();
        assertThat(page().locator("h1")).hasText("Sign in");
        page().navigate(link);
        assertThat(page().getByRole(AriaRole.ALERT)).isVisible();
    }

    @Test
    @Order(2)
    void aSourceIsAddedAndWhatItFindsIsFoundByTypingAPartOfItsName()
            throws IOException, InterruptedException {
        signInAgain();
        browser.open("/sources");
        button("Add a source…").click();
        page().getByLabel("Name").fill("Planted");
        page().getByLabel("Looks at").fill(sandbox.tree().toString());
        page().getByLabel("When").fill("manual");
        button("Add").last().click();
        assertThat(page().locator("h1")).hasText("Planted");
        look();
        browser.open("/roll");
        assertThat(row("planted-weak.example")).isVisible();
        page().keyboard().press("/");
        // Its key is found by the name of its machine too, as soon as the index knows that name.
        page().keyboard().type("ed-weak type:x509-certificate");
        assertThat(page()).hasURL(Pattern.compile("q=ed-weak"));
        assertThat(row("planted-weak.example")).isVisible();
        assertThat(page().locator(".ledger td.title a")).hasCount(1);
    }

    @Test
    @Order(3)
    void theKeyboardLeadsToItsFindings() {
        page().keyboard().press("Escape");
        page().keyboard().press("Escape");
        page().keyboard().press("j");
        page().keyboard().press("Enter");
        assertThat(page().locator("h1")).hasText("planted-weak.example");
        assertThat(page().locator(".finding-list")).containsText("key-weak");
        page().goBack();
        assertThat(row("planted-weak.example")).isVisible();
    }

    @Test
    @Order(4)
    void tagsAreShownBeforeTheyAreSet() {
        page().locator(".ledger tbody input[type=checkbox]").first().check();
        button("Tag…").last().click();
        page().locator("bulk-tags dialog").getByLabel("Add").fill("planted");
        assertThat(page().locator("bulk-tags dialog")).containsText("This touches 1 credential");
        page().locator("bulk-tags .primary").click();
        browser.open("/roll?q=tag:planted");
        assertThat(row("planted-weak.example")).isVisible();
    }

    @Test
    @Order(5)
    void whatWasRemovedIsGoneAfterTheNextLook() throws IOException {
        Files.delete(sandbox.file("planted.pem"));
        Files.delete(sandbox.file("planted.key"));
        browser.open("/sources/planted");
        look();
        browser.open("/roll?q=planted-weak+state:gone");
        assertThat(row("planted-weak.example")).isVisible();
    }

    @Test
    @Order(6)
    void everyPageIsForEverybody() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            browser.colours(scheme);
            for (String path : PAGES) {
                browser.open(path);
                assertThat(browser.barriers()).isEmpty();
            }
        }
        browser.colours(ColorScheme.LIGHT);
    }

    @Test
    @Order(7)
    void everyPageFitsAPhone() {
        browser.size(390, 844);
        for (String path : PAGES) {
            browser.open(path);
            assertThat(browser.overflow()).as(path).isNotPositive();
        }
        browser.size(1440, 900);
    }

    @Test
    @Order(8)
    void whatIdentitiesHaveInCommonNarrowsThem() {
        browser.open("/identities");
        assertThat(browser.overflow()).isNotPositive();
        Locator kind = page().locator("facet-list button").first();
        kind.click();
        assertThat(page()).hasURL(Pattern.compile("q=kind"));
        assertThat(kind).hasAttribute("aria-pressed", "true");
        kind.click();
        assertThat(kind).hasAttribute("aria-pressed", "false");
    }

    @Test
    @Order(9)
    void aMistakeInAQueryIsExplained() {
        browser.open("/roll?q=knid:service");
        assertThat(page().getByRole(AriaRole.ALERT)).containsText("kind");
    }

    @Test
    @Order(10)
    void nothingComplainedAndNobodyElseWasAsked() {
        // Refusals that were provoked above are no complaints of a page.
        assertThat(browser.complaints()).filteredOn(it -> !it.contains("status of 4")).isEmpty();
    }

    /// Looks once, and waits until that is told as ended.
    private static void look() {
        Locator runs = page().locator("more-table tbody tr");
        int before = runs.count();
        button("Look now").click();
        button("Look now").last().click();
        page().waitForFunction(
                        "n => fetch('/api/v1/runs?source=planted').then(r => r.json())"
                                + ".then(({items}) => items.length > n && items[0].state === 'completed')",
                        before);
        page().reload();
        browser.settled();
    }

    private static void signInAgain() throws IOException, InterruptedException {
        Run run = sandbox.muster("sign-in", "--data", server.data().toString());
        assertThat(run.code()).as(run.errors()).isZero();
        String link = run.output().strip();
        page().navigate(server.address() + link.substring(link.indexOf("/sign-in#")));
        assertThat(page().locator("h1")).hasText("Overview");
    }
}
