/// Somebody must know: what is told, to whom, once, and until it has arrived. What happened is
/// noticed where it is kept, becomes an alert, and waits in an outbox for the channels of its
/// receivers.
@NullMarked
package io.muster.alerts;

import org.jspecify.annotations.NullMarked;
