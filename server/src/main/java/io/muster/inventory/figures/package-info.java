/// The roll in numbers.
@NullMarked
package io.muster.inventory.figures;

import org.jspecify.annotations.NullMarked;
