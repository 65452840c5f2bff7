package io.muster.discovery.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The refs of a repository: name to hexadecimal id, in order of name (gitrepository-layout(5)).
///
/// @param head the id that HEAD resolves to, empty in a repository without commits
record References(Map<String, String> ids, Optional<String> head) {
    private static final int FILE_BYTES_MAX = 64 << 20;
    private static final int DEPTH_MAX = 64;
    private static final int REDIRECTIONS_MAX = 5;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern SAFE_NAME = Pattern.compile("refs/(?!.*\\.\\.)[^\\p{Cntrl}]+");

    References {
        ids = Collections.unmodifiableMap(new LinkedHashMap<>(ids));
    }

    static References read(Path repository) throws IOException {
        if (Files.isDirectory(repository.resolve("reftable"), LinkOption.NOFOLLOW_LINKS)) {
            throw new Damaged(
                    "its refs are kept as reftable, which is not read; scan a clone of it made with"
                            + " --ref-format=files");
        }
        Map<String, String> ids = new TreeMap<>();
        text(repository.resolve("packed-refs")).lines().forEach(it -> addPacked(it, ids));
        addLoose(repository, repository.resolve("refs"), ids);
        // Each added work tree has a HEAD of its own.
        addLoose(repository, repository.resolve("worktrees"), ids);
        return new References(ids, head(repository, ids));
    }

    private static void addPacked(String line, Map<String, String> ids) {
        int space = line.indexOf(' ');
        if (space > 0 && ID.matcher(line.substring(0, space)).matches()) {
            ids.put(line.substring(space + 1), line.substring(0, space));
        }
    }

    private static void addLoose(Path repository, Path folder, Map<String, String> ids)
            throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                folder,
                Set.of(),
                DEPTH_MAX,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        String text = attributes.isRegularFile() ? text(file).strip() : "";
                        if (ID.matcher(text).matches()) {
                            ids.put(repository.relativize(file).toString(), text);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static Optional<String> head(Path repository, Map<String, String> ids)
            throws IOException {
        String text = text(repository.resolve("HEAD")).strip();
        for (int i = 0; i < REDIRECTIONS_MAX && text.startsWith("ref:"); i++) {
            String name = text.substring(4).strip();
            if (!SAFE_NAME.matcher(name).matches()) {
                return Optional.empty();
            }
            text = ids.containsKey(name) ? ids.get(name) : text(repository.resolve(name)).strip();
        }
        return ID.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /// Empty when it is not there, or not a file: a link would lead out of the repository.
    private static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        try (var in =
                Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(FILE_BYTES_MAX), StandardCharsets.ISO_8859_1);
        }
    }

    /// How many bytes an id has here: 20 for SHA-1, 32 for SHA-256. The configuration would say so
    /// too, but is not read.
    int hashBytes() {
        return head.or(() -> ids.values().stream().findFirst()).orElse("0".repeat(40)).length() / 2;
    }
}
