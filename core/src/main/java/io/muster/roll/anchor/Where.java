package io.muster.roll.anchor;

import io.muster.model.Place;
import io.muster.model.Sighting;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads places: the host, the file without its line or entry, the repository without its commit.
public final class Where {
    private static final Pattern GIT =
            Pattern.compile("^(.*?)@([0-9a-f]{7,64}):(.*)$", Pattern.DOTALL);

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private static final Pattern ORDER =
            Pattern.compile(
                    "^(.*/letsencrypt)/(?:archive|live)/([^/]+)/(?:cert|fullchain)\\d*\\.pem$");

    private static final Pattern LISTEN = Pattern.compile("(?:^|:)(\\d{1,5})(?:\\s|$)");

    private Where() {}

    /// The host of a place: what stands before the first `/`, without port; the repository for
    /// `git`; lower case is kept as given.
    public static String host(Place place) {
        String rest = place.rest();
        if (place.scheme().equals("git")) {
            Matcher git = GIT.matcher(rest);
            return git.matches() ? git.group(1) : rest;
        }
        int end = rest.indexOf('/');
        String authority = end < 0 ? rest : rest.substring(0, end);
        int query = authority.indexOf('?');
        return withoutPort(query < 0 ? authority : authority.substring(0, query));
    }

    private static String withoutPort(String authority) {
        if (authority.startsWith("[")) {
            int end = authority.indexOf(']');
            return end < 0 ? authority : authority.substring(1, end);
        }
        int colon = authority.lastIndexOf(':');
        boolean onlyOne = colon >= 0 && authority.indexOf(':') == colon;
        return onlyOne ? authority.substring(0, colon) : authority;
    }

    /// The path on the host, from its first `/`; for `git` the path in the repository; empty when
    /// there is none.
    public static String path(Place place) {
        String rest = place.withoutLine().rest();
        if (place.scheme().equals("git")) {
            Matcher git = GIT.matcher(rest);
            return git.matches() ? git.group(3) : "";
        }
        int start = rest.indexOf('/');
        return start < 0 ? "" : rest.substring(start);
    }

    /// The same spot in the course of time: a repository's path in any commit, a file, an endpoint
    /// with the name asked for.
    public static String spot(Sighting sighting) {
        Place place = sighting.place();
        return switch (place.scheme()) {
            case "git" -> "git://" + host(place) + ":" + path(place);
            case "tls" ->
                    place.text() + sighting.facts().text("sni").map(it -> "?sni=" + it).orElse("");
            default -> file(sighting);
        };
    }

    /// Whether a `tls` spot is known by a name, its own or the one asked for, and not by an address
    /// that may change hands.
    public static boolean namesItself(String spot) {
        return spot.contains("?sni=") || !ADDRESS.matcher(host(new Place(spot))).matches();
    }

    /// The file's place without the line.
    public static String file(Sighting sighting) {
        return sighting.place().withoutLine().text();
    }

    /// The folder and the name of the line of orders whose numbered certificates a client keeps
    /// (`…/letsencrypt` and `pay`); empty for other files.
    public static Optional<Order> order(Sighting sighting) {
        if (!sighting.place().text().contains("/letsencrypt/")) {
            return Optional.empty();
        }
        Matcher order = ORDER.matcher(file(sighting));
        return order.matches()
                ? Optional.of(new Order(order.group(1), order.group(2)))
                : Optional.empty();
    }

    /// A line of orders.
    ///
    /// @param folder of the client
    /// @param name of the line
    public record Order(String folder, String name) {
        @Override
        public String toString() {
            return folder + "/" + name;
        }
    }

    /// The folder that holds a place, for "lies next to".
    public static String folder(Place place) {
        String text = place.text();
        int end = text.lastIndexOf('/');
        return end <= text.indexOf("://") + 2 ? text : text.substring(0, end);
    }

    /// The port that a `listen` setting of a configuration names: `443`, `*:443`, `[::]:443 ssl`.
    public static Optional<String> port(String listen) {
        Matcher port = LISTEN.matcher(listen);
        return port.find() ? Optional.of(port.group(1)) : Optional.empty();
    }

    /// The user in whose home a path lies.
    public static Optional<String> homeOf(String path) {
        List<String> parts = List.of(path.split("/", 5));
        if (parts.size() > 2 && parts.get(1).equals("root")) {
            return Optional.of("root");
        }
        int homes = parts.get(parts.size() > 1 ? 1 : 0).equals("export") ? 2 : 1;
        boolean inHome =
                parts.size() > homes + 2 && List.of("home", "Users").contains(parts.get(homes));
        return inHome ? Optional.of(parts.get(homes + 1)) : Optional.empty();
    }
}
