/// What hangs on what: what stands around a thing, what falls with it, what a machine may do.
@NullMarked
package io.muster.inventory.graph;

import org.jspecify.annotations.NullMarked;
