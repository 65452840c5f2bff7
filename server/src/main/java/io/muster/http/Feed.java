package io.muster.http;

import java.time.Duration;
import java.util.List;

/// Where server-sent events come from (WHATWG HTML, section 9.2). It is asked again and again, so
/// that between two answers the listener can see whether the caller still may and the client still
/// listens.
@FunctionalInterface
public interface Feed {

    /// What happened after `position`, at once when there is something, else within `wait`.
    ///
    /// @param position the id of the last event that the client has; empty at the start
    /// @return in order, at most a few hundred; none when nothing happened
    List<Event> after(String position, Duration wait) throws InterruptedException;

    /// @param id names a position, one line
    /// @param kind what kind of event it is, one word
    /// @param data written as JSON
    record Event(String id, String kind, Object data) {}
}
