/// What is shown to others: who may and who did, estates, reports that are kept.
@NullMarked
package io.muster.store.evidence;

import org.jspecify.annotations.NullMarked;
