package io.muster.cli;

import io.muster.client.RemoteServer;
import io.muster.config.ServerSettings;
import io.muster.export.Clean;
import io.muster.export.Json;
import io.muster.model.Malformed;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Options of every command that asks a server, and how its answers are shown.
final class Online {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin private DoorOptions door;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings from this file instead of the usual one.")
    private @Nullable Path config;

    @Option(names = "--json", description = "Print what the server answers, as JSON.")
    private boolean json;

    /// Asks the server, and hands on what goes wrong as one line.
    ///
    /// @return the exit code
    int ask(Question question) throws InterruptedException {
        Surroundings around = Surroundings.of(spec);
        try (RemoteServer server = door.open(ConfigCommand.read(config, around), around)) {
            question.ask(server);
            return ScanCommand.FINE;
        } catch (Malformed | IllegalArgumentException | IOException e) {
            return Mistake.told(e, spec.commandLine().getErr());
        }
    }

    /// The settings of this machine's own server.
    ServerSettings own() throws Malformed, IOException {
        Surroundings around = Surroundings.of(spec);
        return ServerSettings.of(ConfigCommand.read(config, around), around.folders().data());
    }

    /// Whether what the server says is wanted as it is.
    boolean isJson() {
        return json;
    }

    /// What is asked.
    @FunctionalInterface
    interface Question {
        void ask(RemoteServer server) throws Malformed, IOException, InterruptedException;
    }

    /// Shows a list.
    ///
    /// @param path with its query
    /// @param most how many rows
    void list(RemoteServer server, String path, int most, Table table)
            throws IOException, InterruptedException {
        show(Listed.of(server, path, most), table);
    }

    /// Shows a list that comes whole.
    void whole(RemoteServer server, String path, Table table)
            throws IOException, InterruptedException {
        show(Listed.whole(server.get(path)), table);
    }

    private void show(Listed listed, Table table) {
        if (json) {
            out().println(Json.text(listed.document()));
        } else {
            table.print(listed, Terminal.of(spec));
        }
    }

    /// Shows one thing: the line of text, or what the server said.
    void show(JsonNode answer, String line) {
        out().println(json ? Json.text(answer) : Clean.terminal(line));
    }

    /// Shows a text of many lines, or what the server said.
    void text(JsonNode answer, String text) {
        if (json) {
            out().println(Json.text(answer));
        } else {
            text.lines().forEach(it -> out().println(Clean.terminal(it)));
        }
    }

    /// Shows what the server answered, whole.
    void document(JsonNode answer) {
        out().println(Json.text(answer));
    }

    /// Shows rows that came with something else.
    void rows(JsonNode rows, Table table) {
        List<JsonNode> all = rows.valueStream().toList();
        table.print(new Listed(all, false, all.size(), false), Terminal.of(spec));
    }

    /// Shows that something was done.
    void done(String line) {
        out().println(json ? Json.text(Map.of("done", line)) : Clean.terminal(line));
    }

    /// Writes what is at `path` to a file, which is there whole or not at all; to standard output
    /// when none is named.
    void download(RemoteServer server, String path, @Nullable Path file)
            throws IOException, InterruptedException {
        if (file == null) {
            server.download(
                    path,
                    content -> {
                        Reader text = new InputStreamReader(content, StandardCharsets.UTF_8);
                        text.transferTo(out());
                        out().flush();
                    });
            return;
        }
        Path target = file.toAbsolutePath();
        Path beside = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            server.download(
                    path,
                    content -> Files.copy(content, beside, StandardCopyOption.REPLACE_EXISTING));
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /// A segment of a path, with everything escaped that would end it.
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// A path with those parameters that are not empty.
    static String query(String path, List<Map.Entry<String, String>> parameters) {
        StringBuilder text = new StringBuilder(path);
        char before = '?';
        for (Map.Entry<String, String> parameter : parameters) {
            if (!parameter.getValue().isEmpty()) {
                text.append(before)
                        .append(parameter.getKey())
                        .append('=')
                        .append(segment(parameter.getValue()));
                before = '&';
            }
        }
        return text.toString();
    }
}
