package io.muster.http;

import io.muster.model.Bytes;
import java.io.IOException;
import java.io.OutputStream;

/// What an answer holds.
public sealed interface Content {

    /// Nothing.
    record Nothing() implements Content {}

    /// A value that is written as JSON.
    record Json(String mediaType, Object value) implements Content {}

    /// Bytes that are there already.
    record Whole(String mediaType, Bytes bytes) implements Content {}

    /// Written piece by piece, for what may be larger than memory.
    record Stream(String mediaType, Writer writer) implements Content {}

    /// Server-sent events, as long as the client listens and may.
    record Events(Feed feed) implements Content {}

    /// Writes an answer; whoever calls it closes the stream.
    @FunctionalInterface
    interface Writer {
        void write(OutputStream out) throws IOException;
    }
}
