/// Where the product is put together.
@NullMarked
package io.muster;

import org.jspecify.annotations.NullMarked;
