/// Findings for those who deal with them: how many are open, by when, in whose hands.
@NullMarked
package io.muster.inventory.findings;

import org.jspecify.annotations.NullMarked;
