/// Rows of the roll that several rooms read, and what each change of one brings with it: a line of
/// history, marks for whoever judges and assesses, kept figures, the search index.
@NullMarked
package io.muster.store.roll;

import org.jspecify.annotations.NullMarked;
