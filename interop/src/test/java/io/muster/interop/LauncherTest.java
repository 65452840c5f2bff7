package io.muster.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    @Test
    void theVersionIsOneLineOnStandardOutput() throws Exception {
        Run run = Run.muster("version");

        assertThat(run.errors()).isEmpty();
        assertThat(run.output()).matches("muster \\d+\\.\\d+\\.\\d+\n");
        assertThat(run.code()).isZero();
    }

    @Test
    void anUnknownCommandIsWrongUsageAndPrintsNoResult() throws Exception {
        Run run = Run.muster("conquer");

        assertThat(run.output()).isEmpty();
        assertThat(run.errors()).contains("conquer");
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void theLauncherFindsItsCloneThroughLinks(@TempDir Path elsewhere) throws Exception {
        Path first =
                Files.createSymbolicLink(
                        elsewhere.resolve("first"), Run.repository().resolve("muster"));
        Path second = Files.createSymbolicLink(elsewhere.resolve("second"), first.getFileName());

        Run run = Run.of(List.of(second.toString(), "version"), elsewhere);

        assertThat(run.errors()).isEmpty();
        assertThat(run.code()).isZero();
    }

    @Test
    void aMissingJdkIsOneLineThatSaysHowToGetOne(@TempDir Path empty) throws Exception {
        Run run =
                Run.of(
                        List.of(
                                "env",
                                "MUSTER_JAVA_HOME=" + empty,
                                Run.repository().resolve("muster").toString(),
                                "version"),
                        empty);

        assertThat(run.errors().lines()).singleElement().asString().contains("JDK 25");
        assertThat(run.output()).isEmpty();
        assertThat(run.code()).isEqualTo(2);
    }
}
