package io.muster.discovery.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;

/// What the file system says about one name, asked once (POSIX `lstat`).
record Status(
        int mode,
        long device,
        long inode,
        int links,
        int user,
        int group,
        long size,
        FileTime modified) {
    private static final String WANTED = "unix:mode,dev,ino,nlink,uid,gid,size,lastModifiedTime";
    private static final int TYPE_MASK = 0170000;
    private static final int FOLDER = 0040000;
    private static final int REGULAR = 0100000;
    private static final int PERMISSIONS_MASK = 07777;

    static Status of(Path path) throws IOException {
        Map<String, Object> known = Files.readAttributes(path, WANTED, LinkOption.NOFOLLOW_LINKS);
        return new Status(
                number(known, "mode").intValue(),
                number(known, "dev").longValue(),
                number(known, "ino").longValue(),
                number(known, "nlink").intValue(),
                number(known, "uid").intValue(),
                number(known, "gid").intValue(),
                number(known, "size").longValue(),
                (FileTime) value(known, "lastModifiedTime"));
    }

    private static Number number(Map<String, Object> known, String name) {
        return (Number) value(known, name);
    }

    private static Object value(Map<String, Object> known, String name) {
        return Objects.requireNonNull(known.get(name), name);
    }

    boolean isFolder() {
        return (mode & TYPE_MASK) == FOLDER;
    }

    boolean isRegularFile() {
        return (mode & TYPE_MASK) == REGULAR;
    }

    /// Four octal digits, as `chmod` takes them.
    String permissions() {
        return String.format("%04o", mode & PERMISSIONS_MASK);
    }
}
