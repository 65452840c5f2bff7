package io.muster.inventory.owners;

import io.muster.inventory.query.Folded;
import java.util.ArrayList;
import java.util.List;

/// A text in which `*` stands for anything, also nothing; upper and lower case are the same.
public record Wildcard(String text) {
    private static final int TEXT_MAX = 500;

    public Wildcard {
        if (text.isEmpty() || text.length() > TEXT_MAX) {
            throw new IllegalArgumentException("a pattern has 1 to 500 characters");
        }
    }

    /// What stands between the asterisks, folded: at least one part.
    public List<String> parts() {
        return List.of(Folded.of(text).split("\\*", -1));
    }

    public boolean matches(String value) {
        List<String> parts = new ArrayList<>(parts());
        String rest = Folded.of(value);
        if (parts.size() == 1) {
            return rest.equals(parts.getFirst());
        }
        String first = parts.removeFirst();
        String last = parts.removeLast();
        if (rest.length() < first.length() + last.length()
                || !rest.startsWith(first)
                || !rest.endsWith(last)) {
            return false;
        }
        rest = rest.substring(first.length(), rest.length() - last.length());
        // The earliest place of each part leaves most to those behind it.
        for (String part : parts) {
            int at = rest.indexOf(part);
            if (at < 0) {
                return false;
            }
            rest = rest.substring(at + part.length());
        }
        return true;
    }
}
