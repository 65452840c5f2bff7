/// What can be shown of an identity afterwards: who could have used it, who did, what was decided
/// about it, and what of that nobody knows.
@NullMarked
package io.muster.evidence;

import org.jspecify.annotations.NullMarked;
