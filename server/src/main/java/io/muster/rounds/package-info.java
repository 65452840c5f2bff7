/// The server's own looks at its sources: when one is due, one node looks, and reports to the
/// inventory as a scanner elsewhere would.
@NullMarked
package io.muster.rounds;

import org.jspecify.annotations.NullMarked;
