/// How the program stands: the six figures by which it is steered, what each counts, when it is
/// good and when it alarms, now and day by day.
@NullMarked
package io.muster.monitor;

import org.jspecify.annotations.NullMarked;
