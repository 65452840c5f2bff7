package io.muster.discovery.content;

import io.muster.discovery.Content;
import io.muster.model.Place;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whose login a file of authorized keys opens, as far as its place tells.
///
/// @param name of the account, empty when unknown
/// @param host where it is, empty when the place names none
record LoginAccount(String name, String host) {
    private static final Pattern HOME =
            Pattern.compile("(?:.*/)?(?:home|Users)/([^/]+)/\\.ssh/[^/]*");
    private static final Pattern ROOT = Pattern.compile("(?:.*/)?root/\\.ssh/[^/]*");
    private static final Pattern SHARED =
            Pattern.compile("(?:.*/)?authorized_keys(?:\\.d)?/([^/]+)(?:/[^/]*)?");
    private static final Pattern NAMED =
            Pattern.compile(".*(?:/|:|^)authorized_keys2?(?:[._-][^/]*)?(?:/[^/]+)?");

    static LoginAccount of(Content content) {
        Place place = content.place();
        String rest = place.rest();
        int slash = rest.indexOf('/');
        String host = place.scheme().equals("file") && slash > 0 ? rest.substring(0, slash) : "";
        String path = slash < 0 ? rest : rest.substring(slash);
        return new LoginAccount(accountOf(path), host);
    }

    private static String accountOf(String path) {
        if (ROOT.matcher(path).matches()) {
            return "root";
        }
        for (Pattern pattern : new Pattern[] {HOME, SHARED}) {
            Matcher matcher = pattern.matcher(path);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return "";
    }

    /// Whether the place is called as sshd calls such files.
    static boolean isNamedSo(Place place) {
        return NAMED.matcher(place.rest()).matches();
    }

    boolean isRoot() {
        return name.equals("root");
    }

    /// `account@host`; `?` for what is not known.
    String atHost() {
        return (name.isEmpty() ? "?" : name) + "@" + (host.isEmpty() ? "?" : host);
    }
}
