/// Whose a credential is: an ordered short list of rules, each a small record, the first that knows
/// wins.
///
/// A rule turns what was seen into anchors with their evidence and guesses nothing: what is not
/// unique in some realm falls back to the key.
@NullMarked
package io.muster.roll.anchor;

import org.jspecify.annotations.NullMarked;
