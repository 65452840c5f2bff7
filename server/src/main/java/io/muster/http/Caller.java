package io.muster.http;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Who asks, and what they may.
///
/// @param kind how they became known
/// @param id of the person or the token; the audit log names it
/// @param person who answers for it: the person themselves, the owner of the token; of a machine
///   its rule, which is nobody
/// @param rights what they may now
/// @param places prefixes of the places that they may report; empty: any
public record Caller(Kind kind, String id, String person, Rights rights, List<String> places) {

    /// Somebody who did not say who they are.
    public static final Caller NOBODY =
            new Caller(Kind.NOBODY, "nobody", "", Rights.NONE, List.of());

    public Caller {
        places = List.copyOf(places);
    }

    /// A person at a browser.
    public static Caller person(String id, Rights rights) {
        return new Caller(Kind.PERSON, id, id, rights, List.of());
    }

    /// How a caller became known.
    public enum Kind {
        NOBODY,
        PERSON,
        TOKEN,
        /// Known by a certificate, or by a token of somebody else's.
        MACHINE
    }

    public boolean may(Permission permission) {
        return rights.may(permission);
    }

    /// What they may, [Permission#ANYONE] always.
    public Set<Permission> permissions() {
        Set<Permission> all = EnumSet.of(Permission.ANYONE);
        all.addAll(rights.permissions());
        return all;
    }

    /// May they report what lies at `place`?
    public boolean mayReport(String place) {
        return may(Permission.REPORT)
                && (places.isEmpty() || places.stream().anyMatch(it -> isBelow(place, it)));
    }

    /// `file://web-3` covers `file://web-3/etc` and not `file://web-30`.
    private static boolean isBelow(String place, String prefix) {
        return place.startsWith(prefix)
                && (place.length() == prefix.length()
                        || prefix.endsWith("/")
                        || prefix.endsWith(":")
                        || "/:#?".indexOf(place.charAt(prefix.length())) >= 0);
    }

    /// Kind and id in one word, as the audit log and history write it: `token:ci`.
    public String actor() {
        return switch (kind) {
            case NOBODY -> "nobody";
            case PERSON -> "person:" + id;
            case TOKEN -> "token:" + id;
            case MACHINE -> "machine:" + id;
        };
    }
}
