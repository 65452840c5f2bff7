/// The way out of what nobody needs, step by step; each step can be taken back.
///
/// Muster does not reach into other systems: what must be done there is a task with the command to
/// do it, and is done when the next scan sees it, or somebody says so.
@NullMarked
package io.muster.retirement;

import org.jspecify.annotations.NullMarked;
