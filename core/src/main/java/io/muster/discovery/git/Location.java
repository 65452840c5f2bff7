package io.muster.discovery.git;

import io.muster.discovery.files.Escaped;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// Where a repository is, as somebody named it.
sealed interface Location {
    /// What may stand in the name of a host or an account, so that none of it can be read as an
    /// option.
    Pattern REMOTE = Pattern.compile("(https|ssh)://(?:([^/@]*)@)?([A-Za-z0-9\\[][^/@]*)/(.+)");

    /// `user@host:path`, as ssh and git write it.
    Pattern SHORT = Pattern.compile("([A-Za-z0-9._-]+)@([A-Za-z0-9][A-Za-z0-9.-]*):(?!/)(.+)");

    /// How places name it: never with an account or a password.
    String name(String host);

    /// The parts of the name or path below which its files lie.
    List<String> names();

    /// A folder of this machine.
    record Local(Path path) implements Location {
        @Override
        public String name(String host) {
            return host + Escaped.of(path.toAbsolutePath().normalize());
        }

        @Override
        public List<String> names() {
            return StreamSupport.stream(path.toAbsolutePath().normalize().spliterator(), false)
                    .map(Path::toString)
                    .toList();
        }
    }

    /// A repository to be fetched.
    ///
    /// @param url with what is needed to get in, so never shown
    /// @param shown host and path
    record Remote(String url, String shown) implements Location {
        @Override
        public String name(String host) {
            return shown;
        }

        @Override
        public List<String> names() {
            return List.of(shown.split("/"));
        }

        @Override
        public String toString() {
            return shown;
        }
    }

    /// @throws IllegalArgumentException when it is neither a path nor a URL of a known kind
    static Location of(String text) {
        Matcher remote = REMOTE.matcher(text);
        if (remote.matches()) {
            return new Remote(text, remote.group(3) + "/" + remote.group(4));
        }
        Matcher shortForm = SHORT.matcher(text);
        if (shortForm.matches()) {
            return new Remote(
                    "ssh://"
                            + shortForm.group(1)
                            + "@"
                            + shortForm.group(2)
                            + "/~/"
                            + shortForm.group(3),
                    shortForm.group(2) + "/" + shortForm.group(3));
        }
        try {
            if (text.startsWith("file://")) {
                return new Local(Path.of(URI.create(text)));
            }
            if (!text.contains("://") && !text.contains("::")) {
                return new Local(Path.of(text));
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("not a path", e);
        }
        throw new IllegalArgumentException(
                "a repository is a path or an https://, ssh:// or file:// URL");
    }
}
