/// The roll and the program in numbers, counted or kept.
@NullMarked
package io.muster.store.figures;

import org.jspecify.annotations.NullMarked;
