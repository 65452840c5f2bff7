/// What comes in: reports of runs, sources, declared lists.
@NullMarked
package io.muster.store.intake;

import org.jspecify.annotations.NullMarked;
