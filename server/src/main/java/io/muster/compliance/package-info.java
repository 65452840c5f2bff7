/// What standards ask for and how the estate stands to it: each requirement with the evidence that
/// can be counted, the rows behind it, and in words what cannot be told.
@NullMarked
package io.muster.compliance;

import org.jspecify.annotations.NullMarked;
