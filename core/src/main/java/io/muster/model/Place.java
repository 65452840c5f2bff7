package io.muster.model;

/// Where something was seen, as one line that a person can copy: `tls://10.0.0.7:443`,
/// `file://web-3/etc/ssl/pay.pem`, `git://repo@commit:path`, `ssh://host:22`. A line of text in any
/// of them is `#L12`, an archive's entry `!/path`.
///
/// What only describes the sighting (the server name asked for, a file's mode) is a fact on it, not
/// part of the place.
///
/// @param text scheme, `://`, rest; control characters are percent-encoded by whoever made it; at
///   most 8,192 characters
public record Place(String text) implements Comparable<Place> {
    private static final int LENGTH_MAX = 8192;
    private static final String LINE = "#L";

    public Place {
        int end = text.indexOf("://");
        if (end < 1 || text.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a place is scheme://rest of at most 8192 characters");
        }
        if (text.chars().anyMatch(it -> it < 0x20 || it == 0x7f)) {
            throw new IllegalArgumentException("a place has no control characters");
        }
    }

    /// The word before `://`.
    public String scheme() {
        return text.substring(0, text.indexOf("://"));
    }

    /// What follows `://`.
    public String rest() {
        return text.substring(text.indexOf("://") + 3);
    }

    /// That line of the text at this place.
    ///
    /// @param line from 1
    public Place atLine(long line) {
        return inside(LINE + line);
    }

    /// The text that a line belongs to: the same place when it is no line.
    public Place withoutLine() {
        int digits = text.length();
        while (digits > 0 && text.charAt(digits - 1) >= '0' && text.charAt(digits - 1) <= '9') {
            digits--;
        }
        boolean line = digits < text.length() && text.startsWith(LINE, digits - LINE.length());
        return line ? new Place(text.substring(0, digits - LINE.length())) : this;
    }

    /// The same place with `suffix` added, for what lies inside. Cut at the limit.
    public Place inside(String suffix) {
        StringBuilder inner = new StringBuilder(text);
        for (int i = 0; i < suffix.length() && inner.length() < LENGTH_MAX - 3; i++) {
            char c = suffix.charAt(i);
            if (c < 0x20 || c == 0x7f) {
                inner.append(String.format("%%%02X", (int) c));
            } else {
                inner.append(c);
            }
        }
        return new Place(inner.toString());
    }

    @Override
    public int compareTo(Place other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
