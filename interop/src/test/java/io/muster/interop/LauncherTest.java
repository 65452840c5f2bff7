package io.muster.interop;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    private static final Set<String> BUILT = Set.of("target", ".muster", ".git");

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

    /// What a new user does first. Nothing that another build left helps it.
    @Test
    void aFreshCloneBuildsItselfAtTheFirstCommand(@TempDir Path clone) throws Exception {
        copy(Run.repository(), clone);

        Run run = Run.of(List.of(clone.resolve("muster").toString(), "version"), clone);

        assertThat(run.output()).as(run.errors()).isEqualTo(Run.muster("version").output());
        assertThat(run.code()).isZero();
    }

    /// All but what builds leave.
    private static void copy(Path clone, Path to) throws IOException {
        Files.walkFileTree(
                clone,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) throws IOException {
                        if (BUILT.contains(folder.getFileName().toString())) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(to.resolve(clone.relativize(folder)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.copy(file, to.resolve(clone.relativize(file)), COPY_ATTRIBUTES);
                        return FileVisitResult.CONTINUE;
                    }
                });
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
