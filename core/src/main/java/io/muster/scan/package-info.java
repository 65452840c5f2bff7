/// A run: targets to sources, what they see to the roll, the roll's entries to policy, and the
/// result.
///
/// Nothing that one file, host or record does stops the rest: what could not be read is part of the
/// result.
@NullMarked
package io.muster.scan;

import org.jspecify.annotations.NullMarked;
