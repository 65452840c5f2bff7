/// The roll as text for another process, and back: one JSON object a line.
///
/// Whoever reads trusts nothing: what can be worked out from a credential's bytes is worked out
/// again, and a stated id that does not fit is refused.
@NullMarked
package io.muster.wire;

import org.jspecify.annotations.NullMarked;
