/// The audit log, and how far those who follow it were told.
@NullMarked
package io.muster.store.audit;

import org.jspecify.annotations.NullMarked;
