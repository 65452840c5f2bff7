package io.muster.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an auditor is handed, by the commands of the documentation alone.
class EvidenceTest {
    @TempDir private Path folder;

    @Test
    void anExportIsVerifiedWhereThereIsNoServerAndAnAlteredOneIsNot() throws Exception {
        Sandbox sandbox = Sandbox.in(folder);
        Path data = sandbox.root().resolve("data");
        String token = Served.token(sandbox, data, "read,write,report,administer,audit");
        Path held = sandbox.root().resolve("token");
        Files.createFile(
                held,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(held, token);
        sandbox.tool("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "id", "-C", "deploy");
        Path export = sandbox.root().resolve("q4.audit");
        String key;
        try (Served server = Served.quiet(sandbox, data)) {
            String[] door = {
                "--server",
                "https://127.0.0.1:" + server.port(),
                "--ca",
                data.resolve("https.pem").toString(),
                "--token-file",
                held.toString()
            };
            good(sandbox, List.of("scan", sandbox.tree().toString()), door);
            teams(sandbox, door);
            Client client = server.as(token);
            String id = client.all("/api/v1/identities").getFirst().path("id").asString();
            String path = "/api/v1/identities/" + id;
            String version = client.get(path).good().header("ETag");
            client.ask("PATCH", path, "{\"name\":\"deploy robot\"}", "If-Match", version).good();

            key = good(sandbox, List.of("audit", "key"), door).output().strip();
            good(sandbox, List.of("audit", "export", "--output", export.toString()), door);
            JsonNode who =
                    JsonMapper.shared()
                            .readTree(
                                    good(sandbox, List.of("who", "deploy robot", "--json"), door)
                                            .output());
            assertThat(who.at("/could/places"))
                    .extracting(it -> it.path("place").asString())
                    .contains("file://" + host() + sandbox.file("id"));
            assertThat(who.at("/did/decisions"))
                    .extracting(it -> it.path("action").asString())
                    .contains("identity.change");
            assertThat(who.path("notKnown")).isNotEmpty();
        }

        Path elsewhere = Files.createDirectory(sandbox.root().resolve("elsewhere"));
        Path copy = Files.copy(export, elsewhere.resolve("q4.audit"));
        Run whole = sandbox.muster("audit", "verify", copy.toString(), "--key", key);
        assertThat(whole.code()).as(whole.output() + whole.errors()).isZero();
        assertThat(whole.output()).endsWith(": whole\n");

        Files.writeString(copy, Files.readString(export).replace("deploy robot", "deploy rob0t"));
        Run altered = sandbox.muster("audit", "verify", copy.toString(), "--key", key);
        assertThat(altered.code()).isEqualTo(1);
        assertThat(altered.output()).startsWith("fault  ").contains("not as it was recorded");
    }

    /// What is not said again stays.
    private static void teams(Sandbox sandbox, String... door) throws Exception {
        good(sandbox, List.of("teams", "save", "web", "--contact", "web@example.com"), door);
        good(sandbox, List.of("teams", "save", "web", "--name", "Web Shop"), door);
        good(sandbox, List.of("teams", "save-person", "ada", "--team", "web"), door);
        assertThat(good(sandbox, List.of("teams", "list"), door).output())
                .contains("Web Shop")
                .contains("web@example.com");
        assertThat(good(sandbox, List.of("teams", "people"), door).output()).contains("ada");
        assertThat(good(sandbox, List.of("owners", "accept", "--threshold", "0.9"), door).output())
                .isEqualTo("0 have an owner now\n");
        good(sandbox, List.of("teams", "remove-person", "ada"), door);
        good(sandbox, List.of("teams", "remove", "web"), door);
        assertThat(good(sandbox, List.of("teams", "list"), door).output()).doesNotContain("web@");
    }

    @Test
    void theBillOfMaterialsNamesEachJarAsItWasPublished() throws Exception {
        Path product = Run.repository().resolve("dist/target/muster");
        JsonNode bill =
                JsonMapper.shared().readTree(Files.readString(product.resolve("sbom.cdx.json")));
        Map<String, String> named = new TreeMap<>();
        for (JsonNode it : bill.path("components")) {
            assertThat(it.path("purl").asString())
                    .isEqualTo(
                            "pkg:maven/%s/%s@%s",
                            it.path("group").asString(),
                            it.path("name").asString(),
                            it.path("version").asString());
            named.put(
                    it.path("name").asString() + "-" + it.path("version").asString() + ".jar",
                    it.at("/hashes/0/content").asString());
        }
        Map<String, String> there = new TreeMap<>();
        try (Stream<Path> jars = Files.list(product.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                String name = jar.getFileName().toString();
                if (!name.startsWith("muster")) {
                    there.put(name, sha256(jar));
                }
            }
        }
        assertThat(there).hasSizeGreaterThan(10);
        assertThat(named).containsOnlyKeys(there.keySet());
        // Signed jars, and those with old classes, are written anew; the others are as published.
        assertThat(named.entrySet()).filteredOn(there.entrySet()::contains).hasSizeGreaterThan(10);
        assertThat(named.values()).allMatch(it -> it.matches("[0-9a-f]{64}"));
    }

    private static Run good(Sandbox sandbox, List<String> command, String... door)
            throws Exception {
        Run run =
                sandbox.muster(
                        Stream.concat(command.stream(), Stream.of(door)).toArray(String[]::new));
        // A look that found something says so.
        assertThat(run.code()).as(command + run.output() + run.errors()).isIn(0, 1);
        assertThat(run.errors()).as(command.toString()).doesNotContain("error");
        return run;
    }

    private static String host() throws Exception {
        return Run.of(List.of("hostname"), Path.of("/")).output().strip();
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
