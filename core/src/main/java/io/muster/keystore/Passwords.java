package io.muster.keystore;

import java.util.ArrayList;
import java.util.List;

/// The passwords that are tried on whatever is locked, in order.
///
/// @param values at most [#COUNT_MAX]; each try costs a key derivation
public record Passwords(List<String> values) {
    /// How many passwords are tried at most.
    public static final int COUNT_MAX = 16;

    /// What tools write when nobody chooses: the empty password and Java's `changeit`.
    public static final Passwords WELL_KNOWN = new Passwords(List.of("", "changeit"));

    public Passwords {
        if (values.size() > COUNT_MAX) {
            throw new IllegalArgumentException("at most " + COUNT_MAX + " passwords are tried");
        }
        values = List.copyOf(values);
    }

    /// `given` first, because they are more likely, then the well-known ones.
    public static Passwords startingWith(List<String> given) {
        List<String> all = new ArrayList<>(given);
        WELL_KNOWN.values.stream().filter(it -> !given.contains(it)).forEach(all::add);
        return new Passwords(all);
    }

    /// Those that somebody chose, for what is expensive to try and has no customary password.
    public List<String> chosen() {
        return values.stream().filter(it -> !isWellKnown(it)).toList();
    }

    /// Whether `password` protects nothing because everybody knows it.
    static boolean isWellKnown(String password) {
        return WELL_KNOWN.values.contains(password);
    }

    /// Their number, never the passwords.
    @Override
    public String toString() {
        return "Passwords[" + values.size() + "]";
    }
}
