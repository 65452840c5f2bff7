package io.muster.http;

import java.io.IOException;

/// Answers requests. Runs on a virtual thread: it may wait.
@FunctionalInterface
public interface Handler {

    /// @throws Refused to answer with a problem
    /// @throws IOException when the content could not be read
    Response handle(Request request) throws IOException;
}
