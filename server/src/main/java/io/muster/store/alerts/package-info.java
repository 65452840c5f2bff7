/// What happened, what became an alert, and what waits to be sent.
@NullMarked
package io.muster.store.alerts;

import org.jspecify.annotations.NullMarked;
