/// The literal lists of built-in kinds: what can be pointed at, what can be checked. Adding one is
/// adding a line.
@NullMarked
package io.muster.catalog;

import org.jspecify.annotations.NullMarked;
