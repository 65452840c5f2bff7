package io.muster.secret;

/// What may be shown of a secret: how it begins, when that is no secret, and about how long it is.
///
/// At most the first four characters and a quarter of the value, and only of values of 16
/// characters and more; the length as a class, not a number. So a masked value helps to recognise a
/// token and never to rebuild or to guess one.
///
/// @param prefix the first characters; empty for short values
/// @param lengthClass `under 16`, `16 to 31`, `32 to 63`, `64 to 255` or `256 and more`
public record Masked(String prefix, String lengthClass) {
    private static final int PREFIX_LIMIT = 4;
    private static final int SHORT = 16;

    static Masked of(String value) {
        boolean small = value.length() < SHORT;
        return new Masked(small ? "" : printable(value), lengthClass(value.length()));
    }

    private static String printable(String value) {
        var prefix = new StringBuilder();
        for (int index = 0; index < PREFIX_LIMIT; index++) {
            char character = value.charAt(index);
            prefix.append(character > ' ' && character < 127 ? character : '?');
        }
        return prefix.toString();
    }

    private static String lengthClass(int length) {
        if (length < SHORT) {
            return "under 16";
        }
        if (length < 32) {
            return "16 to 31";
        }
        if (length < 64) {
            return "32 to 63";
        }
        return length < 256 ? "64 to 255" : "256 and more";
    }

    @Override
    public String toString() {
        return prefix + "**** (" + lengthClass + " characters)";
    }
}
