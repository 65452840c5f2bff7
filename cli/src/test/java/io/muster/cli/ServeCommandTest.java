package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.config.Address;
import io.muster.config.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `muster serve`, `sign-in` and `token create`, with a server on paper.
class ServeCommandTest {
    private final ServerOnPaper server = new ServerOnPaper();

    @TempDir Path home;

    @Test
    void withoutOptionsEverythingIsUsual() {
        CommandLineRun run = at().muster("serve");

        assertThat(run).isEqualTo(new CommandLineRun(0, "ready\n", ""));
        assertThat(settings().data()).isEqualTo(home.resolve(".local/share/muster"));
        assertThat(settings().listen()).isEqualTo(new Address("127.0.0.1", 8443));
        assertThat(settings().firstScan()).isTrue();
        assertThat(server.watched).isFalse();
    }

    @Test
    void anOptionGoesBeforeTheFileAndTheEnvironment() throws IOException {
        Path file = home.resolve("m.yaml");
        Files.writeString(file, "serve: {listen: 'a:1', http-listen: 'b:2', hosts: [c]}");

        at().variable("MUSTER_SERVE_HTTP_LISTEN", "d:4")
                .muster(
                        "serve",
                        "--config",
                        file.toString(),
                        "--listen",
                        "e:5",
                        "--data",
                        home.resolve("x").toString(),
                        "--database-url",
                        "jdbc:postgresql://db/m",
                        "--no-first-scan");

        assertThat(settings())
                .usingRecursiveComparison()
                .ignoringFields("estate.file")
                .isEqualTo(
                        new ServerSettings(
                                home.resolve("x"),
                                new Address("e", 5),
                                new Address("d", 4),
                                List.of("c"),
                                Optional.of("jdbc:postgresql://db/m"),
                                Optional.empty(),
                                Optional.empty(),
                                false));
    }

    @Test
    void whatHindersIsOneLineAndTheExitCodeTwo() {
        server.hindrance = Optional.of("cannot listen on 127.0.0.1:8443");

        assertThat(at().muster("serve"))
                .isEqualTo(new CommandLineRun(2, "", "muster: cannot listen on 127.0.0.1:8443\n"));
    }

    @Test
    void aMisspeltSettingIsNamed() throws IOException {
        Path file = home.resolve("m.yaml");
        Files.writeString(file, "serve: {listn: 'a:1'}");

        CommandLineRun run = at().muster("serve", "--config", file.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("serve.listn", "serve.listen");
        assertThat(server.settings).isEmpty();
    }

    @Test
    void aCheckAsksTheServerWhetherItCouldActOnTheFile() throws IOException {
        Path file = home.resolve("m.yaml");
        Files.writeString(
                file,
                "sources: [{id: pay, targets: [/srv/pay, 'https://a:swordfish@h.example/x.git']}]");

        CommandLineRun run = at().muster("config", "check", "--config", file.toString());

        assertThat(run).isEqualTo(new CommandLineRun(0, "fine\n", ""));
        assertThat(settings().estate().file()).isEqualTo(file.toString());
        assertThat(settings().estate().sources()).hasSize(1);
        assertThat(at().muster("config", "print", "--config", file.toString()).out())
                .contains("sources:", "/srv/pay", "//…@h.example/x.git")
                .doesNotContain("swordfish");
    }

    @Test
    void aWrongAddressIsNamed() {
        CommandLineRun run = at().muster("serve", "--listen", "8443");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("serve.listen", "HOST:PORT");
    }

    @Test
    void thePasswordOfTheDatabaseIsNotPrinted() {
        CommandLineRun run =
                at().variable("MUSTER_SERVE_DATABASE_URL", "jdbc:swordfish")
                        .muster("config", "print");

        assertThat(run.out()).contains("(set)").doesNotContain("swordfish");
    }

    @Test
    void aTokenReadsForADayWhenNobodySaysMore() {
        CommandLineRun run = at().muster("token", "create", "--name", "ci");

        assertThat(run).isEqualTo(new CommandLineRun(0, "muster_token\n", ""));
        assertThat(server.wishes)
                .containsExactly(
                        new LocalServer.TokenWish(
                                "ci", List.of("read"), List.of(), Duration.ofDays(1)));
    }

    @Test
    void aTokenOfAScanner() throws IOException {
        Path file = home.resolve("token");
        CommandLineRun run =
                at().muster(
                                "token",
                                "create",
                                "--name",
                                "scanner",
                                "--scope",
                                "read,report",
                                "--place",
                                "file://web-3/",
                                "--ttl",
                                "90d",
                                "--out",
                                file.toString());

        assertThat(run).isEqualTo(new CommandLineRun(0, "", ""));
        assertThat(server.wishes)
                .containsExactly(
                        new LocalServer.TokenWish(
                                "scanner",
                                List.of("read", "report"),
                                List.of("file://web-3/"),
                                Duration.ofDays(90)));
        assertThat(file).hasContent("muster_token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void theFolderOfATokenIsMadeForItsOwnerAlone() throws IOException {
        Path folder = home.resolve("config/muster");
        CommandLineRun run =
                at().muster(
                                "token",
                                "create",
                                "--name",
                                "x",
                                "--out",
                                folder.resolve("token").toString());

        assertThat(run).isEqualTo(new CommandLineRun(0, "", ""));
        assertThat(folder.resolve("token")).hasContent("muster_token");
        for (Path made : List.of(folder, folder.getParent())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aTokenThatCouldNotBeWrittenDownIsNotMade() throws IOException {
        Path file = Files.writeString(home.resolve("token"), "another");
        CommandLineRun run =
                at().muster("token", "create", "--name", "x", "--out", file.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("there already is a file " + file);
        assertThat(file).hasContent("another");
        assertThat(server.wishes).isEmpty();
    }

    @Test
    void aTokenThatIsRefusedLeavesNoFile() {
        Path file = home.resolve("token");
        server.hindrance = Optional.of("there is no such scope");
        CommandLineRun run =
                at().muster("token", "create", "--name", "x", "--out", file.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("there is no such scope");
        assertThat(file).doesNotExist();
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        CommandLineRun run = at().muster("token", "create", "--name", "x", "--ttl", "soon");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("24h");
    }

    @Test
    void aNewLinkIsPrinted() {
        assertThat(at().muster("sign-in").out()).isEqualTo("https://localhost/sign-in#code\n");
    }

    private ServerSettings settings() {
        return server.settings.getFirst();
    }

    private CommandLineRun.At at() {
        return CommandLineRun.at(home).beside(server);
    }
}
