/// A credential as the inventory knows it: what is kept of it, what lists show of it, and what
/// everything else that is known says of its key.
@NullMarked
package io.muster.inventory.credentials;

import org.jspecify.annotations.NullMarked;
