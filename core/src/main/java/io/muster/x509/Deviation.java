package io.muster.x509;

/// A way in which an encoding is readable BER, or nearly so, but not DER (X.690 section 10 and 11).
/// The reader goes on and notes it; whoever needs strictness refuses a value that has any.
public enum Deviation {
    /// Indefinite length, closed by two zero bytes (X.690 8.1.3.6).
    INDEFINITE_LENGTH,
    /// A length in more bytes than it needs (X.690 10.1).
    NON_MINIMAL_LENGTH,
    /// An INTEGER with a superfluous leading byte (X.690 8.3.2).
    NON_MINIMAL_INTEGER,
    /// An OBJECT IDENTIFIER arc padded with 0x80 (X.690 8.19.2).
    NON_MINIMAL_OBJECT_IDENTIFIER,
    /// A BOOLEAN that is neither 00 nor FF (X.690 11.1).
    BOOLEAN_VALUE,
    /// A string sent in pieces (X.690 10.2).
    CONSTRUCTED_STRING,
    /// Unused bits of a BIT STRING that are not zero, or trailing zero bits in a named list (X.690
    /// 11.2).
    UNUSED_BITS,
    /// A key or signature whose BIT STRING does not hold whole bytes.
    PARTIAL_BYTES,
    /// A DEFAULT value that is written out (X.690 11.5). Widespread and harmless.
    DEFAULT_VALUE,
    /// A time without seconds, with an offset or with a fraction (X.690 11.7, RFC 5280 4.1.2.5).
    TIME_FORMAT,
    /// GeneralizedTime for a year before 2050 (RFC 5280 4.1.2.5). Valid DER, and harmless.
    TIME_CHOICE,
    /// Bytes after the end of a value.
    TRAILING_BYTES
}
