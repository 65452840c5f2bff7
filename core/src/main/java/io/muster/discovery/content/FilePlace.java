package io.muster.discovery.content;

import io.muster.model.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Where a path that a configuration names lies: on the same host, in the same archive, in the same
/// commit.
///
/// @param prefix all of the place before the path
/// @param path of the configuration, with `/`
record FilePlace(String prefix, String path) {

    static FilePlace of(Place place) {
        String text = place.text();
        int archive = text.lastIndexOf("!/");
        int from = archive >= 0 ? archive + 1 : text.indexOf('/', text.indexOf("://") + 3);
        if (from < 0 || place.scheme().equals("git")) {
            int colon = text.lastIndexOf(':');
            return new FilePlace(text.substring(0, colon + 1), "/" + text.substring(colon + 1));
        }
        return new FilePlace(text.substring(0, from), text.substring(from));
    }

    /// The folder of the configuration.
    String folder() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /// The nearest folder above that is called one of `names`, else the configuration's own.
    String folderNamed(String... names) {
        for (String name : names) {
            int at = path.lastIndexOf("/" + name + "/");
            if (at >= 0) {
                return path.substring(0, at + name.length() + 2);
            }
        }
        return folder();
    }

    /// The place of `file`, which counts from `base` when it is relative; nothing when it is no
    /// path but a variable or a store.
    Optional<Place> resolve(String file, String base) {
        if (file.isEmpty()
                || file.length() > 1024
                || file.indexOf('$') >= 0
                || file.indexOf('%') >= 0) {
            return Optional.empty();
        }
        if (file.startsWith("data:")
                || file.startsWith("engine:")
                || file.startsWith("store:")
                || file.startsWith("pkcs11:")) {
            return Optional.empty();
        }
        String full = normal(file.startsWith("/") ? file : base + file);
        String scheme = prefix.substring(0, prefix.indexOf("://") + 3);
        String before = prefix.substring(scheme.length());
        return Optional.of(
                new Place(scheme)
                        .inside(before + (prefix.endsWith(":") ? full.substring(1) : full)));
    }

    private static String normal(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }
}
