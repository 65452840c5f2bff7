package io.muster.http;

/// Hears of everything that was answered: the access log and the metrics.
public interface Journal {

    /// @param nanos from the first byte of the request to the last of the answer
    void answered(Request request, int status, long nanos);

    /// Something went wrong that is our fault. The client was told `requestId` and nothing else.
    void fault(String requestId, Throwable cause);
}
