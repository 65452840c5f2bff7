package io.muster.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The tests of the modules that need no browser: `src/test/js`, by Node's own runner.
class ModulesTest {

    @Test
    void theModulesDoWhatTheirTestsSay() throws IOException, InterruptedException {
        var node =
                new ProcessBuilder("node", "--test", "src/test/js/")
                        .directory(new File("."))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(node.exitValue()).as(said).isZero();
    }
}
