package io.muster.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What is told of the modules without a browser: their tests, `src/test/js`, by Node's own runner,
/// and their types, by the checker that the build unpacks.
class ModulesTest {

    @Test
    void theModulesDoWhatTheirTestsSay() throws IOException, InterruptedException {
        succeeds("node", "--test", "src/test/js/");
    }

    @Test
    void theModulesKeepTheTypesThatTheyTellOf() throws IOException, InterruptedException {
        succeeds("node", "target/typescript/lib/tsc.js", "--pretty", "false", "-p", ".");
    }

    private static void succeeds(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(new File("."))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
