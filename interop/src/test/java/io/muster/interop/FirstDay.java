package io.muster.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page of the documentation whose commands a reader types one after the other, and somebody who
/// does.
///
/// @param page its text
/// @param sandbox where they are typed
record FirstDay(String page, Sandbox sandbox) {
    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^```(sh|yaml)\n(.*?)^```$|^## ([^\n]+)$");

    /// A piece that a reader copies.
    ///
    /// @param section the heading above it
    record Block(String section, String kind, String text) {}

    static FirstDay of(Path page, Sandbox sandbox) throws IOException {
        Path programs = Files.createDirectory(sandbox.root().resolve("bin"));
        Path muster =
                Files.writeString(
                        programs.resolve("muster"),
                        "#!/bin/sh\nexec '%s' \"$@\"\n"
                                .formatted(Run.repository().resolve("muster")));
        Files.setPosixFilePermissions(muster, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new FirstDay(Files.readString(page), sandbox);
    }

    List<Block> blocks() {
        String[] section = {""};
        return BLOCK.matcher(page).results().flatMap(it -> block(it, section)).toList();
    }

    private static Stream<Block> block(MatchResult found, String[] section) {
        if (found.group(1) == null) {
            section[0] = found.group(3);
            return Stream.empty();
        }
        return Stream.of(new Block(section[0], found.group(1), found.group(2)));
    }

    /// Types a block as it stands.
    ///
    /// @return what it printed
    String type(Block block) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(sandbox.environment());
        environment.put("PATH", sandbox.root().resolve("bin") + ":" + System.getenv().get("PATH"));
        Run run =
                new Run.Call(
                                List.of("bash", "-euo", "pipefail", "-c", block.text()),
                                sandbox.root(),
                                environment,
                                Path.of("/dev/null"))
                        .run();
        if (run.code() != 0) {
            throw new AssertionError(
                    "%s: %s%s%s".formatted(run.code(), block.text(), run.output(), run.errors()));
        }
        return run.output();
    }
}
