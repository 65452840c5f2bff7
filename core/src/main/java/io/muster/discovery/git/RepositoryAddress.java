package io.muster.discovery.git;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;

/// Where a repository is that has to be fetched, in one spelling, so that it can be compared.
///
/// @param scheme `https` or `ssh`
/// @param host in lower case, without a trailing dot; with its port unless that is the usual one
/// @param path without a leading slash; below `~/` for the form `user@host:path`
public record RepositoryAddress(String scheme, String host, String path) {

    /// The address that `text` means; empty when it means none or a path of this machine.
    public static Optional<RepositoryAddress> of(String text) {
        Matcher remote = Location.REMOTE.matcher(text);
        if (remote.matches()) {
            return Optional.of(
                    new RepositoryAddress(
                            remote.group(1),
                            host(remote.group(1), remote.group(3)),
                            path(remote.group(4))));
        }
        Matcher shortForm = Location.SHORT.matcher(text);
        return shortForm.matches()
                ? Optional.of(
                        new RepositoryAddress(
                                "ssh",
                                host("ssh", shortForm.group(2)),
                                path("~/" + shortForm.group(3))))
                : Optional.empty();
    }

    /// The path that `text` means; empty when it means something elsewhere or nothing.
    public static Optional<Path> local(String text) {
        try {
            return Location.of(text) instanceof Location.Local it
                    ? Optional.of(it.path())
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Whether it lies below `beginning`, which is an address with as much of a path as is meant:
    /// whole names only. A path that could be read in two ways lies below nothing.
    public boolean isBelow(String beginning) {
        String whole = beginning.replaceFirst("/+$", "");
        Optional<RepositoryAddress> folder = of(whole + (whole.endsWith(":") ? "_" : "/_"));
        boolean plain = !path.matches("(?i).*(\\.\\.|%2e|%2f|%5c|\\\\).*");
        return plain
                && folder.filter(it -> it.scheme.equals(scheme) && it.host.equals(host))
                        .filter(it -> path.startsWith(it.path.substring(0, it.path.length() - 1)))
                        .isPresent();
    }

    private static String host(String scheme, String text) {
        String host = text.toLowerCase(Locale.ROOT);
        host = host.replaceFirst(scheme.equals("https") ? ":443$" : ":22$", "");
        return host.replaceFirst("\\.(?=:[0-9]*$|$)", "");
    }

    private static String path(String text) {
        return text.replaceAll("/{2,}", "/").replaceFirst("^/", "");
    }
}
