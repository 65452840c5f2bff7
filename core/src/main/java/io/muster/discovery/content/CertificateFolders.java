package io.muster.discovery.content;

import io.muster.discovery.Observation.Referenced;
import io.muster.model.Facts;
import io.muster.model.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What a configuration names when it names many certificates at once: the files of a folder, the
/// entries of a `crt-list` (HAProxy configuration manual, 5.1).
///
/// @param root nothing outside of it is opened
/// @param host whose files these are
record CertificateFolders(Path root, String host) {
    private static final int FILES_MAX = 10_000;
    private static final int LIST_BYTES_MAX = 1 << 20;

    /// The reference itself when it names one file, or nothing that can be read here.
    List<Referenced> expanded(Referenced reference) {
        Optional<Path> path = path(reference.file());
        if (path.isEmpty()) {
            return List.of(reference);
        }
        try {
            if (Files.isDirectory(path.get(), LinkOption.NOFOLLOW_LINKS)) {
                return files(reference, path.get());
            }
            boolean list =
                    reference
                            .facts()
                            .text("purpose")
                            .filter(Reference.CERTIFICATE_LIST::equals)
                            .isPresent();
            return list && Files.isRegularFile(path.get(), LinkOption.NOFOLLOW_LINKS)
                    ? entries(reference, path.get())
                    : List.of(reference);
        } catch (IOException e) {
            // The source has said why; what uses it is still worth telling.
            return List.of(reference);
        }
    }

    /// A path of this machine inside the root, reached through no link.
    private Optional<Path> path(Place place) {
        String ours = "file://" + host + "/";
        if (!place.text().startsWith(ours)
                || place.text().contains("%")
                || place.text().contains("!/")) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(place.text().substring(ours.length() - 1));
            return path.startsWith(root) && path.toRealPath().equals(path)
                    ? Optional.of(path)
                    : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /// Keys lie beside their certificates there, named after them.
    private List<Referenced> files(Referenced reference, Path folder) throws IOException {
        TreeSet<Path> paths = new TreeSet<>();
        try (DirectoryStream<Path> names = Files.newDirectoryStream(folder)) {
            for (Path path : names) {
                if (paths.size() < FILES_MAX && Files.isRegularFile(path)) {
                    paths.add(path);
                }
            }
        }
        List<Referenced> files = new ArrayList<>();
        for (Path path : paths) {
            Facts facts =
                    path.toString().endsWith(".key")
                            ? reference.facts().with("purpose", "private-key")
                            : reference.facts();
            files.add(new Referenced(reference.configuration(), place(path), facts));
        }
        return files;
    }

    private Place place(Path path) {
        Path real;
        try {
            real = path.toRealPath();
        } catch (IOException e) {
            real = path;
        }
        return new Place("file://" + host).inside(real.toString());
    }

    /// `file [options] names`: a name with `!` is one for which the file is not used.
    private List<Referenced> entries(Referenced reference, Path list) throws IOException {
        byte[] bytes;
        try (InputStream in =
                Files.newInputStream(list, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes(LIST_BYTES_MAX);
        }
        FilePlace from = FilePlace.of(reference.file());
        String base = reference.facts().text("base").orElseGet(from::folder);
        List<Referenced> entries = new ArrayList<>();
        for (ConfigurationLines.Line line :
                ConfigurationLines.of(Text.whole(bytes, bytes.length))) {
            Facts facts =
                    reference.facts().with("purpose", "certificate").with("line", line.number());
            List<String> names = names(line.words());
            Facts all = names.isEmpty() ? facts : facts.with("serverName", names);
            if (entries.size() < FILES_MAX) {
                from.resolve(line.first(), base)
                        .ifPresent(it -> entries.add(new Referenced(reference.file(), it, all)));
            }
        }
        return entries;
    }

    private static List<String> names(List<String> words) {
        List<String> names = new ArrayList<>();
        boolean options = false;
        for (String word : words.subList(1, words.size())) {
            options |= word.startsWith("[");
            if (!options && !word.startsWith("!")) {
                names.add(word);
            }
            options &= !word.endsWith("]");
        }
        return names;
    }
}
