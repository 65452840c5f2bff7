package io.muster.store;

import java.util.Arrays;

/// What the search index of the embedded database has of which table.
enum Indexed {
    /// The fingerprint's first digits stand beside what is folded: they need no index of their own,
    /// whose every row would be another page to write.
    CREDENTIAL("credential", "folded || char(10) || substr(fingerprint, 8, 16)"),
    IDENTITY("identity", "folded"),
    PLACE("place", "folded");

    private final String table;
    private final String text;

    Indexed(String table, String text) {
        this.table = table;
        this.text = text;
    }

    static Indexed of(String table) {
        return Arrays.stream(values())
                .filter(it -> it.table.equals(table))
                .findFirst()
                .orElseThrow();
    }

    String table() {
        return table;
    }

    /// As SQL.
    String text() {
        return text;
    }
}
