package io.muster.inventory.query;

/// A question that cannot be read, in words for the person who asked it.
public final class QueryRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int at;

    /// @param at where in the text, in characters from its start
    /// @param reason what is wrong and what to write instead
    public QueryRefused(int at, String reason) {
        super(reason);
        this.at = at;
    }

    /// Where in the text the trouble starts, in characters from its start.
    public int at() {
        return at;
    }

    /// What is wrong and what to write instead.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
