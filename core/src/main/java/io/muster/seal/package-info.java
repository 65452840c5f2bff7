/// Documents that anybody can check: a signed note at the end says what each part was, so that
/// whoever reads one on another machine learns whether it is whole, and if not, what was altered.
@NullMarked
package io.muster.seal;

import org.jspecify.annotations.NullMarked;
