/// What policy is held against, what comes of it, and the exceptions.
@NullMarked
package io.muster.store.policy;

import org.jspecify.annotations.NullMarked;
