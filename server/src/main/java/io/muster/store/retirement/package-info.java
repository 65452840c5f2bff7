/// What is on its way out.
@NullMarked
package io.muster.store.retirement;

import org.jspecify.annotations.NullMarked;
