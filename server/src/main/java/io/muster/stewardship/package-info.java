/// In whose charge things are: how much each matters, how risky it is, who may own what nobody
/// does, and the clock that runs until somebody does.
@NullMarked
package io.muster.stewardship;

import org.jspecify.annotations.NullMarked;
