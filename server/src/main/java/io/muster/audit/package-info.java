/// What was decided, by whom, in an append-only Merkle log, written in the unit of the change it
/// records.
@NullMarked
package io.muster.audit;

import org.jspecify.annotations.NullMarked;
