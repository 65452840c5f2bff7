package io.muster.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A person's home, folder for temporary files and things to look at, all new and in one folder: a
/// run of the product in it knows nothing of the machine around.
///
/// @param root holds everything
/// @param options for the JVM of the product
record Sandbox(Path root, List<String> options) {

    /// As small as a careful administrator would allow a scanner to be.
    static final String SMALL_HEAP = "-Xmx256m";

    static Sandbox in(Path folder) throws IOException {
        Path root = folder.toRealPath();
        for (String name : List.of("home", "tmp", "tree")) {
            Files.createDirectory(root.resolve(name));
        }
        return new Sandbox(root, List.of());
    }

    Sandbox with(String option) {
        return new Sandbox(root, List.of(option));
    }

    Path home() {
        return root.resolve("home");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    /// What is looked at.
    Path tree() {
        return root.resolve("tree");
    }

    /// `./muster` with these words, from the folder that holds everything.
    Run muster(String... words) throws IOException, InterruptedException {
        return muster(Path.of("/dev/null"), words);
    }

    Run muster(Path input, String... words) throws IOException, InterruptedException {
        return new Run.Call(product(words), root, environment(), input).run();
    }

    static List<String> product(String... words) {
        String[] command = Arrays.copyOf(words, words.length + 1);
        System.arraycopy(words, 0, command, 1, words.length);
        command[0] = Run.repository().resolve("muster").toString();
        return List.of(command);
    }

    /// The document of a scan; it is as its schema says.
    Document scan(String... words) throws IOException, InterruptedException {
        String[] all = Arrays.copyOf(words, words.length + 3);
        System.arraycopy(words, 0, all, 1, words.length);
        all[0] = "scan";
        all[words.length + 1] = "--format";
        all[words.length + 2] = "json";
        return Document.of(muster(all));
    }

    Map<String, String> environment() {
        String java = "-Djava.io.tmpdir=" + temporary() + " " + String.join(" ", options);
        return Map.of(
                "HOME", home().toString(),
                "XDG_CONFIG_HOME", home().resolve("config").toString(),
                "XDG_STATE_HOME", home().resolve("state").toString(),
                "XDG_CACHE_HOME", home().resolve("cache").toString(),
                "TMPDIR", temporary().toString(),
                "GNUPGHOME", home().resolve("gnupg").toString(),
                "GIT_CONFIG_NOSYSTEM", "1",
                "MUSTER_JAVA_OPTIONS", java.strip());
    }

    /// A program of the machine, in the folder that is looked at; it ends well.
    ///
    /// @return what it said
    String tool(String... command) throws IOException, InterruptedException {
        return tool(tree(), command);
    }

    String tool(Path folder, String... command) throws IOException, InterruptedException {
        Run run = new Run.Call(List.of(command), folder, environment(), Path.of("/dev/null")).run();
        if (run.code() != 0) {
            throw new AssertionError(List.of(command) + ": " + run.output() + run.errors());
        }
        return run.output();
    }

    Path file(String name) {
        return tree().resolve(name);
    }

    Path write(String name, String text) throws IOException {
        Files.createDirectories(file(name).getParent());
        return Files.writeString(file(name), text);
    }
}
