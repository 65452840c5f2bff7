package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class VersionTest {

    @Test
    void theVersionIsTheOneOfTheBuild() {
        var printed = new StringWriter();
        var commands = Muster.commands(new ServerOnPaper()).setOut(new PrintWriter(printed, true));

        assertThat(commands.execute("version")).isZero();
        assertThat(printed.toString()).matches("muster \\d+\\.\\d+\\.\\d+\\R");
    }

    @Test
    void anUnknownCommandIsWrongUsage() {
        var complaint = new StringWriter();
        var commands =
                Muster.commands(new ServerOnPaper()).setErr(new PrintWriter(complaint, true));

        assertThat(commands.execute("conquer")).isEqualTo(2);
        assertThat(complaint.toString()).contains("conquer");
    }
}
