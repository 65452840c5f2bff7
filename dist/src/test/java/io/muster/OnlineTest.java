package io.muster;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.app.Serve;
import io.muster.cli.Muster;
import io.muster.config.Address;
import io.muster.config.ServerSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The commands that ask a server, against a real one.
class OnlineTest {
    private static final String CANARY = "glpat-" + "c4n4ryC4n4ryC4n4ry20";

    /// Ours: CN=muster, P-256, self-signed; of no server.
    private static final String OTHER =
            """
            -----BEGIN CERTIFICATE-----
            MIIBnDCCAUGgAwIBAgIUS3Fv8M/z1XWOzQUdAa5krC6g6wgwCgYIKoZIzj0EAwIw
            ETEPMA0GA1UEAwwGbXVzdGVyMB4XDTI2MTEyMjAzMzY0MFoXDTI2MTEyMzAzMzY0
            MFowETEPMA0GA1UEAwwGbXVzdGVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
            vGadS/6rPraVsF0QoBeP78O6fto0OpFpPcxnthu0tMZD2eZHtDC+K/aXRzbQvYPI
            Uv59Uv//uzTO/7r5qxA4XKN3MHUwHQYDVR0OBBYEFKj2xNuA7nwmuX3OXctpj0qG
            s987MB8GA1UdIwQYMBaAFKj2xNuA7nwmuX3OXctpj0qGs987MA8GA1UdEwEB/wQF
            MAMBAf8wIgYDVR0RBBswGYIXdHJhaW5pbmcubXVzdGVyLmV4YW1wbGUwCgYIKoZI
            zj0EAwIDSQAwRgIhAK7M41GUJDvfztTadrjmrw+WStuPcpFWwEQ2gya+9X+dAiEA
            s+XwUfrr5vHNjvi79FTOWo/+5z4mGcS44cfWZCdkiFI=
            -----END CERTIFICATE-----
            """;

    private static final String WHOLE = "4 entries, the first 4 signed for: whole\n";

    @TempDir private Path folder;

    private Path data;
    private Path estate;
    private Path config;
    private Path token;
    private Serve.Running server;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void start() throws Exception {
        data = folder.resolve("data");
        estate = Files.createDirectories(folder.resolve("estate"));
        config = folder.resolve("muster.yaml");
        token = folder.resolve("token");
        server =
                Serve.start(
                        new ServerSettings(
                                data,
                                Address.of("127.0.0.1:0"),
                                Address.of("127.0.0.1:0"),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("-"),
                                false),
                        OutputStream.nullOutputStream());
        Files.writeString(
                config,
                "serve: {data: %s}\nserver: {url: '%s', token-file: %s}\n"
                        .formatted(data, server.address(), token));
        assertThat(
                        muster(
                                "token",
                                "create",
                                "--name",
                                "test",
                                "--scope",
                                "read,write,report,backup,administer,audit",
                                "--out",
                                token.toString()))
                .isEqualTo(new Run(0, "", ""));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatAScannerSeesIsFoundAndGoneWhenItIsRemoved() throws Exception {
        Path key = estate.resolve("pay.pem");
        Files.writeString(key, publicKey());

        assertThat(scan().err()).contains("1 seen = 1 new + 0 known + 0 rejected; 0 gone, 0 back");
        assertThat(scan().err()).contains("1 seen = 0 new + 1 known + 0 rejected; 0 gone, 0 back");
        assertThat(muster("search", "type:public-key").out()).contains("public-key", "active");

        Files.delete(key);
        assertThat(scan().err()).contains("0 seen = 0 new + 0 known + 0 rejected; 1 gone, 0 back");
        assertThat(muster("search", "type:public-key", "state:gone").out()).contains("gone");
        assertThat(muster("runs").out().lines()).hasSize(4);
    }

    @Test
    void noSecretLeavesTheScanner() throws Exception {
        Files.writeString(estate.resolve("settings.py"), "GITLAB = '%s'\n".formatted(CANARY));

        assertThat(scan().err()).contains("1 seen = 1 new");
        assertThat(muster("search", "type:secret").out()).contains("gitlab").doesNotContain(CANARY);
        server.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(CANARY);
            }
        }
    }

    @Test
    void everythingThatIsAskedIsAnswered() throws Exception {
        Files.writeString(estate.resolve("pay.pem"), publicKey());
        Run _ = scan();

        assertThat(muster("inventory").err()).isEmpty();
        assertThat(muster("findings", "--json").out()).contains("\"items\"");
        assertThat(muster("export", "--format", "csv").out()).startsWith("id,type,title");
        assertThat(muster("export", "--format", "json").out()).startsWith("[").contains("pay.pem");
        assertThat(muster("token", "list").out()).contains("test");
        assertThat(muster("doctor").out()).contains("the token lets in; 1 credentials are known");
    }

    @Test
    void aSourceIsMadeListedAndRemoved() throws Exception {
        assertThat(muster("sources", "add", "--id", "web", estate.toString()).code()).isZero();
        assertThat(muster("sources", "list").out()).contains("web", estate.toString());
        assertThat(muster("sources", "run", "wab").err()).contains("no such source");
        assertThat(muster("sources", "remove", "web").out()).contains("is removed");
        assertThat(muster("sources", "list").out()).doesNotContain("web");
    }

    @Test
    void rolesAreGivenListedAndTaken() throws Exception {
        assertThat(muster("access", "me").out()).contains("token t", "may administer");
        String given = muster("access", "grant", "viewer", "--group", "staff").out();
        assertThat(given).contains(" is in force");
        String id = given.substring(0, given.indexOf(' '));

        assertThat(muster("access", "grants").out()).contains(id, "viewer", "staff", "in-force");
        assertThat(muster("access", "grant", "ca-officer", "--group", "pki").out())
                .contains("waits until", "muster access confirm");
        assertThat(muster("access", "grant", "king", "--group", "staff").code()).isNotZero();
        assertThat(muster("access", "revoke", id).code()).isZero();
        assertThat(muster("access", "grants").out()).doesNotContain(id);
        assertThat(muster("access", "accounts", "--json").out()).contains("\"items\"");
    }

    @Test
    void aRefusalIsOneLineWithTheRequestsId() throws Exception {
        Run run = muster("search", "colour:red");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("colour", "(request ");
    }

    @Test
    void aTokenThatOthersCanReadIsNotUsed() throws Exception {
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(muster("search").err()).contains("chmod 600");
    }

    @Test
    void aServerThatCannotProveWhoItIsIsNotAsked() throws Exception {
        Path other = folder.resolve("other.pem");
        Files.writeString(other, OTHER);
        assertThat(muster("search", "--ca", other.toString()).err())
                .contains("could not prove who it is");
    }

    @Test
    void aLogThatWasCutOffIsNotWhole() throws Exception {
        for (String id : List.of("one", "two", "three")) {
            assertThat(muster("sources", "add", "--id", id, estate.toString()).code()).isZero();
        }
        server.close();
        assertThat(muster("audit", "verify")).isEqualTo(new Run(0, WHOLE, ""));
        Path kept = Files.writeString(folder.resolve("kept"), muster("audit", "checkpoint").out());

        try (var database =
                        DriverManager.getConnection("jdbc:sqlite:" + data.resolve("authority.db"));
                var statement = database.createStatement()) {
            statement.execute("DELETE FROM audit_entry WHERE n = 3");
            statement.execute("DELETE FROM audit_checkpoint WHERE size = 4");
        }
        Run cut = muster("audit", "verify");
        assertThat(cut.code()).isEqualTo(1);
        assertThat(cut.out()).contains("the log was cut off: it has 3 entries");
        Files.delete(data.resolve("audit.checkpoint"));
        assertThat(muster("audit", "verify").code()).isZero();
        assertThat(muster("audit", "verify", "--checkpoint", kept.toString()).out())
                .contains("cut off");
    }

    @Test
    void aDeclaredListIsHeldAgainstWhatIsThere() throws Exception {
        Path key = Files.writeString(estate.resolve("pay.pem"), publicKey());
        Run _ = scan();
        Path list =
                Files.writeString(
                        folder.resolve("web.csv"),
                        "path,owner\n%s,web\n/nowhere.pem,web\n".formatted(key));

        assertThat(muster("import", list.toString()).out()).contains("list web has 2 lines");
        assertThat(awaited("declared", "web")).contains("/nowhere.pem").doesNotContain("pay.pem");
        assertThat(muster("declared", "web", "--what", "known").out()).contains("pay.pem", "place");
        assertThat(muster("declared").out()).contains("web");
    }

    @Test
    void aBackupMadeWhileTheServerRunsIsRestoredElsewhere() throws Exception {
        Files.writeString(estate.resolve("pay.pem"), publicKey());
        Run _ = scan();
        Path copy = folder.resolve("copy");
        assertThat(muster("backup", copy.toString()).err()).isEmpty();
        assertThat(muster("restore", copy.toString()).err()).contains("another server");

        String elsewhere = folder.resolve("elsewhere").toString();
        assertThat(muster("restore", copy.toString(), "--data", elsewhere).err()).isEmpty();
        assertThat(muster("restore", copy.toString(), "--data", elsewhere).err())
                .contains("there is a database");
        assertThat(folder.resolve("elsewhere/roll.db"))
                .hasSameBinaryContentAs(copy.resolve("roll.db"));
    }

    @Test
    void theServerMakesABackupAndATokenWhenItIsAskedTo() throws Exception {
        Path mine = folder.resolve("backup.token");
        String[] door = {"--server", server.address(), "--token-file", token.toString()};
        assertThat(
                        muster(
                                with(
                                        door,
                                        "token",
                                        "create",
                                        "--name",
                                        "nightly",
                                        "--scope",
                                        "backup",
                                        "--out",
                                        mine.toString())))
                .isEqualTo(new Run(0, "", ""));

        Run made = muster("backup", "--server", server.address(), "--token-file", mine.toString());

        assertThat(made.err()).isEmpty();
        assertThat(made.out()).matches("backup muster-\\S+ of [0-9]+ bytes, sha256 [0-9a-f]{64}\n");
        Path copy = data.resolve("backups").resolve(made.out().split(" ", -1)[1]);
        assertThat(muster("restore", copy.toString(), "--data", folder + "/elsewhere").err())
                .isEmpty();
        assertThat(muster("audit", "list").out()).contains("backup.make");
        Run list =
                muster(
                        "backup",
                        "list",
                        "--server",
                        server.address(),
                        "--token-file",
                        mine.toString());
        assertThat(list.out()).contains(copy.getFileName().toString(), "made");
        assertThat(muster(with(door, "backup", "here")).err()).contains("--server");
        assertThat(muster("backup").err()).contains("--server");
    }

    private static String[] with(String[] door, String... words) {
        return Stream.concat(Stream.of(words), Stream.of(door)).toArray(String[]::new);
    }

    /// What a command prints once there is more than the head of a table.
    private String awaited(String... words) throws Exception {
        long until = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < until) {
            Run run = muster(words);
            if (run.out().lines().count() > 1) {
                return run.out();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("nothing came");
    }

    private Run scan() throws IOException {
        Run run = muster("scan", "--server", server.address(), "--source", "t", estate.toString());
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private Run muster(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--config");
        all.add(config.toString());
        String[] arguments = all.toArray(String[]::new);
        CommandLine commands = Muster.commandsFor(new InstalledServer(), arguments);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        int code = commands.execute(arguments);
        commands.getOut().flush();
        return new Run(code, out.toString(), err.toString());
    }

    private static String publicKey() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
