/// What an identity's owner, criticality and risk follow from, and what was said of them.
@NullMarked
package io.muster.store.wards;

import org.jspecify.annotations.NullMarked;
