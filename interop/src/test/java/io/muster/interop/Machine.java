package io.muster.interop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;

/// One small machine, all of whose credentials are made by the tools that people make them with.
record Machine(Sandbox sandbox) {
    private static final String KEYTOOL = tool("keytool");
    private static final String JARSIGNER = tool("jarsigner");

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    void make() throws Exception {
        for (String name : List.of("ca", "web", "locked", "stores", "ssh", "pgp", "app", "zip")) {
            Files.createDirectory(sandbox.file(name));
        }
        web();
        stores();
        ssh();
        pgp();
        applications();
        archives();
        repository();
    }

    /// A CA, a certificate of it whose key everybody may read, and the server that uses both.
    private void web() throws Exception {
        openssl(
                "req -x509 -newkey rsa:2048 -nodes -keyout ca/ca.key -out ca/ca.pem"
                        + " -subj /O=Example/CN=Example-CA -days 3000");
        openssl(
                "req -newkey rsa:2048 -nodes -keyout web/pay.key -out web/pay.csr"
                        + " -subj /CN=pay.example.test"
                        + " -addext subjectAltName=DNS:pay.example.test");
        openssl(
                "x509 -req -in web/pay.csr -CA ca/ca.pem -CAkey ca/ca.key -copy_extensions copy"
                        + " -days 60 -out web/pay.pem");
        Files.writeString(
                sandbox.file("web/chain.pem"),
                Files.readString(sandbox.file("web/pay.pem"))
                        + Files.readString(sandbox.file("ca/ca.pem")));
        Files.delete(sandbox.file("web/pay.pem"));
        mode("web/pay.key", "rw-r--r--");
        sandbox.write(
                "web/nginx.conf",
                """
                server {
                  listen 443 ssl;
                  server_name pay.example.test;
                  ssl_certificate chain.pem;
                  ssl_certificate_key pay.key;
                }
                """);
        openssl(
                "genpkey -algorithm ed25519 -out locked/key.p8 -aes256"
                        + " -pass pass:nobody-was-told");
    }

    private void stores() throws Exception {
        openssl(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tmp.key"
                        + " -out tmp.pem -subj /CN=batch.example.test -days 400");
        sandbox.tool(
                "openssl",
                "pkcs12",
                "-export",
                "-in",
                "tmp.pem",
                "-inkey",
                "tmp.key",
                "-out",
                "stores/batch.p12",
                "-passout",
                "pass:open sesame");
        Files.delete(sandbox.file("tmp.key"));
        Files.delete(sandbox.file("tmp.pem"));
        sandbox.tool(
                KEYTOOL,
                "-genkeypair",
                "-alias",
                "signer",
                "-keyalg",
                "EC",
                "-dname",
                "CN=Signer,O=Example",
                "-validity",
                "400",
                "-storetype",
                "JKS",
                "-keystore",
                "stores/signer.jks",
                "-storepass",
                "open sesame",
                "-keypass",
                "open sesame");
        mode("stores/batch.p12", "rw-------");
        mode("stores/signer.jks", "rw-------");
    }

    private void ssh() throws Exception {
        keygen("ssh/id_ed25519", "", "deploy@build");
        keygen("ssh/id_locked", "nobody was told", "ada@desk");
        keygen("host", "", "root@db");
        String deploy = Files.readString(sandbox.file("ssh/id_ed25519.pub"));
        sandbox.write("ssh/authorized_keys", "restrict,command=\"/usr/bin/backup\" " + deploy);
        String host = Files.readString(sandbox.file("host.pub"));
        sandbox.write(
                "ssh/known_hosts", "db.example.test " + host.substring(0, host.indexOf(" root")));
        sandbox.tool("ssh-keygen", "-q", "-H", "-f", "ssh/known_hosts");
        for (String left : List.of("host", "host.pub", "ssh/known_hosts.old")) {
            Files.delete(sandbox.file(left));
        }
    }

    private void keygen(String file, String passphrase, String comment) throws Exception {
        sandbox.tool(
                "ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", comment, "-f", file);
    }

    private void pgp() throws Exception {
        Path home = Files.createDirectory(sandbox.home().resolve("gnupg"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        sandbox.tool(
                "gpg",
                "--batch",
                "--quiet",
                "--passphrase",
                "",
                "--quick-generate-key",
                "Release <release@example.test>",
                "ed25519",
                "sign",
                "1y");
        sandbox.tool("gpg", "--batch", "--quiet", "--armor", "--export", "-o", "pgp/release.asc");
        sandbox.tool("gpgconf", "--kill", "all");
    }

    private void applications() throws Exception {
        var plants = Plants.of(1);
        sandbox.write(
                "app/.env",
                "GITHUB_TOKEN=%s\nNPM_TOKEN=%s\nSTRIPE_KEY=%s\nSLACK_TOKEN=%s\n"
                        .formatted(
                                plants.withChecksum("ghp" + "_"),
                                plants.withChecksum("npm" + "_"),
                                plants.stripe(),
                                plants.slack()));
        sandbox.write(
                "app/jwks.json",
                """
                {"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "2026", "use": "sig",
                           "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}
                """);
        openssl(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tmp.key"
                        + " -out tmp.pem -subj /O=ops/CN=ada -days 90");
        sandbox.write(
                "app/kubeconfig",
                """
                apiVersion: v1
                kind: Config
                current-context: prod
                clusters:
                - name: prod
                  cluster: {server: "https://k8s.example.test:6443"}
                contexts:
                - name: prod
                  context: {cluster: prod, user: ada}
                users:
                - name: ada
                  user:
                    client-certificate-data: %s
                    client-key-data: %s
                """
                        .formatted(base64("tmp.pem"), base64("tmp.key")));
        mode("app/kubeconfig", "rw-------");
        Files.delete(sandbox.file("tmp.key"));
        Files.delete(sandbox.file("tmp.pem"));
    }

    private String base64(String file) throws Exception {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(sandbox.file(file)));
    }

    /// A signed JAR, and a certificate in a ZIP in a ZIP.
    private void archives() throws Exception {
        sandbox.write("hello.txt", "hello\n");
        sandbox.tool(tool("jar"), "cf", "zip/signed.jar", "hello.txt");
        sandbox.tool(
                JARSIGNER,
                "-keystore",
                "stores/signer.jks",
                "-storepass",
                "open sesame",
                "zip/signed.jar",
                "signer");
        openssl(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tmp.key"
                        + " -out deep.pem -subj /CN=deep.example.test -days 400");
        sandbox.tool(tool("jar"), "cfM", "inner.zip", "deep.pem");
        sandbox.tool(tool("jar"), "cfM", "zip/outer.zip", "inner.zip");
        for (String left : List.of("hello.txt", "tmp.key", "deep.pem", "inner.zip")) {
            Files.delete(sandbox.file(left));
        }
    }

    /// A repository that no longer holds a key, in whose history it lies.
    private void repository() throws Exception {
        sandbox.tool("git", "init", "-q", "-b", "main", "repo");
        openssl("genpkey -algorithm ed25519 -out repo/old.key");
        sandbox.write("repo/README", "nothing to see\n");
        commit("first");
        Files.delete(sandbox.file("repo/old.key"));
        commit("second");
    }

    private void commit(String message) throws Exception {
        Path repository = sandbox.file("repo");
        sandbox.tool(repository, "git", "add", "-A");
        sandbox.tool(
                repository,
                "git",
                "-c",
                "user.name=Ada",
                "-c",
                "user.email=ada@example.test",
                "commit",
                "-q",
                "-m",
                message);
    }

    private void openssl(String words) throws Exception {
        sandbox.tool(("openssl " + words).split(" "));
    }

    private void mode(String file, String mode) throws Exception {
        Files.setPosixFilePermissions(sandbox.file(file), PosixFilePermissions.fromString(mode));
    }
}
