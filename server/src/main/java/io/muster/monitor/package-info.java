/// How the program and the estate stand: figures, what each counts, when it is good and when it
/// alarms, now and day by day; posture, forecasts, what nobody has seen, and a rehearsal of what is
/// to come.
@NullMarked
package io.muster.monitor;

import org.jspecify.annotations.NullMarked;
