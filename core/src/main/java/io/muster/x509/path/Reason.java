package io.muster.x509.path;

/// Why a path is not valid. Stable names; they appear in documents.
public enum Reason {
    /// No issuer that is trusted, or leads to one, was found.
    NO_TRUSTED_PATH,
    /// The signature was not made with the issuer's key.
    WRONG_SIGNATURE,
    /// The signature's algorithm is unknown or not allowed.
    UNACCEPTABLE_ALGORITHM,
    /// The key's type or size is not allowed, or it cannot be used.
    UNACCEPTABLE_KEY,
    EXPIRED,
    NOT_YET_VALID,
    /// An issuer that is not a CA, or may not sign certificates.
    NOT_A_CA,
    /// A pathLenConstraint or the limit on the path's length is exceeded.
    PATH_TOO_LONG,
    UNKNOWN_CRITICAL_EXTENSION,
    /// The encoding or an extension departs from the standard.
    MALFORMED,
    /// The profile forbids something about the certificate.
    PROFILE_VIOLATION,
    NAME_CONSTRAINT_VIOLATED,
    /// A constraint that cannot be evaluated.
    NAME_CONSTRAINT_UNSUPPORTED,
    POLICY_VIOLATED,
    REVOKED,
    /// No usable revocation list covers the certificate.
    REVOCATION_UNKNOWN,
    /// The name that was asked for is not in the certificate.
    WRONG_NAME,
    /// extKeyUsage does not allow the purpose.
    WRONG_PURPOSE,
    /// Deciding would cost more than the budget allows.
    TOO_COSTLY
}
