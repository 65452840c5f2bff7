package io.muster.http;

/// Marks an answer that holds a secret: it is never kept, so a request that comes again is told
/// that it was answered, not with what.
public interface ShownOnce {}
