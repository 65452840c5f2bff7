/// Reviews: what is asked of owners, with what they are shown, and what follows.
@NullMarked
package io.muster.store.reviews;

import org.jspecify.annotations.NullMarked;
