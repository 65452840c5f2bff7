package io.muster.http;

/// What a client wants done (RFC 9110, section 9; PATCH: RFC 5789).
///
/// HEAD is answered as GET without its content, by the listener; nothing else is understood.
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE;

    /// Does it only look (RFC 9110, section 9.2.1)? Whatever changes something needs a defence
    /// against requests that another site's page makes a browser send.
    public boolean isSafe() {
        return this == GET;
    }
}
