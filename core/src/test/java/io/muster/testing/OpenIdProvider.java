package io.muster.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A real OpenID provider on loopback: `oidc-provider`, run by Node, installed beside the tests at
/// first use as `package-lock.json` says.
public final class OpenIdProvider implements AutoCloseable {
    /// What it knows of its one client with a secret.
    public static final String CLIENT = "muster";

    public static final String SECRET = "a secret: with % and +";

    private static final Path INSTALLED = Path.of("target/openid-provider");
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");

    private final int port;
    private final String redirect;
    private final String claims;
    private Process process;

    private OpenIdProvider(int port, String redirect, String claims) throws IOException {
        this.port = port;
        this.redirect = redirect;
        this.claims = claims;
        this.process = started();
    }

    /// Starts one.
    ///
    /// @param redirect the address that its clients may have people sent back to
    /// @param claims `token` or `userinfo`: where it tells of names and groups
    public static OpenIdProvider start(String redirect, String claims)
            throws IOException, InterruptedException {
        install();
        return new OpenIdProvider(ChildServer.freePort(), redirect, claims);
    }

    private static synchronized void install() throws IOException, InterruptedException {
        if (Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))) {
            return;
        }
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "package-lock.json")) {
            install(file);
        }
        try {
            Process npm =
                    new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                            .directory(INSTALLED.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(INSTALLED.resolve("npm.log").toFile())
                            .start();
            if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroy();
                throw Missing.here("npm cannot install oidc-provider");
            }
        } catch (IOException e) {
            throw Missing.here("not installed: nodejs, npm");
        }
    }

    private static void install(String file) throws IOException {
        try (InputStream in = OpenIdProvider.class.getResourceAsStream("openid-provider/" + file)) {
            Files.write(INSTALLED.resolve(file), in.readAllBytes());
        }
    }

    private Process started() throws IOException {
        install("provider.mjs");
        Process started =
                new ProcessBuilder("node", "provider.mjs", "" + port, redirect, claims)
                        .directory(INSTALLED.toFile())
                        .redirectErrorStream(true)
                        .start();
        BufferedReader said = started.inputReader(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
            if (line.equals("ready")) {
                Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
                return started;
            }
        }
        throw new IOException("the provider does not start: " + lines);
    }

    public String issuer() {
        return "http://127.0.0.1:" + port;
    }

    /// Starts anew, with other keys and without memory.
    public void changeKeys() throws IOException {
        process.destroyForcibly().onExit().join();
        process = started();
    }

    /// Does what a browser does: follows `address`, signs in as `name`, agrees, and follows until
    /// it is sent to where the client wants it.
    ///
    /// @return the address it is sent to, which is not asked
    public URI signIn(String address, String name) throws IOException, InterruptedException {
        try (HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            URI at = URI.create(address);
            Optional<String> form = Optional.empty();
            for (int step = 0; step < 20; step++) {
                HttpRequest.Builder request = HttpRequest.newBuilder(at);
                form.ifPresent(it ->
                        request.header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(it)));
                HttpResponse<String> answer =
                        browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
                Optional<String> location = answer.headers().firstValue("Location");
                if (location.isPresent()) {
                    at = at.resolve(location.get());
                    form = Optional.empty();
                    if (!at.toString().startsWith(issuer())) {
                        return at;
                    }
                    continue;
                }
                Matcher action = ACTION.matcher(answer.body());
                if (answer.statusCode() != 200 || !action.find()) {
                    throw new IOException(answer.statusCode() + " " + answer.body());
                }
                at = at.resolve(action.group(1));
                form =
                        Optional.of(
                                answer.body().contains("value=\"login\"")
                                        ? "prompt=login&login=%s&password=x"
                                                .formatted(
                                                        name.replace("+", "%2B")
                                                                .replace("@", "%40"))
                                        : "prompt=consent");
            }
            throw new IOException("there is no end to it");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
