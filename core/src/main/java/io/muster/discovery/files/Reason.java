package io.muster.discovery.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/// Why something could not be read, in words for a person.
final class Reason {
    private Reason() {}

    static String of(IOException e) {
        return switch (e) {
            case AccessDeniedException _ ->
                    "permission denied; run as a user who may read it, or exclude it";
            case NoSuchFileException _ -> "there is no such file or folder";
            case FileSystemLoopException _ -> "a link took its place while the scan ran";
            case FileSystemException system -> ofSystem(system);
            case EOFException _ -> "it ends early";
            default -> ofMessage(e);
        };
    }

    private static String ofSystem(FileSystemException e) {
        String reason = e.getReason();
        if (reason == null) {
            return "the file system gave an error";
        }
        return switch (reason) {
            case "File name too long" ->
                    "its path is longer than the system opens; scan a folder nearer to it";
            case "Too many levels of symbolic links" -> "a link took its place while the scan ran";
            case "Too many open files" ->
                    "too many open files; raise the limit (ulimit -n) and scan again";
            default -> reason;
        };
    }

    private static String ofMessage(IOException e) {
        String message = e.getMessage();
        return message == null ? "it cannot be read" : message;
    }
}
