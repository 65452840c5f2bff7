/// Policy before it bites, when it does, and what is let off.
///
/// [io.muster.governance.Replay] judges by two policies at once and tells where they differ; it
/// writes nothing. [io.muster.governance.PolicyOffice] says which policies are in force on this
/// node, and [io.muster.governance.Exemption] is an exception: a rule that may be broken for a
/// while.
@NullMarked
package io.muster.governance;

import org.jspecify.annotations.NullMarked;
