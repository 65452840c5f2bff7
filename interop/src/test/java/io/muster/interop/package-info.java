/// The packaged product, run as people run it.
@NullMarked
package io.muster.interop;

import org.jspecify.annotations.NullMarked;
