package io.muster.http;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a caller must be allowed, to be answered by a route: every route names one. Who has which
/// is a matter of roles (`io.muster.access.Role`); which rows it reaches, of [Reach].
public enum Permission {
    /// Nobody needs to be known: health, sign-in, static files.
    ANYONE,
    /// Somebody is signed in, or a token is good; nothing more. To see who one is, and to leave.
    KNOWN,
    /// To look at what is known.
    READ,
    /// To say what a scanner saw, at the places that its token names.
    REPORT,
    /// To change what people decide: names, owners, tags, views, sources, declared lists.
    WRITE,
    /// To make backups, and to see which there are.
    BACKUP,
    /// To change policies and to let them bite.
    POLICY,
    /// To approve what others ask for: exceptions.
    APPROVE,
    /// To read the audit log, and who may do what.
    AUDIT,
    /// To make and use the keys of authorities.
    MANAGE_CA,
    /// To say who there is and who belongs to what, as an identity provider does (SCIM).
    DIRECTORY,
    /// To make teams, to give roles, and to see everybody's tokens.
    ADMINISTER;

    /// As people write it: `manage-ca`.
    public String word() {
        return Words.kebab(this);
    }

    /// The one called `word` that a token may have; the others nobody needs to ask for.
    public static Optional<Permission> inScope(String word) {
        return Stream.of(values())
                .filter(it -> it != ANYONE && it != KNOWN && it.word().equals(word))
                .findFirst();
    }

    /// The words of all that a token may have.
    public static String scopes() {
        return Stream.of(values())
                .filter(it -> it != ANYONE && it != KNOWN)
                .map(Permission::word)
                .collect(Collectors.joining(", "));
    }
}
