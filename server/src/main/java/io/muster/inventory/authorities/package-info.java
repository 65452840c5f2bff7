/// Who has issued something: the authorities of the roll, which of them are ours, and what those of
/// others have yet to give up.
@NullMarked
package io.muster.inventory.authorities;

import org.jspecify.annotations.NullMarked;
