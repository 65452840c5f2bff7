package io.muster.governance;

/// Which version of a policy is in force, or is to be.
///
/// @param number of a version that is kept, from 1
public record Choice(int number) {
    /// The one that comes with Muster.
    public static final Choice SHIPPED = new Choice(0);

    /// None of it.
    public static final Choice OFF = new Choice(-1);

    /// What people write: `3`, `shipped`, `off`.
    ///
    /// @throws IllegalArgumentException when it is none of them
    public static Choice of(String text) {
        return switch (text) {
            case "shipped" -> SHIPPED;
            case "off" -> OFF;
            default -> {
                if (!text.matches("[1-9][0-9]{0,8}")) {
                    throw new IllegalArgumentException(
                            "a version is a number, 'shipped' or 'off', not '" + text + "'");
                }
                yield new Choice(Integer.parseInt(text));
            }
        };
    }

    @Override
    public String toString() {
        return switch (number) {
            case 0 -> "shipped";
            case -1 -> "off";
            default -> Integer.toString(number);
        };
    }
}
