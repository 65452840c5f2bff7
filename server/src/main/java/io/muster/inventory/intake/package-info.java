/// What comes in: sources, the runs that look at them, and what runs report.
@NullMarked
package io.muster.inventory.intake;

import org.jspecify.annotations.NullMarked;
