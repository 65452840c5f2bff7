package io.muster.interop;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Debian's Chromium, in which one person has the console open. It writes down what no page may do:
/// complain, or ask another host for anything.
final class Browser implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int ATTEMPTS = 5;
    private static final String AXE = resource("/axe.min.js");

    private final Playwright playwright;
    private final BrowserContext context;
    private final Page page;
    private final String address;
    private final List<String> complaints = new ArrayList<>();

    /// @param address of the server
    Browser(String address) {
        this.address = address;
        playwright = driver();
        var chromium =
                playwright
                        .chromium()
                        .launch(
                                new LaunchOptions()
                                        .setExecutablePath(chromium())
                                        .setArgs(List.of("--no-sandbox")));
        context =
                chromium.newContext(
                        new NewContextOptions()
                                .setIgnoreHTTPSErrors(true)
                                .setViewportSize(1440, 900));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " at " + page.url());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(address + "/")) {
                complaints.add("asked " + URI.create(request.url()).getHost());
            }
        });
    }

    Page page() {
        return page;
    }

    /// What went wrong in any page so far.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /// Opens a page of the console and waits until it shows what it has.
    void open(String path) {
        page.navigate(address + path);
        settled();
    }

    void settled() {
        page.waitForFunction(
                "() => document.querySelector('h1') && !document.querySelector('.waiting, .coming')");
    }

    void size(int width, int height) {
        page.setViewportSize(width, height);
    }

    void colours(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    /// By how many pixels the page is wider than the window.
    int overflow() {
        return ((Number)
                        page.evaluate(
                                "() => document.documentElement.scrollWidth"
                                        + " - document.documentElement.clientWidth"))
                .intValue();
    }

    /// What the auditor finds against WCAG 2.2 A and AA: the rule and where.
    List<String> barriers() {
        page.evaluate(AXE);
        Object found =
                page.evaluate(
                        """
                        async () => {
                          const { violations } = await axe.run(document, {
                            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
                          });
                          return violations.flatMap((it) =>
                            it.nodes.map((node) => it.id + " " + node.target.join(" ")));
                        }
                        """);
        return ((List<?>) found).stream().map(it -> page.url() + ": " + it).toList();
    }

    @Override
    public void close() {
        playwright.close();
    }

    /// Unpacks its driver each time. Where another test starts a process at that very moment, that
    /// has the file open for writing until it runs, and the driver is busy.
    private static Playwright driver() {
        for (int attempt = 1; ; attempt++) {
            try {
                return Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            } catch (PlaywrightException e) {
                if (attempt == ATTEMPTS || !(e.getCause() instanceof IOException)) {
                    throw e;
                }
            }
        }
    }

    private static Path chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("needs a browser: apt-get install chromium"));
    }

    private static String resource(String name) {
        try (InputStream in = Browser.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
