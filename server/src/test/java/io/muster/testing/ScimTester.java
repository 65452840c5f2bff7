package io.muster.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `scim2-tester`, which holds a server to RFC 7643 and RFC 7644: installed beside the tests at
/// first use, in the versions that `requirements.txt` says.
public final class ScimTester {
    private static final Path SOURCE = Path.of("src/test/scim");
    private static final Path INSTALLED = Path.of("target/scim-tester");

    private ScimTester() {}

    /// Checks the server at `url`.
    ///
    /// @param certificate a PEM file, by which the server is known
    /// @return a line for each check, that begins with its outcome
    public static List<String> check(String url, Path certificate, String token)
            throws IOException, InterruptedException {
        install();
        ProcessBuilder check =
                new ProcessBuilder(
                                INSTALLED.resolve("bin/python").toString(),
                                SOURCE.resolve("check.py").toString(),
                                url,
                                certificate.toString())
                        .redirectErrorStream(true);
        check.environment().put("TOKEN", token);
        Process running = check.start();
        List<String> lines =
                new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        running.waitFor();
        return lines;
    }

    private static synchronized void install() throws IOException, InterruptedException {
        Path done = INSTALLED.resolve("installed");
        if (Files.exists(done)) {
            return;
        }
        run("python3", "-m", "venv", INSTALLED.toString());
        run(
                INSTALLED.resolve("bin/pip").toString(),
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "-r",
                SOURCE.resolve("requirements.txt").toString());
        Files.writeString(done, "");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Path log = Path.of("target/scim-tester.log");
        try {
            Process running =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            if (!running.waitFor(5, TimeUnit.MINUTES) || running.exitValue() != 0) {
                running.destroy();
                throw Missing.here("scim2-tester cannot be installed; see " + log);
            }
        } catch (IOException e) {
            throw Missing.here("not installed: python3, python3-venv");
        }
    }
}
