/// Whose an identity is: teams, the rules that say so, and who said it.
@NullMarked
package io.muster.inventory.owners;

import org.jspecify.annotations.NullMarked;
