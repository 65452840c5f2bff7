/// Policy before it bites: what another policy would say of everything that is known.
///
/// [io.muster.governance.Replay] judges by two policies at once and tells where they differ; it
/// writes nothing.
@NullMarked
package io.muster.governance;

import org.jspecify.annotations.NullMarked;
