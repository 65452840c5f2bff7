/// Whether machines are still needed and may still do what they may: asked of those who own them,
/// again and again, and kept with what they were shown.
@NullMarked
package io.muster.reviews;

import org.jspecify.annotations.NullMarked;
