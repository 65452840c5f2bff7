/// The one guard for every address that somebody else chose: what is never contacted, what needs to
/// be named, and how fast.
///
/// [io.muster.egress.NetworkTargets] is what a person points at, [io.muster.egress.Scope] what may
/// therefore be contacted, and [io.muster.egress.GuardedEgress] the only way there.
@NullMarked
package io.muster.egress;

import org.jspecify.annotations.NullMarked;
