/// What is due, and who does it: schedules, leases, and runs of sources, one at a time on any
/// number of nodes.
@NullMarked
package io.muster.jobs;

import org.jspecify.annotations.NullMarked;
