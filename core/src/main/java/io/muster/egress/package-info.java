/// The one guard for every address that somebody else chose: what is never contacted, what needs to
/// be named, and how fast.
@NullMarked
package io.muster.egress;

import org.jspecify.annotations.NullMarked;
