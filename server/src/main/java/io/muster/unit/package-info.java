/// One write: everything that must be kept together or not at all. Each write port takes a
/// [io.muster.unit.Unit], so that nothing is written outside one.
@NullMarked
package io.muster.unit;

import org.jspecify.annotations.NullMarked;
