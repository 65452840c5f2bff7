package io.muster.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A repository that would run its owner's commands in everybody who looks at it with git
/// (CVE-2025-41390 and its kin), looked at by Muster in each way there is.
class HostileRepositoryTest {
    private static final List<String> HOOKS =
            List.of(
                    "post-checkout",
                    "pre-commit",
                    "post-merge",
                    "fsmonitor-watchman",
                    "post-index-change",
                    "reference-transaction",
                    "pre-receive",
                    "update");

    @TempDir private static Path folder;
    private static Sandbox sandbox;
    private static Path repository = Path.of("/");

    /// What every command of the repository would make.
    private static Path canary = Path.of("/");

    @BeforeAll
    static void lay() throws Exception {
        sandbox = Sandbox.in(folder);
        repository = sandbox.file("hostile");
        canary = sandbox.root().resolve("canary");
        git("init", "-q", "-b", "main", ".");
        sandbox.tool("openssl", "genpkey", "-algorithm", "ed25519", "-out", "hostile/own.key");
        sandbox.write("hostile/.gitattributes", "* filter=evil diff=evil merge=evil\n");
        sandbox.write(
                "hostile/.gitmodules",
                "[submodule \"x\"]\n path = x\n url = ext::sh -c 'touch %s'\n update = !touch %1$s\n"
                        .formatted(canary));
        Path outside = sandbox.root().resolve("outside");
        Files.createDirectory(outside);
        sandbox.tool(outside, "openssl", "genpkey", "-algorithm", "ed25519", "-out", "other.key");
        Files.createSymbolicLink(repository.resolve("link.key"), outside.resolve("other.key"));
        Files.createSymbolicLink(repository.resolve("links"), outside);
        git("add", "-A");
        git("-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-q", "-m", "trap");
        borrow(outside);
        configure();
    }

    /// Objects of a repository that nobody pointed at.
    private static void borrow(Path outside) throws Exception {
        sandbox.tool(outside, "git", "init", "-q", "-b", "main", "lender");
        Path lender = outside.resolve("lender");
        Files.copy(outside.resolve("other.key"), lender.resolve("lent.key"));
        sandbox.tool(lender, "git", "add", "-A");
        sandbox.tool(
                lender,
                "git",
                "-c",
                "user.name=A",
                "-c",
                "user.email=a@b.example",
                "commit",
                "-q",
                "-m",
                "lent");
        String commit = sandbox.tool(lender, "git", "rev-parse", "HEAD").strip();
        Files.writeString(
                repository.resolve(".git/objects/info/alternates"),
                lender.resolve(".git/objects") + "\n");
        Files.writeString(repository.resolve(".git/refs/heads/lent"), commit + "\n");
    }

    /// Everything in a configuration that names a command.
    private static void configure() throws Exception {
        Path hooks = repository.resolve(".git/hooks");
        Files.createDirectories(hooks);
        for (String name : HOOKS) {
            Path hook = Files.writeString(hooks.resolve(name), "#!/bin/sh\ntouch " + canary + "\n");
            Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Path included =
                Files.writeString(
                        sandbox.root().resolve("included"),
                        "[alias]\n log = !touch " + canary + "\n");
        String run = "touch " + canary + ";";
        Files.writeString(
                repository.resolve(".git/config"),
                """
                [core]
                  repositoryformatversion = 0
                  bare = false
                  fsmonitor = %1$s
                  sshCommand = %1$s
                  gitProxy = %1$s
                  editor = %1$s
                  pager = %1$s
                  askPass = %1$s
                  hooksPath = %2$s
                  worktree = %3$s
                [include]
                  path = %4$s
                [filter "evil"]
                  clean = %1$s
                  smudge = %1$s
                  process = %1$s
                  required = true
                [diff "evil"]
                  command = %1$s
                  textconv = %1$s
                [credential]
                  helper = !%1$s
                [gpg]
                  program = %1$s
                [uploadpack]
                  packObjectsHook = %1$s
                [protocol "ext"]
                  allow = always
                [remote "origin"]
                  url = ext::sh -c %1$s
                  promisor = true
                  partialCloneFilter = blob:none
                [extensions]
                  partialClone = origin
                """
                        .formatted(run, hooks, sandbox.root().resolve("outside"), included));
    }

    private static void git(String... words) throws Exception {
        Files.createDirectories(repository);
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        sandbox.tool(repository, command.toArray(String[]::new));
    }

    /// The bait is good: who trusts the repository runs it.
    @Test
    void gitItselfTakesTheBait() throws Exception {
        Path copy = sandbox.root().resolve("copy");
        sandbox.tool("cp", "-a", repository.toString(), copy.toString());

        new Run.Call(
                        List.of("git", "-c", "core.worktree=.", "status"),
                        copy,
                        sandbox.environment(),
                        Path.of("/dev/null"))
                .run();

        assertThat(canary).exists();
        Files.delete(canary);
    }

    @Test
    void musterNeitherRunsNorReadsWhatIsOutside() throws Exception {
        String before = state();
        Document document =
                sandbox.scan(
                        repository.toString(), "git:" + repository, "git:" + repository + "/.git");

        assertThat(canary).doesNotExist();
        assertThat(state()).isEqualTo(before);
        assertThat(document.types()).isEqualTo(Map.of("public-key", 1L));
        assertThat(document.at(":own.key")).containsExactly("public-key private-key");
        assertThat(document.json().toString()).doesNotContain("other.key", "lent.key");
        assertThat(document.json().get("unreadable").valueStream())
                .anyMatch(it -> Document.text(it, "place").startsWith("git://"));
        assertThat(sandbox.temporary()).isEmptyDirectory();
    }

    @Test
    void aUrlThatIsACommandIsRefused() throws Exception {
        for (String url :
                List.of("git:ext::touch " + canary, "git:--upload-pack=touch " + canary)) {
            Run run = sandbox.muster("scan", url);

            assertThat(run.code()).as(run.output()).isIn(2, 3);
            assertThat(canary).doesNotExist();
        }
    }

    /// Every file of the repository with its size and time.
    private static String state() throws Exception {
        return sandbox.tool(repository, "sh", "-c", "find . -printf '%p %s %T@\\n' | sort");
    }
}
