package io.muster.http;

/// A row of the table of routes: what can be asked for, and what answers.
public record Route(Operation operation, Handler handler) {}
