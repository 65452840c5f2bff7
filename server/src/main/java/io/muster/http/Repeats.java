package io.muster.http;

import io.muster.model.Bytes;
import java.io.IOException;

/// Answers a request that comes again, because its answer was lost, with the answer it had, instead
/// of doing it twice (draft-ietf-httpapi-idempotency-key-header).
@FunctionalInterface
public interface Repeats {

    /// Keeps nothing: every request is new.
    Repeats NONE = (request, _, _, handler) -> handler.handle(request);

    /// @param request from a known caller
    /// @param key as the client chose it
    /// @param content of the request, whole
    /// @param handler does it, when it was not done
    Response once(Request request, String key, Bytes content, Handler handler) throws IOException;
}
