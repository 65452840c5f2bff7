/// The roll of one run: whose each credential is, what hangs together, what can only be seen by
/// looking at all of them.
///
/// Observations go in from many threads, [io.muster.model.Entry] comes out. Nothing here judges.
@NullMarked
package io.muster.roll;

import org.jspecify.annotations.NullMarked;
