package io.muster.http;

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
    /// To make teams, to give roles, and to see everybody's tokens.
    ADMINISTER
}
