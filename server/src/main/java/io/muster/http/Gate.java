package io.muster.http;

/// Decides who a caller is and whether they may: asked once before every route, and again while a
/// client listens to events.
@FunctionalInterface
public interface Gate {

    /// @param operation what the route asks for
    /// @return who asks
    /// @throws Refused when they are not known or may not
    Caller admit(Request request, Operation operation);
}
