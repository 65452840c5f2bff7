/// The object graph, wired by hand: which store, which clock, which listeners.
@NullMarked
package io.muster.app;

import org.jspecify.annotations.NullMarked;
