package io.muster.inventory.query;

/// How a number or an instant stands to the one that is asked for.
public enum Comparison {
    LESS("<"),
    AT_MOST("<="),
    EQUAL(":"),
    AT_LEAST(">="),
    GREATER(">");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    /// As SQL and people write it, but for `:`.
    @Override
    public String toString() {
        return sign;
    }
}
