/// What hangs on what: authorities, what is around a thing, what falls with it.
@NullMarked
package io.muster.store.graph;

import org.jspecify.annotations.NullMarked;
