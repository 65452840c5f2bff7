/// Who is who: anchors, the identities that they are bound to, and how those stay one.
@NullMarked
package io.muster.store.identities;

import org.jspecify.annotations.NullMarked;
