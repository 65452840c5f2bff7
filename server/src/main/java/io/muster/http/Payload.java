package io.muster.http;

/// What a request or an answer holds, for the router that checks it and for the API description.
public sealed interface Payload {

    /// How many bytes of JSON a request may have.
    long JSON_BYTES_MAX = 1 << 20;

    /// Nothing.
    record None() implements Payload {}

    /// One value of `type`, a record.
    record Value(Class<?> type) implements Payload {}

    /// A [Page] of `item`, a record.
    record PageOf(Class<?> item) implements Payload {}

    /// Something else than JSON.
    ///
    /// @param mediaType what a request must say it is
    /// @param bytesMax how much a request may hold, as it comes over the wire
    record Other(String mediaType, long bytesMax) implements Payload {}
}
