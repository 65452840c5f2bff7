package io.muster.x509.path;

/// Which rules hold beside the algorithm of RFC 5280 section 6.
public enum Profile {
    /// The certificate profile of RFC 5280 section 4: what its MUSTs forbid is refused. For private PKI.
    RFC5280,
    /// Also what the CA/Browser Forum's Baseline Requirements forbid: key types and sizes, EKU, CA
    /// certificates as servers. name constraints may be non-critical there. For the public web.
    WEB_PKI
}
