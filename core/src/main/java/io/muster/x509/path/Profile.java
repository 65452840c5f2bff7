package io.muster.x509.path;

/// Which rules hold beside the algorithm of RFC 5280 section 6.
public enum Profile {
    /// The algorithm of RFC 5280 section 6 alone: nothing is refused for how it was issued, only
    /// for what it means. For old private PKI, where identifiers are missing and extensions lack
    /// their mark.
    RFC5280_PATH,
    /// Also the certificate profile of RFC 5280 section 4: what its MUSTs forbid is refused, and so
    /// are signatures with SHA-1. For private PKI.
    RFC5280,
    /// Also what the CA/Browser Forum's Baseline Requirements forbid: key types and sizes, EKU, CA
    /// certificates as servers. Name constraints may be non-critical there. For the public web.
    WEB_PKI
}
