package io.muster.reviews;

import io.muster.reviews.Evidence.Permission;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// What something might do when it was reviewed, and what it may do now, as far as sources tell.
public record Rights(Set<Permission> before, Set<Permission> after) {
    private static final int SHOWN = 5;

    public Rights {
        before = Set.copyOf(before);
        after = Set.copyOf(after);
    }

    /// Whether that is less for sure: something was taken away and nothing given, or what gave
    /// nearly all was, and what is there now does not.
    public boolean isSmaller() {
        Set<Permission> lost = lost();
        boolean nothingNew = before.containsAll(after);
        boolean whole = lost.stream().anyMatch(Permission::isWhole);
        return !lost.isEmpty()
                && (nothingNew || (whole && after.stream().noneMatch(Permission::isWhole)));
    }

    /// What it might do and may no more.
    public Set<Permission> lost() {
        return without(before, after);
    }

    /// For people: the first of what is gone.
    public String words() {
        Set<Permission> lost = lost();
        String first =
                lost.stream()
                        .map(it -> it.right() + " on " + it.resource())
                        .sorted()
                        .limit(SHOWN)
                        .collect(Collectors.joining(", "));
        return "it may no more: %s%s".formatted(first, lost.size() > SHOWN ? ", …" : "");
    }

    private static Set<Permission> without(
            Collection<Permission> all, Collection<Permission> these) {
        Set<Permission> left = new LinkedHashSet<>(all);
        left.removeAll(these);
        return left;
    }
}
