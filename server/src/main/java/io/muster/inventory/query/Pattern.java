package io.muster.inventory.query;

/// What a value must look like. Texts are folded ([Folded]).
public sealed interface Pattern {

    /// The whole value.
    record Whole(String text) implements Pattern {}

    /// Its beginning: `va*`.
    record Prefix(String text) implements Pattern {}

    /// Anywhere within it: `*va*`.
    record Part(String text) implements Pattern {}

    /// There is no value: `none`.
    record Absent() implements Pattern {}
}
