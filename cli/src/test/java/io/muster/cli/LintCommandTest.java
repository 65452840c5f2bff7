package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {
    @TempDir private Path home;
    private CommandLineRun.At at;
    private Made made;

    @BeforeEach
    void atHome() throws IOException {
        at = CommandLineRun.at(home);
        made = new Made(home);
    }

    @Test
    void everyCertificateOfAFileIsJudged() throws IOException {
        String both = Made.pem(made.sound()) + "text\n" + Made.pem(made.reversed());
        Path two = made.file("two.pem", both);

        CommandLineRun run = at.muster("lint", two.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).containsOnlyOnce("CN=sound").containsOnlyOnce("CN=reversed");
    }

    @Test
    void derIsReadAsWell() throws IOException {
        Path der = home.resolve("sound.der");
        Files.write(der, made.sound());

        assertThat(at.muster("lint", der.toString()).out()).contains("certificate CN=sound");
    }

    @Test
    void theThresholdIsAnOption() throws IOException {
        String file = made.file("n.pem", Made.pem(made.reversed())).toString();

        assertThat(at.muster("lint", "--fail-on", "critical", file).code()).isZero();
        assertThat(at.muster("lint", "--fail-on", "terrible", file).code()).isEqualTo(2);
    }

    @Test
    void jsonHasTheClauses() throws IOException {
        String file = made.file("n.pem", Made.pem(made.reversed())).toString();

        assertThat(at.muster("lint", "--json", file).out())
                .contains("\"kind\" : \"certificate\"", "\"clause\" : \"RFC 5280");
    }

    @Test
    void standardInputIsAFileToo() {
        assertThat(at.typing(Made.pem(made.sound())).muster("lint", "-").out())
                .contains("-: certificate CN=sound");
    }

    @Test
    void whatCannotBeReadExitsWithThree() throws IOException {
        Path broken = made.file("b.pem", Made.pem(new byte[] {0x30, 1, 2}));
        Path text = made.file("t.txt", "nothing");

        assertThat(at.muster("lint", broken.toString()).out()).contains("unreadable: ");
        assertThat(at.muster("lint", broken.toString()).code()).isEqualTo(3);
        assertThat(at.muster("lint", text.toString()).err()).contains("holds no certificate");
        assertThat(at.muster("lint", text.toString()).code()).isEqualTo(3);
        assertThat(at.muster("lint", home + "/none").err()).contains("there is no file");
    }
}
