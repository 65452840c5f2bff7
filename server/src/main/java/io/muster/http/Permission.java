package io.muster.http;

/// What a caller must be allowed, to be answered by a route: every route names one.
///
/// The first release gives a signed-in person all of them and a token those in its scope. Roles and
/// teams come later and change who has a permission, not which one a route asks for.
public enum Permission {
    /// Nobody needs to be known: health, sign-in, static files.
    ANYONE,
    /// To look at everything that is known.
    READ,
    /// To say what a scanner saw, at the places that its token names.
    REPORT,
    /// To change what people decide: names, owners, tags, views, sources, declared lists.
    WRITE,
    /// To make backups, and to see which there are.
    BACKUP,
    /// To make tokens and teams, and to read the audit log.
    ADMINISTER
}
