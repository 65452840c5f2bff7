package io.muster.discovery.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;

/// Objects that lie in files of their own.
final class LooseObjects {
    private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{2}");
    private static final int HEADER_BYTES_MAX = 64;

    private final Path objects;
    private final byte[] ids;
    private final int hashBytes;

    private LooseObjects(Path objects, byte[] ids, int hashBytes) {
        this.objects = objects;
        this.ids = ids;
        this.hashBytes = hashBytes;
    }

    static LooseObjects list(Path objects, int hashBytes) throws IOException {
        var sorted = new TreeSet<String>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(objects, "??")) {
            for (Path folder : folders) {
                sorted.add(folder.getFileName().toString());
            }
        }
        var ids = new ByteArrayOutputStream();
        Pattern rest = Pattern.compile("[0-9a-f]{" + (2 * hashBytes - 2) + "}");
        for (String folder : sorted) {
            if (FOLDER.matcher(folder).matches()
                    && Files.isDirectory(objects.resolve(folder), LinkOption.NOFOLLOW_LINKS)) {
                list(objects, folder, rest, ids);
            }
        }
        return new LooseObjects(objects, ids.toByteArray(), hashBytes);
    }

    private static void list(Path objects, String folder, Pattern rest, ByteArrayOutputStream ids)
            throws IOException {
        var sorted = new TreeSet<String>();
        try (DirectoryStream<Path> names = Files.newDirectoryStream(objects.resolve(folder))) {
            for (Path name : names) {
                String text = name.getFileName().toString();
                if (rest.matcher(text).matches()) {
                    sorted.add(text);
                }
            }
        }
        sorted.forEach(it -> ids.writeBytes(HexFormat.of().parseHex(folder + it)));
    }

    int find(byte[] id, int from) {
        int low = 0;
        int high = ids.length / hashBytes - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int at = middle * hashBytes;
            int order = Arrays.compareUnsigned(ids, at, at + hashBytes, id, from, from + hashBytes);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    boolean hasId(int row, byte[] id, int from) {
        int at = row * hashBytes;
        return Arrays.equals(ids, at, at + hashBytes, id, from, from + hashBytes);
    }

    byte[] id(int row) {
        return Arrays.copyOfRange(ids, row * hashBytes, (row + 1) * hashBytes);
    }

    /// @throws Damaged when it is no object, or has more than `bytesMax` bytes
    GitObject read(int row, int bytesMax) throws IOException {
        String hex = HexFormat.of().formatHex(id(row));
        Path path = objects.resolve(hex.substring(0, 2)).resolve(hex.substring(2));
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new Damaged("an object is not a file");
        }
        try (var channel =
                        Files.newByteChannel(
                                path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
                InputStream in = new InflaterInputStream(Channels.newInputStream(channel))) {
            String[] header = header(in).split(" ", 2);
            byte[] content = in.readNBytes(bytesMax + 1);
            if (content.length > bytesMax) {
                throw new Damaged("it is larger than " + (bytesMax >> 20) + " MiB");
            }
            return new GitObject(GitObject.Type.of(header[0]), content);
        }
    }

    /// `blob 1234` and a zero byte.
    private static String header(InputStream in) throws IOException {
        var header = new ByteArrayOutputStream();
        int b = in.read();
        while (b > 0 && header.size() < HEADER_BYTES_MAX) {
            header.write(b);
            b = in.read();
        }
        return header.toString(StandardCharsets.US_ASCII);
    }
}
