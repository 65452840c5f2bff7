package io.muster.inventory.query;

/// What kind of value a field has, and so how it is asked.
public enum Form {
    /// One of a closed list.
    WORD("one of a list", ": = *"),
    /// A short name that people chose; compared whole.
    NAME("a name, compared whole", ": = *"),
    /// A longer text; `:` finds any part of it, `=` the whole.
    TEXT("a text: `:` finds a part, `=` the whole", ": = *"),
    /// Hexadecimal digits; colons and capitals do not matter.
    DIGITS("hexadecimal digits", ": = *"),
    NUMBER("a number", ": < <= > >="),
    TIME("a time span, a date or an instant", ": < <= > >="),
    /// `yes` or `no`.
    FLAG("`yes` or `no`", ":");

    private final String meaning;
    private final String signs;

    Form(String meaning, String signs) {
        this.meaning = meaning;
        this.signs = signs;
    }

    /// For people.
    public String meaning() {
        return meaning;
    }

    /// What may stand between field and value, and `*` where the value may be cut.
    public String signs() {
        return signs;
    }
}
