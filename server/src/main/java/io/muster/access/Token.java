package io.muster.access;

import io.muster.http.Caller;
import io.muster.http.Permission;
import io.muster.http.Rights;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lets a program in: a CI job, a scanner, a script.
///
/// @param id names it in lists and in the audit log
/// @param name what people call it
/// @param permissions its scope
/// @param places prefixes of the places that it may report; empty: any
/// @param createdBy who made it, as [io.muster.http.Caller#actor]
/// @param owner the person who answers for it: it may no more than they may
/// @param expiresAt it opens nothing from then on
/// @param lastUsedAt to the minute
public record Token(
        String id,
        String name,
        Set<Permission> permissions,
        List<String> places,
        Instant createdAt,
        String createdBy,
        String owner,
        Instant expiresAt,
        Optional<Instant> lastUsedAt) {

    public Token {
        permissions = Set.copyOf(permissions);
        places = List.copyOf(places);
    }

    /// The permissions in words, as they are kept.
    public String scope() {
        return permissions.stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
    }

    /// Reads [#scope]. A permission that this version does not know opens nothing.
    public static Set<Permission> scope(String words) {
        List<String> named = List.of(words.split(" ", -1));
        return Stream.of(Permission.values())
                .filter(it -> named.contains(it.name()))
                .collect(Collectors.toSet());
    }

    /// As a caller, with what is left of its owner's rights.
    Caller caller(Rights ofOwner) {
        Set<Permission> scope = EnumSet.of(Permission.KNOWN);
        scope.addAll(permissions);
        return new Caller(Caller.Kind.TOKEN, id, owner, ofOwner.only(scope), places);
    }
}
