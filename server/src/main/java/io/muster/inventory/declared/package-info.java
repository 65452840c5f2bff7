/// What people say there should be: declared lists, and what came of holding them against the roll.
@NullMarked
package io.muster.inventory.declared;

import org.jspecify.annotations.NullMarked;
