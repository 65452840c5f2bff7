package io.muster.http;

/// A parameter after the `?` that a route knows.
///
/// @param name as in the query
/// @param kind what a value looks like
/// @param meaning one sentence for people
public record Parameter(String name, Kind kind, String meaning) {

    /// What a value looks like.
    public enum Kind {
        TEXT,
        NUMBER,
        YES_OR_NO
    }

    /// Whatever stands there is not for us: the pages of the console keep their state in it.
    public static final Parameter ANY = text("*", "Anything; the server does not look at it.");

    public static Parameter text(String name, String meaning) {
        return new Parameter(name, Kind.TEXT, meaning);
    }

    public static Parameter number(String name, String meaning) {
        return new Parameter(name, Kind.NUMBER, meaning);
    }
}
