package io.muster.discovery.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A copy of a remote repository in a private folder, removed when it was read.
///
/// The `git` program fetches it, because it knows every server and every way to get in. It is given
/// a bare, new repository, no hooks, no configuration but what is written here, and no protocol but
/// https and ssh: nothing that the other side sends is run, and no file of it is ever checked out.
record Clone(Path folder) implements AutoCloseable {
    private static final List<String> COMMAND =
            List.of(
                    "git",
                    "-c",
                    "protocol.allow=never",
                    "-c",
                    "protocol.https.allow=always",
                    "-c",
                    "protocol.ssh.allow=always",
                    "-c",
                    "core.hooksPath=/dev/null",
                    "-c",
                    "core.fsmonitor=false",
                    "-c",
                    "credential.helper=",
                    "-c",
                    "http.followRedirects=false",
                    "-c",
                    "fetch.fsckObjects=false",
                    "-c",
                    "transfer.bundleURI=false",
                    "-c",
                    "core.askPass=",
                    "clone",
                    "--mirror",
                    "--quiet",
                    "--no-local",
                    "--template=",
                    "--");

    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "GIT_CONFIG_NOSYSTEM", "1",
                    "GIT_CONFIG_GLOBAL", "/dev/null",
                    "GIT_ATTR_NOSYSTEM", "1",
                    "GIT_TERMINAL_PROMPT", "0",
                    "GIT_ASKPASS", "",
                    "SSH_ASKPASS", "",
                    "GIT_SSH_COMMAND", "ssh -oBatchMode=yes -oPermitLocalCommand=no",
                    "LC_ALL", "C");

    private static final List<String> KEPT = List.of("PATH", "HOME", "SSH_AUTH_SOCK");

    /// @param time after which it is given up
    /// @throws Damaged when it cannot be fetched; never quotes what the other side said, which may
    ///   hold a password
    static Clone of(Location.Remote remote, Duration time)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("muster-git-");
        Clone clone = new Clone(folder.resolve("repository"));
        boolean fetched = false;
        try {
            clone.fetch(remote, time);
            fetched = true;
            return clone;
        } finally {
            if (!fetched) {
                clone.close();
            }
        }
    }

    private void fetch(Location.Remote remote, Duration time)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(COMMAND);
        command.add(remote.url());
        command.add(folder.toString());
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().putAll(ENVIRONMENT);
        Process git = start(builder);
        try {
            if (!git.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Damaged("fetching it took more than " + time.toMinutes() + " minutes");
            }
            if (git.exitValue() != 0) {
                throw new Damaged(
                        "it cannot be fetched; try 'git ls-remote' with the same URL to see why");
            }
        } finally {
            git.descendants().forEach(ProcessHandle::destroyForcibly);
            git.destroyForcibly();
        }
    }

    private static Process start(ProcessBuilder builder) throws Damaged {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new Damaged("the git program is needed to fetch it, and is not installed");
        }
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(
                folder.getParent(),
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, IOException e)
                            throws IOException {
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
