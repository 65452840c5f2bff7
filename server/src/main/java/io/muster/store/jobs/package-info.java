/// Whose turn it is, and the removal of what is older than its time.
@NullMarked
package io.muster.store.jobs;

import org.jspecify.annotations.NullMarked;
