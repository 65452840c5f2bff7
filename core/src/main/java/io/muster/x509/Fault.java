package io.muster.x509;

/// A departure from the standard that did not keep a value from being read.
///
/// @param detail which extension, which deviation; for people
public record Fault(Kind kind, String detail) {
    /// Stable names; they appear in documents.
    public enum Kind {
        /// Readable BER, but not DER; the detail is the [Deviation].
        NON_DER,
        /// An extension stands twice (RFC 5280 4.2).
        DUPLICATE_EXTENSION,
        /// The content of a known extension is wrong.
        UNREADABLE_EXTENSION,
        /// `extensions` is there but holds none (RFC 5280 4.1: SIZE (1..MAX)).
        EMPTY_EXTENSIONS,
        /// Extensions or unique identifiers in a version that has none (RFC 5280 4.1.2.1).
        WRONG_VERSION,
        /// issuerUniqueID or subjectUniqueID is there (RFC 5280 4.1.2.8).
        UNIQUE_IDENTIFIER,
        /// Below zero (RFC 5280 4.1.2.2).
        NEGATIVE_SERIAL,
        /// Zero (RFC 5280 4.1.2.2).
        ZERO_SERIAL,
        /// More than 20 octets (RFC 5280 4.1.2.2).
        LONG_SERIAL,
        /// The two signature algorithm fields differ (RFC 5280 4.1.1.2).
        SIGNATURE_ALGORITHM_MISMATCH,
        /// The public key cannot be decoded as its algorithm says.
        UNREADABLE_KEY,
        /// notAfter lies before notBefore.
        REVERSED_VALIDITY,
        /// A name form whose content is wrong: not ASCII, an address of a wrong size.
        WRONG_NAME,
        /// An attribute of a distinguished name that is not in its string type.
        WRONG_ATTRIBUTE
    }

    @Override
    public String toString() {
        return kind + " (" + detail + ")";
    }
}
